"""The parent lets somebody listen to what they said beside a reaction, and write it down.

Yusuf: {allow_voice: {bulletin_id: bulletin-6, subject: proposal-2, version: voice-ar, language: ar}} → done
Guest: {allow_voice: {bulletin_id: bulletin-1, subject: meaning, version: voice-nl, language: nl}} → not_joined
Yusuf: {allow_voice: {bulletin_id: bulletin-6, subject: proposal-2, version: older words, language: ar}} → words_changed
"""

from bot.dialogue.actions import ActionSpec, Binds
from bot.domain.consent import Shown
from bot.domain.errors import Refused
from bot.handling.arguments import ToShown
from bot.handling.context import Context, Done
from bot.services.hearing import voices


class AllowVoice(ToShown):
    """Beside which reaction, and what was read when it was asked."""

    bulletin_id: str
    subject: str


SPEC = ActionSpec("allow_voice", AllowVoice, frozenset({"not_joined", "words_changed"}), binds=Binds.ASKED)


async def run(context: Context, args: AllowVoice) -> Done:
    """`words_changed`: the question reads otherwise by now. Refused: `nothing_said` when there is no voice."""
    shown = Shown(args.version, args.language)
    try:
        await voices.let_hear(context.work, context.person.actor, args.bulletin_id, args.subject, shown)
    except Refused as refused:
        if refused.code not in SPEC.outcomes:
            raise
        return Done(refused.code)
    return Done()
