"""YAML 1.2 as plain data, with the line of everything. What YAML allows and surprises people is refused."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.dialogue.book import Lines
from bot.dialogue.text import Quoted
from bot.domain.errors import Mistake

Path_ = tuple[str | int, ...]
_TAGS = {
    f"tag:yaml.org,2002:{kind}" for kind in ("map", "seq", "str", "null", "bool", "int", "float", "timestamp", "value", "merge")
}
"""What YAML itself sees in plain words."""
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")


@dataclass
class Reading:
    """One file: its data, the line of each path, and what was wrong with its YAML."""

    file: Path
    data: Any = None
    lines: dict[Path_, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    @property
    def where(self) -> Lines:
        return Lines(self.file, self.lines)

    def wrong(self, node: Node, what: str, mend: str) -> None:
        self.mistakes.append(Mistake(what, mend=mend, file=self.file, line=node.start_mark.line + 1))


def read(file: Path) -> Reading:
    """Read one file. Mistakes are collected in the answer; nothing is raised for what the file says."""
    reading = Reading(file)
    try:
        node = YAML(typ="safe", pure=True).compose(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reading.mistakes.append(
            Mistake("The file cannot be read.", mend=f"It must be UTF-8 text ({type(error).__name__}).", file=file)
        )
        return reading
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = f"This is not YAML: {error.problem or error.context}."
        mend = "Look at the indentation, the quotes and the braces up to here."
        reading.mistakes.append(Mistake(what, mend=mend, file=file, line=mark.line + 1 if mark else None))
        return reading
    except YAMLError:
        reading.mistakes.append(Mistake("This is not YAML.", mend="It holds a character that YAML does not allow.", file=file))
        return reading
    if node is None:
        reading.mistakes.append(Mistake("The file is empty.", mend="Write something in it, or remove it.", file=file, line=1))
        return reading
    reading.data = _value(reading, node, ())
    return reading


def _value(reading: Reading, node: Node, path: Path_) -> Any:
    reading.lines.setdefault(path, node.start_mark.line + 1)
    if id(node) in reading.seen:
        reading.wrong(node, "An anchor (&) and an alias (*) are not used in flows.", "Write it out.")
        return None
    reading.seen.add(id(node))
    if str(node.tag) not in _TAGS:
        reading.wrong(node, f"The tag {node.tag} is not used in flows.", "Leave it out.")
        return None
    match node:
        case MappingNode():
            return _mapping(reading, node, path)
        case SequenceNode():
            return tuple(_value(reading, item, (*path, number)) for number, item in enumerate(node.value))
        case ScalarNode():
            return _scalar(node)
        case _:
            return None


def _mapping(reading: Reading, node: MappingNode, path: Path_) -> dict[str, Any]:
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
