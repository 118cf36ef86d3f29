"""Voice notes, pictures and documents, and fetching files back."""

from typing import Any

from bot.rehearsal.arguments import Upload
from bot.rehearsal.errors import BadRequest, NotCarriedOut, TooLarge
from bot.rehearsal.files import StoredFile
from bot.rehearsal.media import described
from bot.rehearsal.methods.context import Context
from bot.rehearsal.methods.method import SENDING, SENDING_OLDER, SENDING_REFUSED, Method
from bot.rehearsal.methods.sending import caption_argument, destination
from bot.rehearsal.terms import terms


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
    if not context.arguments.text("file_id"):
        raise BadRequest("file_id not specified")
    stored = context.world.files.find(context.arguments.text("file_id"))
    if stored is None:
        raise BadRequest("invalid file_id")
    if len(stored.content) > context.world.limits.download_bytes:
        raise BadRequest("file is too big")
    return stored.shown() | {"file_path": stored.path}


def _send(context: Context, kind: str) -> dict[str, Any]:
    if sum(len(upload.content) for upload in context.arguments.uploads.values()) > context.world.limits.upload_bytes:
        raise TooLarge
    source = _source(context, kind)
    caption = caption_argument(context)
    where = destination(context)
    stored = _file(context, kind, source) if isinstance(source, str) else _uploaded(context, kind, source)
    content = {kind: described(stored, max(context.arguments.number("duration"), 0))} | caption.content("caption")
    return where.post(content).shown()


def _source(context: Context, kind: str) -> str | Upload:
    """What came along under the argument's name, or attached under another; else the file_id or address that was given."""
    given, uploads = context.arguments.text(kind), context.arguments.uploads
    attached = given.startswith("attach://")
    if given and not attached:
        return given
    upload = uploads.get(given.removeprefix("attach://") if attached else kind)
    if upload is None:
        raise BadRequest(f"there is no {kind} in the request")
    return upload


def _uploaded(context: Context, kind: str, upload: Upload) -> StoredFile:
    size, limits = len(upload.content), context.world.limits
    if not size:
        raise BadRequest("file must be non-empty")
    if kind == "photo" and size > limits.photo_bytes:
        raise BadRequest(f"file of size {size} bytes is too big for a photo; the maximum size is {limits.photo_bytes} bytes")
    return context.world.files.put(kind, upload.content, upload.name)


def _file(context: Context, kind: str, file_id: str) -> StoredFile:
    if file_id.startswith(("http://", "https://")):
        raise NotCarriedOut(f"an address as {kind}")
    stored = context.world.files.find(file_id)
    if stored is None:
        raise BadRequest("wrong remote file identifier specified: can't unserialize it. Wrong last symbol")
    if stored.kind != kind:
        known, wanted = stored.kind.title(), kind.title()
        raise BadRequest(f"can't use file of type {known} as {wanted}")
    return stored


_CAPTIONED = f"{SENDING} caption parse_mode caption_entities"
_SOURCES = (
    "Client.cpp `process_send_{}_query`, `get_input_file`, `get_caption`; tdlib/td FileManager.cpp `get_input_file_id`, "
    "FileLoaderUtils.cpp `check_full_local_location`; 413: lore, 50 MB: Bot API"
)
_CHECKS = (
    "there is no {} in the request",
    "Request Entity Too Large (413)",
    "message caption is too long",
    "file must be non-empty",
    "wrong remote file identifier specified: can't unserialize it. Wrong last symbol",
    "can't use file of type … as …",
)
_NO_ADDRESS = "Fetches nothing from an address (501)."

METHODS = (
    Method(
        send_voice,
        terms(f"{_CAPTIONED} voice duration", refused=SENDING_REFUSED, older=SENDING_OLDER),
        "Message",
        _SOURCES.format("voice"),
        tuple(words.format("voice") for words in _CHECKS),
        f"{_NO_ADDRESS} Any bytes are a voice note: what Telegram makes of others is not copied.",
    ),
    Method(
        send_photo,
        terms(
            f"{_CAPTIONED} photo",
            refused=f"{SENDING_REFUSED} show_caption_above_media has_spoiler",
            older=SENDING_OLDER,
        ),
        "Message",
        _SOURCES.format("photo") + "; `IMAGE_PROCESS_FAILED`: the server's, lore",
        (
            *(words.format("photo") for words in _CHECKS),
            "file of size … bytes is too big for a photo; the maximum size is … bytes",
            "IMAGE_PROCESS_FAILED",
        ),
        f"{_NO_ADDRESS} Knows PNG and JPEG by their head; one size, the original. Width, height and their ratio are not limited.",
    ),
    Method(
        send_document,
        terms(
            f"{_CAPTIONED} document",
            harmless={"disable_content_type_detection": "nothing is detected: a document stays one"},
            refused=f"{SENDING_REFUSED} thumbnail",
            older=SENDING_OLDER,
        ),
        "Message",
        _SOURCES.format("document"),
        tuple(words.format("document") for words in _CHECKS),
        _NO_ADDRESS,
    ),
    Method(
        get_file,
        terms("file_id"),
        "File",
        "Client.cpp `process_get_file_query`, `check_remote_file_id`, `do_get_file`, MAX_DOWNLOAD_FILE_SIZE (20 MB)",
        ("file_id not specified", "invalid file_id", "file is too big"),
        "The path never expires (Telegram: after an hour at the earliest). Every bot account may fetch every file.",
    ),
)
