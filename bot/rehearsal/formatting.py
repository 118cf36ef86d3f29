"""Text as the server keeps it: cleaned, trimmed, with entities, those it finds by itself included.

Source: `fix_formatted_text` and `clean_input_string` of tdlib/td; `get_formatted_text` of tdlib/telegram-bot-api.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.rehearsal import html_text
from bot.rehearsal.errors import BadRequest, NotCarriedOut
from bot.rehearsal.html_text import Entity, utf16_length

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
MOST_BYTES = 1 << 15
# Telegram drops line and paragraph separators, directional embeddings and overrides, and three lines drawn through text.
DROPPED = frozenset("\r\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u0333\u033f\u030a")
_FOUND = (
    ("bot_command", re.compile(r"(?<![\w/<>])/([a-zA-Z0-9_]{1,64})(?:@[a-zA-Z0-9_]{3,32})?(?![\w/])")),
    ("url", re.compile(r"https?://[^\s<>\"]*[^\s<>\".,!?;:)]|(?<![\w@.])t\.me/[\w/?=+-]+", re.IGNORECASE)),
    ("email", re.compile(r"(?<![\w.])[\w.+-]+@[\w-]+\.[A-Za-z]{2,}(?!\w)")),
    ("mention", re.compile(r"(?<![\w@/])@[a-zA-Z0-9_]{4,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
)
_FOUND_ANYHOW = frozenset(["mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"])
"""Kinds that nobody can set: Telegram looks for them itself."""
_KNOWN = frozenset(
    [
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "custom_emoji",
        "date_time",
    ]
)
_NEEDED = {"text_link": "url", "custom_emoji": "custom_emoji_id", "date_time": "unix_time"}
_OPTIONAL = {"pre": "language", "date_time": "date_time_format"}


@dataclass(frozen=True, slots=True)
class Formatted:
    """Plain text with its entities, as it is shown; empty text has none."""

    text: str
    entities: tuple[Entity, ...] = ()

    @property
    def units(self) -> int:
        """Length in UTF-16 code units."""
        return utf16_length(self.text)

    def content(self, prefix: str = "") -> dict[str, Any]:
        """The fields of a Message: text and entities, or with a prefix caption and caption_entities."""
        if not self.text:
            return {}
        entities = {f"{prefix}_entities" if prefix else "entities": [dict(entity) for entity in self.entities]}
        return {prefix or "text": self.text} | (entities if self.entities else {})


def in_pieces(text: str) -> list[str]:
    """`text` cut into pieces of at most 4096 UTF-16 units; one empty piece when there is nothing."""
    pieces, units = [""], 0
    for character in text:
        width = utf16_length(character)
        if units + width > TEXT_UNITS:
            pieces.append("")
            units = 0
        pieces[-1] += character
        units += width
    return pieces


def plain(text: str) -> Formatted:
    """Text as somebody typed it."""
    return _fixed(text, [])


def formatted(text: str, parse_mode: str, entities: object) -> Formatted:
    """Text as a bot sends it: `parse_mode` wins over `entities`, as in tdlib/telegram-bot-api."""
    if len(text) > MOST_BYTES // 4 and len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise BadRequest("text is too long")
    mode = parse_mode.lower() if text else ""
    if mode in {"markdown", "markdownv2"}:
        raise NotCarriedOut(f"parse_mode {parse_mode}")
    if mode not in {"", "none", "html"}:
        raise BadRequest("unsupported parse_mode")
    if mode != "html":
        return _fixed(text, list(_given(entities)))
    try:
        stripped, found = html_text.parse(text)
    except html_text.HtmlError as error:
        raise BadRequest(f"can't parse entities: {error}") from None
    return _fixed(stripped, found)


def _given(entities: object) -> Iterable[Entity]:
    for given in entities if isinstance(entities, list) else []:
        if not isinstance(given, dict):
            raise BadRequest("can't parse MessageEntity: expected an Object")
        kind = _field(given, "type") if {"offset", "length"} <= given.keys() else ""
        entity: Entity = {"type": kind, "offset": _number(given, "offset"), "length": _number(given, "length")}
        if kind in _FOUND_ANYHOW:
            continue
        if kind == "text_mention":
            raise NotCarriedOut("entity text_mention")
        if kind not in _KNOWN:
            raise BadRequest("can't parse MessageEntity: Unsupported type specified")
        if kind in _NEEDED:
            entity[_NEEDED[kind]] = _field(given, _NEEDED[kind])
        if given.get(_OPTIONAL.get(kind, "")):
            entity[_OPTIONAL[kind]] = given[_OPTIONAL[kind]]
        yield entity


def _field(given: dict[str, Any], name: str) -> Any:
    if name not in given:
        raise BadRequest(f"can't parse MessageEntity: Can't find field \"{name}\"")
    return given[name]


def _number(given: dict[str, Any], name: str) -> int:
    try:
        return int(_field(given, name))
    except (TypeError, ValueError):
        raise BadRequest(f'can\'t parse MessageEntity: Field "{name}" must be a Number') from None


def _fixed(text: str, entities: list[Entity]) -> Formatted:
    """Clean and trim `text`, and move the entities along."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadRequest("strings must be encoded in UTF-8") from None
    kept: list[str] = []
    moved: list[int] = []
    length = 0
    for character in text:
        width = 1 if character <= "\uffff" else 2
        moved += [length] * width
        if character not in DROPPED:
            kept.append(" " if character < " " and character != "\n" else character)
            length += width
    moved.append(length)
    cleaned = "".join(kept)
    lead = utf16_length(cleaned) - utf16_length(cleaned.lstrip())
    result = cleaned.strip()
    units = utf16_length(result)
    clipped: list[Entity] = []
    for entity in entities:
        begin, end = entity["offset"], entity["offset"] + entity["length"]
        if begin < 0 or begin >= len(moved) or (begin == len(moved) - 1 and entity["length"] > 0):
            raise BadRequest(f"entity begins after the end of the text at UTF-16 offset {begin}")
        if end >= len(moved):
            where = f"entity beginning at UTF-16 offset {begin}"
            raise BadRequest(f"{where} ends after the end of the text at UTF-16 offset {end}")
        first, last = max(moved[begin] - lead, 0), min(moved[end] - lead, units)
        if last > first:
            clipped.append(entity | {"offset": first, "length": last - first})
    clipped.extend(_detected(result, clipped))
    clipped.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return Formatted(result, tuple(clipped))


def _detected(text: str, taken: list[Entity]) -> Iterable[Entity]:
    """Commands, links, addresses, mentions and hashtags that stand in the text, where nothing rules them out."""
    ruling = {"code", "pre", "text_link", "text_mention", "url", "email", "mention", "bot_command", "hashtag"}
    spans = [(one["offset"], one["offset"] + one["length"]) for one in taken if one["type"] in ruling]
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            begin = utf16_length(text[: match.start()])
            end = begin + utf16_length(match.group())
            if all(end <= first or begin >= last for first, last in spans):
                spans.append((begin, end))
                yield {"type": kind, "offset": begin, "length": end - begin}
