"""Voice notes, pictures and documents, and fetching files back."""

from typing import Any

from bot.rehearsal.errors import BadRequest
from bot.rehearsal.files import StoredFile
from bot.rehearsal.media import described
from bot.rehearsal.methods.context import Context, Handler
from bot.rehearsal.methods.sending import caption_argument, place


async def send_voice(context: Context) -> dict[str, Any]:
    """Send a voice note, uploaded or by file_id."""
    return _send(context, "voice")


async def send_photo(context: Context) -> dict[str, Any]:
    """Send a picture of at most 10 MB, uploaded or by file_id."""
    return _send(context, "photo")


async def send_document(context: Context) -> dict[str, Any]:
    """Send any file, uploaded or by file_id."""
    return _send(context, "document")


async def get_file(context: Context) -> dict[str, Any]:
    """A File with the path to download it from, if it is not larger than a bot can fetch."""
    stored = context.world.files.find(context.arguments.text("file_id"))
    if stored is None:
        raise BadRequest("invalid file_id")
    if len(stored.content) > context.world.limits.download_bytes:
        raise BadRequest("file is too big")
    return stored.shown() | {"file_path": stored.path}


def _send(context: Context, kind: str) -> dict[str, Any]:
    caption = caption_argument(context)
    context.chat()
    stored = _file(context, kind)
    content = {kind: described(stored, context.arguments.number("duration"))} | caption.content("caption")
    return place(context, content).shown()


def _file(context: Context, kind: str) -> StoredFile:
    """The file meant: uploaded under the argument's name, attached under another, or known by its file_id."""
    given = context.arguments.text(kind)
    upload = context.arguments.uploads.get(given.removeprefix("attach://") if given else kind)
    files = context.world.files
    if upload is not None:
        if not upload.content:
            raise BadRequest("file must be non-empty")
        limits = context.world.limits
        if len(upload.content) > (limits.photo_bytes if kind == "photo" else limits.upload_bytes):
            raise BadRequest("file is too big")
        return files.put(kind, upload.content, upload.name)
    if not given:
        raise BadRequest(f"there is no {kind} in the request")
    if given.startswith(("http://", "https://")):
        raise BadRequest("failed to get HTTP URL content")
    stored = files.find(given)
    if stored is None:
        raise BadRequest("wrong remote file identifier specified: can't unserialize it. Wrong last symbol")
    if stored.kind != kind:
        known, wanted = stored.kind.title(), kind.title()
        raise BadRequest(f"can't use file of type {known} as {wanted}")
    return stored


METHODS: tuple[Handler, ...] = (send_voice, send_photo, send_document, get_file)
