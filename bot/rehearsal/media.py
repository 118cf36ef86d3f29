"""How a file looks in a message: Voice, PhotoSize, Document, Sticker."""

import struct
from typing import Any

from bot.rehearsal.errors import BadRequest
from bot.rehearsal.files import StoredFile


def described(stored: StoredFile, duration: int = 0) -> Any:
    """The Bot API's object for a file of this kind; for a photo the list of its sizes, of which we keep one."""
    shown = stored.shown()
    if stored.kind == "voice":
        return shown | {"duration": duration, "mime_type": stored.mime_type}
    if stored.kind == "photo":
        width, height = picture_size(stored.content)
        return [shown | {"width": width, "height": height}]
    if stored.kind == "sticker":
        return shown | {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    if stored.name:
        shown["file_name"] = stored.name
    return shown | {"mime_type": stored.mime_type}


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels of a PNG or JPEG; BadRequest IMAGE_PROCESS_FAILED for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return int(width), int(height)
    if content.startswith(b"\xff\xd8") and (size := _jpeg_size(content)) is not None:
        return size
    raise BadRequest("IMAGE_PROCESS_FAILED")


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """The size in the first start-of-frame segment (ITU T.81, B.2.2)."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    return None
