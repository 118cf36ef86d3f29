"""How many parents of a bulletin can read it now, and how many wait for their language.

Noor: {count_languages: bulletin-2} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.services.speaking.languages import SOURCE
from bot.services.translation import translating

SPEC = ActionSpec("count_languages", OfBulletin, gives=frozenset({"readers_now", "readers_waiting", "some_missing"}))


async def run(context: Context, args: OfBulletin) -> Done:
    """`some_missing` is `yes` when a language that somebody reads was not asked yet, or a picture's words in it."""
    bulletin = await context.work.uow.bulletins.get(args.bulletin_id)
    lines = await translating.overview(context.work, context.actor, args.bulletin_id)
    dutch = (await translating.parents_by_language(context.work, bulletin))[SOURCE]
    ready = sum(line.parents for line in lines if line.is_readable)
    waiting = sum(line.parents for line in lines) - ready
    read = any(line.parents for line in lines)
    missing = any(line.state in {"missing", "untold"} and (line.parents or not read) for line in lines)
    return Done(values={"readers_now": ready + dutch, "readers_waiting": waiting, "some_missing": "yes" if missing else "no"})
