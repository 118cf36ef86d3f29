"""A coordinator asks who knows a language to read its fixed texts, as far as something waits for them.

Noor: {ask_texts_read: pl} → done
Noor: {ask_texts_read: ti} → nobody
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.delivery import Purpose
from bot.handling.actions.show_standing import ShowStanding
from bot.handling.context import Context, Done
from bot.handling.notices import tell_person
from bot.handling.translation_items import name_of
from bot.services.speaking import approving_texts

SPEC = ActionSpec(
    "ask_texts_read",
    ShowStanding,
    frozenset({"nobody"}),
    frozenset({"asked_names"}),
)


async def run(context: Context, args: ShowStanding) -> Done:
    """`nobody`: nothing waits for anybody else who knows it."""
    waiting = await approving_texts.waits_for(context.work, context.actor, args.code)
    if not waiting:
        return Done("nobody")
    asker = await name_of(context.work, context.actor.id)
    for person, number in waiting:
        told = {"colleague": asker, "language_word": wording.language_name(args.code), "number": number}
        await tell_person(context, person.id, "common.please_read_texts", told, Purpose.FOLLOW_UP)
    return Done(values={"asked_names": [person.name or "–" for person, _ in waiting]})
