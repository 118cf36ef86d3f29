"""What a client sent: arguments from the address, a JSON body, a form or a multipart form, read leniently.

The Bot API takes every argument as a string as well; an unreadable number counts as 0 (tdlib/telegram-bot-api). Of a name that
is given twice the first counts, and the address comes before the body (`Query::arg` there, `HttpReader` of tdlib/td).
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, MultipartReader, web

from bot.rehearsal.errors import BadRequest

_NUMBER = re.compile(r"-?\d+")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came along in a multipart form."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of one call."""

    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether the argument was given and is not null."""
        return self.values.get(name) is not None

    def text(self, name: str) -> str:
        """The argument as text; empty when absent."""
        value = self.values.get(name)
        return "" if value is None else value if isinstance(value, str) else json.dumps(value)

    def number(self, name: str, default: int = 0) -> int:
        """The argument as a whole number: the digits it begins with, 0 when there are none (`to_integer` of tdlib/td)."""
        value = self.values.get(name)
        if value is None or value == "":
            return default
        if type(value) is int:
            return value
        found = _NUMBER.match(self.text(name))
        return int(found.group()) if found else 0

    def truth(self, name: str) -> bool:
        """The argument as yes or no: `true`, `yes` and `1` are yes."""
        return self.text(name).strip().lower() in {"true", "yes", "1"}

    def structure(self, name: str, called: str) -> Any:
        """The argument as JSON; raise BadRequest `can't parse <called> JSON object` when it is none."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise BadRequest(f"can't parse {called} JSON object") from None


async def read(request: web.Request, *, null: str | None = None) -> Arguments:
    """The arguments of a request; those in the address overrule the body's. `null` is what a null in JSON is read as."""
    values: dict[str, Any] = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json":
        body = await request.read()
        try:
            given = json.loads(body) if body.strip() else {}
        except ValueError:
            raise BadRequest("can't parse request: invalid JSON") from None
        if not isinstance(given, dict):
            raise BadRequest("JSON object expected")
        for name, value in given.items():
            values.setdefault(name, null if value is None else value)
    elif request.content_type == "multipart/form-data":
        await _read_parts(await request.multipart(), values, uploads)
    elif request.can_read_body:
        for name, value in (await request.post()).items():
            if isinstance(value, str):
                values.setdefault(name, value)
    return Arguments(values, uploads)


async def _read_parts(reader: MultipartReader, values: dict[str, Any], uploads: dict[str, Upload]) -> None:
    async for part in reader:
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        content = bytes(await part.read(decode=True))
        if part.filename is None:
            values.setdefault(part.name, content.decode("utf-8", "surrogatepass"))
        else:
            uploads.setdefault(part.name, Upload(part.filename, content))
