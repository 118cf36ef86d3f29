"""A coalition's own pictures of a data file. The file is the whole truth: one that is no longer in it is not shown any more."""

from bot.domain.picture import KINDS, MOST_BYTES, CoalitionPicture
from bot.domain.recording import heard
from bot.services.loading.load_known import Place
from bot.services.loading.load_model import PictureRow
from bot.services.loading.load_reading import Loadable
from bot.services.loading.load_recordings import content_of, words_of
from bot.services.speaking.languages import SOURCE
from bot.services.work import Work


async def load_pictures(work: Work, file: Loadable) -> int:
    """How many are new or changed."""
    coalition_id = file.model.coalition.id
    made, there = 0, set()
    for number, row in enumerate(file.model.pictures):
        with file.going_on():
            picture = await _picture(work, file, ("pictures", number), row)
            if picture.text_hash in there:
                raise file.mistake(("pictures", number), "these words have two pictures.", "Take one out.")
            there.add(picture.text_hash)
            if await work.uow.pictures.find(coalition_id, picture.text_hash) != picture:
                await work.uow.pictures.save(picture)
                made += 1
    await work.uow.pictures.keep_only(coalition_id, there)
    return made


async def _picture(work: Work, file: Loadable, at: Place, row: PictureRow) -> CoalitionPicture:
    words = await words_of(work, file, at, row, SOURCE)
    content = content_of(file, at, row)
    if not content.startswith(KINDS):
        raise file.mistake((*at, "file"), f"'{row.file}' is no PNG or JPEG.", "Save it as one of these.")
    if len(content) > MOST_BYTES:
        what = f"'{row.file}' has {len(content)} bytes."
        raise file.mistake((*at, "file"), what, f"At most {MOST_BYTES}: make it smaller.")
    return CoalitionPicture(file.model.coalition.id, heard(row.element, words), dict(row.told), row.approved_by, content)
