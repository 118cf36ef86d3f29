"""What coordinators sent to write from.

Noor: {draft_notes: bulletin-2} → {note_media: spoken, by_name: Bram}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain.errors import NotThere
from bot.domain.wording import Values
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context
from bot.handling.drafts import name_of
from bot.services.writing import composing

SPEC = QuerySpec("draft_notes", OfBulletin, gives=frozenset({"note_words", "note_media", "by_name"}))


async def run(context: Context, args: OfBulletin) -> list[Values]:
    """Oldest first. One of which the recording or photo is gone has its words only."""
    found: list[Values] = []
    for note in await composing.notes(context.work, context.actor, args.bulletin_id):
        media_id = note.media_id or ""
        try:
            await context.work.uow.media.get(media_id)
        except NotThere:
            media_id = ""
        found.append({"note_words": note.words, "note_media": media_id, "by_name": await name_of(context.work, note.by)})
    return found
