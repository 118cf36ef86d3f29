"""Files: what was uploaded or recorded, by file_id, and the path it is downloaded from."""

import hashlib
import mimetypes
from dataclasses import dataclass
from typing import Any

_PLACES = {
    "voice": ("voice", "oga"),
    "photo": ("photos", "jpg"),
    "document": ("documents", "bin"),
    "sticker": ("stickers", "webp"),
}
_LETTERS = {"voice": "Aw", "photo": "Ag", "document": "BQ", "sticker": "CA"}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file with its content; `kind` is voice, photo, document or sticker."""

    file_id: str
    unique_id: str
    kind: str
    content: bytes
    path: str
    name: str = ""

    @property
    def mime_type(self) -> str:
        """Voice notes are Ogg; of the rest the name tells."""
        named = mimetypes.guess_type(self.name or self.path)[0]
        return "audio/ogg" if self.kind == "voice" else named or "application/octet-stream"

    def shown(self) -> dict[str, Any]:
        """The File object, without its path."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.content)}


class FileStore:
    """All files of the server. Ids follow from order and content, so that a run repeats itself."""

    def __init__(self) -> None:
        self._files: dict[str, StoredFile] = {}
        self._paths: dict[str, StoredFile] = {}

    def put(self, kind: str, content: bytes, name: str = "") -> StoredFile:
        """Keep `content` and give it ids and a path."""
        number = len(self._files)
        unique = hashlib.sha256(content).hexdigest()[:15]
        folder, extension = _PLACES[kind]
        if kind == "document" and "." in name:
            extension = name.rsplit(".", 1)[1]
        file_id = f"{_LETTERS[kind]}ACAgQAAxkBAAM{number:06d}{unique}"
        stored = StoredFile(file_id, f"AgAD{unique}", kind, content, f"{folder}/file_{number}.{extension}", name)
        self._files[file_id] = self._paths[stored.path] = stored
        return stored

    def find(self, file_id: str) -> StoredFile | None:
        """The file of this id, when there is one."""
        return self._files.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """The file that is downloaded from this path."""
        return self._paths.get(path)
