"""A parent says yes to reading texts before others do.

Lotte: {join_panel: {version: panel-nl, language: nl}} → done
Lotte: {join_panel: {version: older words, language: nl}} → words_changed
Guest: {join_panel: {version: panel-nl, language: nl}} → not_joined
"""

from bot.dialogue.actions import ActionSpec, Binds
from bot.domain.consent import Shown
from bot.domain.errors import Refused
from bot.handling.arguments import ToShown
from bot.handling.context import Context, Done
from bot.services.people import panel

SPEC = ActionSpec("join_panel", ToShown, frozenset({"not_joined", "words_changed"}), binds=Binds.ASKED)


async def run(context: Context, args: ToShown) -> Done:
    """`words_changed`: the question reads otherwise by now."""
    try:
        await panel.join(context.work, context.person.actor, Shown(args.version, args.language))
    except Refused as refused:
        if refused.code not in SPEC.outcomes:
            raise
        return Done(refused.code)
    return Done()
