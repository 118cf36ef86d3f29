"""Telegram's HTML: text with tags becomes plain text with entities, or a refusal in tdlib's words with a byte offset.

Source: `parse_html` of tdlib/td (MessageEntity.cpp), whose behaviour is followed and whose sentences are used.
Offsets and lengths of entities count UTF-16 code units; offsets in errors count UTF-8 bytes.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from bot.rehearsal.errors import NotCarriedOut

Entity = dict[str, Any]

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_REFERENCE = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|lt|gt|amp|quot);?")
_WORDS = re.compile(r"[^<][^<&]*")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ATTRIBUTE_NAME = re.compile(r"[^\s=>/\"']*")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_SPACE = re.compile(r"\s*")
_LINK = re.compile(r"(?:(?:https?|ftp|tg|ton|tonsite)://)?[^\s/:]+(?:\.[^\s/:]+|:\d+)?.*", re.IGNORECASE | re.DOTALL)


class HtmlError(Exception):
    """The text does not parse; the message is tdlib's sentence."""


def utf16_length(text: str) -> int:
    """The length of `text` in UTF-16 code units, in which Telegram counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse(markup: str) -> tuple[str, list[Entity]]:
    """Split `markup` into plain text and entities; raise HtmlError when Telegram would refuse it."""
    return _Parser(markup).run()


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    begin: int
    order: int


@dataclass(slots=True)
class _Parser:
    source: str
    at: int = 0
    plain: list[str] = field(default_factory=list)
    length: int = 0
    stack: list[_Open] = field(default_factory=list)
    found: list[tuple[int, Entity]] = field(default_factory=list)
    opened: int = 0

    def run(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            if self.source[self.at] != "<":
                self._words()
            elif self.source.startswith("</", self.at):
                self._end_tag()
            else:
                self._start_tag()
        if self.stack:
            raise HtmlError(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        self.found.sort(key=lambda pair: (pair[1]["offset"], -pair[1]["length"], pair[0]))
        return "".join(self.plain), [entity for _, entity in self.found]

    def _byte(self, index: int) -> int:
        return len(self.source[:index].encode("utf-8", "surrogatepass"))

    def _words(self) -> None:
        """A reference, or everything up to the next tag or reference."""
        match = _REFERENCE.match(self.source, self.at) or _WORDS.match(self.source, self.at)
        if match is None:
            return
        words, self.at = _dereference(match) if match.re is _REFERENCE else (match.group(), match.end())
        self.plain.append(words)
        self.length += utf16_length(words)

    def _skip_space(self) -> None:
        match = _SPACE.match(self.source, self.at)
        self.at = match.end() if match else self.at

    def _ended(self) -> bool:
        return self.at >= len(self.source)

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        while not self._ended() and not self.source[self.at].isspace() and self.source[self.at] != ">":
            self.at += 1
        if self._ended():
            raise HtmlError(f"Unclosed start tag at byte offset {self._byte(begin)}")
        tag = self.source[begin + 1 : self.at].lower()
        if tag not in _TYPES:
            raise HtmlError(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        attributes = self._attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise HtmlError(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self.at += 1
        self.stack.append(_Open(tag, attributes, self.length, len(self.plain), self.opened))
        self.opened += 1

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            self._skip_space()
            if self._ended():
                raise HtmlError(f"Unclosed start tag at byte offset {self._byte(begin)}")
            if self.source[self.at] == ">":
                return attributes
            match = _ATTRIBUTE_NAME.match(self.source, self.at)
            name = match.group() if match else ""
            if not name:
                raise HtmlError(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
            self.at += len(name)
            self._skip_space()
            if self._ended():
                raise HtmlError(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
            if self.source[self.at] != "=":
                attributes[name] = ""
                continue
            self.at += 1
            self._skip_space()
            if self._ended():
                raise HtmlError(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
            attributes[name] = self._value(begin)

    def _value(self, begin: int) -> str:
        start = self.at
        quote = self.source[start]
        if quote not in "'\"":
            match = _NAME_TOKEN.match(self.source, start)
            self.at = match.end() if match else start
            if not self._ended() and not self.source[self.at].isspace() and self.source[self.at] != ">":
                raise HtmlError(f"Unexpected end of name token at byte offset {self._byte(start)}")
            value = self.source[start : self.at].lower()
        else:
            end = self.source.find(quote, start + 1)
            self.at = len(self.source) if end < 0 else end + 1
            value = _REFERENCE.sub(lambda match: _dereference(match)[0], self.source[start + 1 : max(end, start + 1)])
        if self._ended():
            raise HtmlError(f"Unclosed start tag at byte offset {self._byte(begin)}")
        return value

    def _end_tag(self) -> None:
        begin = self.at
        if not self.stack:
            raise HtmlError(f"Unexpected end tag at byte offset {self._byte(begin)}")
        match = re.compile(r"</([^\s>]*)\s*").match(self.source, begin)
        name = match.group(1).lower() if match else ""
        self.at = match.end() if match else begin
        if self._ended() or self.source[self.at] != ">":
            raise HtmlError(f"Unclosed end tag at byte offset {self._byte(begin)}")
        opened = self.stack[-1]
        if name and name != opened.tag:
            where = f"at byte offset {self._byte(begin)}"
            raise HtmlError(f'Unmatched end tag {where}, expected "</{opened.tag}>", found "</{name}>"')
        self.stack.pop()
        self.at += 1
        if self.length > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity: Entity = {"type": _TYPES[opened.tag], "offset": opened.offset, "length": self.length - opened.offset}
        if opened.tag == "a":
            url = opened.attributes.get("href") or "".join(self.plain[opened.begin :])
            if url.lower().startswith("tg://user?"):
                raise NotCarriedOut("a link to tg://user, which is an entity text_mention")
            if not _LINK.fullmatch(url) or ("." not in url and "://" not in url):
                return
            entity["url"] = url if "://" in url else f"http://{url}"
        elif opened.tag == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = opened.attributes.get("emoji-id", "")
            if not entity["custom_emoji_id"].isdigit():
                raise HtmlError("Invalid custom emoji identifier specified")
        elif opened.tag == "tg-time":
            raise NotCarriedOut("tag tg-time")
        elif opened.tag in {"pre", "code"} and self._joined_code(opened, entity):
            return
        self.found.append((opened.order, entity))

    def _joined_code(self, opened: _Open, entity: Entity) -> bool:
        """`<pre><code class="language-x">` is one entity with a language."""
        if opened.tag == "code":
            language = opened.attributes.get("class", "")
            parent = self.stack[-1] if self.stack else None
            if parent is not None and parent.tag == "pre" and parent.offset == opened.offset and language:
                parent.attributes["language"] = language.removeprefix("language-")
                parent.attributes["length"] = str(entity["length"])
                return True
        elif opened.attributes.get("length") == str(entity["length"]):
            entity["language"] = opened.attributes["language"]
        return False


def _dereference(match: re.Match[str]) -> tuple[str, int]:
    """The character a reference such as `&amp;` or `&#128522;` stands for, and where the text goes on."""
    name = match.group(1)
    if name in _NAMED:
        return _NAMED[name], match.end()
    code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    return (chr(code), match.end()) if 0 < code < 0x10FFFF else (match.group()[0], match.start() + 1)
