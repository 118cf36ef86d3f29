"""YAML 1.2 as plain data, with the line of everything. What YAML allows and surprises people is refused."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from bot.domain.errors import Mistake
from bot.files.lines import Lines, Place
from bot.files.yaml_words import plainly

_TAGS = {
    f"tag:yaml.org,2002:{kind}" for kind in ("map", "seq", "str", "null", "bool", "int", "float", "timestamp", "value", "merge")
}
"""What YAML itself sees in plain words."""
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
MOST_VALUES = 200_000
"""In one file, aliases written out: so many that only a file made to hurt has more."""


class Quoted(str):
    """What stood between quotes, or in a block, in a file. Unquoted words can lose a comma or what follows a '#'."""

    __slots__ = ()


@dataclass
class Reading:
    """One file: its data, the line of each place, and what was wrong with its YAML."""

    file: Path
    anchors: bool = False
    """Whether & and * may be used, as programs that write YAML do."""
    data: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    around: set[int] = field(default_factory=set)
    """Nodes that are being read: one that holds itself has no end."""
    values: int = 0

    @property
    def where(self) -> Lines:
        return Lines(self.file, self.lines)

    def wrong(self, node: Node, what: str, mend: str) -> None:
        """In YAML that can be read, something that is not used here."""
        self.mistakes.append(Mistake(what, mend=mend, file=self.file, line=node.start_mark.line + 1, code="odd_yaml"))


def read(file: Path, *, anchors: bool = False) -> Reading:
    """Read one file. Mistakes are collected in the answer; nothing is raised for what the file says."""
    try:
        content = _content_of(file)
    except Mistake as mistake:
        return Reading(file, anchors, mistakes=[mistake])
    return read_content(file, content, anchors=anchors)


def read_content(file: Path, content: bytes, *, anchors: bool = False) -> Reading:
    """The same, of what came by another way; `file` is what it is called in mistakes."""
    reading = Reading(file, anchors)
    try:
        text = _text(file, content)
        node = YAML(typ="safe", pure=True).compose(text)
    except Mistake as mistake:
        reading.mistakes.append(mistake)
        return reading
    except MarkedYAMLError as error:
        what, mend, line = plainly(error)
        reading.mistakes.append(Mistake(what, mend=mend, file=file, line=line, code="not_yaml"))
        return reading
    except (YAMLError, RecursionError) as error:
        mend = "Take out the sign that is no letter." if isinstance(error, ReaderError) else "Write fewer braces within braces."
        reading.mistakes.append(Mistake("This is not YAML.", mend=mend, file=file, line=_line(text, error), code="not_yaml"))
        return reading
    if node is None:
        mend = "Write something in it, or remove it."
        reading.mistakes.append(Mistake("The file is empty.", mend=mend, file=file, line=1, code="empty_file"))
        return reading
    reading.data = _value(reading, node, ())
    return reading


def _content_of(file: Path) -> bytes:
    """Raises Mistake."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise Mistake("There is no such file.", mend="Look at its name, and the folder you are in.", file=file) from None
    except IsADirectoryError:
        raise Mistake("This is a folder.", mend="Name a file in it.", file=file) from None
    except OSError as error:
        what = f"The file cannot be read ({error.strerror or type(error).__name__})."
        raise Mistake(what, mend="Give yourself the right to read it.", file=file) from None


def _text(file: Path, content: bytes) -> str:
    """Raises Mistake. A mark that some editors put before the first letter is left out."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        mend = "Save it as UTF-8 in your editor."
        raise Mistake("This is not text in UTF-8.", mend=mend, file=file, line=line, code="not_yaml") from None


def _line(text: str, error: Exception) -> int | None:
    """Of a letter that YAML does not allow."""
    return text.count("\n", 0, error.position) + 1 if isinstance(error, ReaderError) else None


def _value(reading: Reading, node: Node, path: Place) -> Any:
    reading.lines.setdefault(path, node.start_mark.line + 1)
    reading.values += 1
    if id(node) in reading.seen and not reading.anchors:
        reading.wrong(node, "An anchor (&) and an alias (*) are not used in flows.", "Write it out.")
        return None
    if id(node) in reading.around or reading.values > MOST_VALUES:
        if not reading.mistakes:
            reading.wrong(node, "What this anchor (&) holds has no end.", "Write it out.")
        return None
    if str(node.tag) not in _TAGS:
        reading.wrong(node, f"The tag {node.tag} is not used here.", "Leave it out.")
        return None
    reading.seen.add(id(node))
    reading.around.add(id(node))
    try:
        return _content(reading, node, path)
    finally:
        reading.around.discard(id(node))


def _content(reading: Reading, node: Node, path: Place) -> Any:
    match node:
        case MappingNode():
            return _mapping(reading, node, path)
        case SequenceNode():
            return tuple(_value(reading, item, (*path, number)) for number, item in enumerate(node.value))
        case ScalarNode():
            return _scalar(node)
        case _:
            return None


def _mapping(reading: Reading, node: MappingNode, path: Place) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value if isinstance(key_node, ScalarNode) else None
        if key is None or key == "<<":
            reading.wrong(key_node, "A key is one plain word.", "Write the key out; nothing is merged or nested in keys.")
            continue
        if key in result:
            reading.wrong(key_node, f"The key '{key}' stands here twice.", f"It was first at line {reading.lines[(*path, key)]}.")
            continue
        reading.lines[(*path, key)] = key_node.start_mark.line + 1
        result[key] = _value(reading, value_node, (*path, key))
    return result


def _scalar(node: ScalarNode) -> Any:
    words = str(node.value)
    if node.style is not None:
        return Quoted(words)
    kind = str(node.tag).rpartition(":")[2]
    if kind == "null":
        return None
    if kind == "bool":
        return words.lower() == "true"
    return int(words) if kind == "int" and _INTEGER.fullmatch(words) else words
