"""Whether somebody may listen to what the parent said beside a reaction, of which coordinators may read the words.

Yusuf: {look_at_voice: {bulletin_id: bulletin-6, subject: proposal-2}} → done
Yusuf: {look_at_voice: {bulletin_id: bulletin-1, subject: meaning}} → no_voice
Amina: {look_at_voice: {bulletin_id: bulletin-6, subject: proposal-1}} → allowed
Guest: {look_at_voice: {bulletin_id: bulletin-1, subject: meaning}} → not_joined
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.hearing import voices
from bot.services.hearing.voices import Hearing


class LookAtVoice(Args):
    """Beside which reaction."""

    bulletin_id: str
    subject: str


SPEC = ActionSpec("look_at_voice", LookAtVoice, frozenset({"no_voice", "allowed", "not_joined"}))


async def run(context: Context, args: LookAtVoice) -> Done:
    """`done`: it was not asked yet (or taken back). `allowed`: an earlier yes stands, and this one is heard by it too."""
    try:
        found = await voices.hearing(context.work, context.person.actor, args.bulletin_id, args.subject)
    except Refused as refused:
        if refused.code not in SPEC.outcomes:
            raise
        return Done(refused.code)
    return Done() if found is Hearing.NOT_ASKED else Done(str(found))
