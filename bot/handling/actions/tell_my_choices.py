"""What a parent can do beside what everybody can.

Fatma: tell_my_choices → done
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.domain import wording
from bot.domain.person import PersonState
from bot.handling.context import Context, Done
from bot.services.people import contacts
from bot.services.translation import declining

COMMANDS = {"interpreters": "tolk", "panel": "proeflezen", "contact": "contact"}
SPEC = ActionSpec(
    "tell_my_choices", gives=frozenset({*(f"has_{name}" for name in COMMANDS), *(f"to_{name}" for name in COMMANDS)})
)


async def run(context: Context, args: NoArgs) -> Done:
    """`has_…` is `yes` or `no`: somebody translates their words; they take part, and so may read along before others; somebody
    may hold messages, or would like to. `to_…` is what that is called."""
    work, person = context.work, context.person
    takes_part = person.is_parent and person.state in {PersonState.ACTIVE, PersonState.PAUSED}
    answers = {
        "has_interpreters": person.is_parent and bool(await declining.named(work, person.actor)),
        "has_panel": takes_part and person.trajectory_id is not None,
        "has_contact": takes_part and await contacts.offer(work, person.actor) is not None,
    }
    labels = {f"to_{name}": wording.text(f"common.menu_{command}") for name, command in COMMANDS.items()}
    return Done(values={**{name: "yes" if holds else "no" for name, holds in answers.items()}, **labels})
