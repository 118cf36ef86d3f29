"""Writes down what phones and groups show, as people read it, with the marks of direction made visible."""

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bot.rehearsal.messages import Message
from bot.texts.isolates import CONTROLS, FIRST_STRONG, POP, RIGHT_TO_LEFT_MARK

VISIBLE = {FIRST_STRONG: "⟨", POP: "⟩", RIGHT_TO_LEFT_MARK: "«RLM»"}
FROM_US, FROM_THEM = "◂ ", "▸ "
LONGEST_LINE = 400
"""Characters that somebody typed in one message, of which more is only counted."""


def visible(text: str) -> str:
    """The text with every character that only steers direction shown: U+2068 and U+2069 as ⟨ and ⟩, others by name."""
    return "".join(VISIBLE.get(c) or (f"«U+{ord(c):04X}»" if c in CONTROLS else c) for c in text)


_TOKEN = re.compile(r"token-\d+")


def renumbered(text: str) -> str:
    """Invitations numbered as they are read: what a restart or another program draws from chance is nobody's business."""
    numbers: dict[str, str] = {}
    return _TOKEN.sub(lambda found: numbers.setdefault(found[0], f"token-{len(numbers) + 1}"), text)


def difference(name: str, wanted: str, found: str) -> str:
    """A unified diff; empty when both are the same."""
    lines = difflib.unified_diff(wanted.splitlines(), found.splitlines(), f"{name} (golden)", f"{name} (now)", lineterm="", n=4)
    return "\n".join(lines)


@dataclass(slots=True)
class Place:
    """Somewhere that is looked at: a person's own chat, a group, or a topic of it."""

    title: str
    messages: Callable[[], Iterable[Message]]
    names: bool = False
    """Several people write here, so each message of theirs has a name."""
    seen: dict[int, int] = field(default_factory=dict)
    """By message: how often it was changed when it was last looked at."""

    def fresh(self) -> list[str]:
        """What came or changed since, as lines."""
        lines: list[str] = []
        for message in self.messages():
            before = self.seen.get(message.id)
            self.seen[message.id] = len(message.earlier)
            if before is None and not message.is_service:
                lines += self._shown(message)
            elif before is not None and before < len(message.earlier):
                lines += self._changed(message, str(message.earlier[before].get("text", "")))
        return lines

    def _changed(self, message: Message, before: str) -> list[str]:
        """Of a message that lost its buttons, only what came below it."""
        if message.from_bot and not message.buttons and message.text.startswith(before):
            return [f"{FROM_US}(no buttons any more) {visible(message.text.removeprefix(before).strip())}".rstrip()]
        return self._shown(message, "(changed) ")

    def _shown(self, message: Message, note: str = "") -> list[str]:
        mark = FROM_US if message.from_bot else FROM_THEM
        who = f"{message.sender.first_name}: " if self.names and not message.from_bot else ""
        medium = "" if message.kind == "text" else f"({message.kind}{_file_name(message)}) "
        text = visible(message.text)
        if not message.from_bot and len(text) > LONGEST_LINE:
            text = f"{text[:40]}… ({len(text)} characters)"
        return _indented(mark, f"{note}{who}{medium}{text}") + [
            "  " + " ".join(f"[{visible(label)}]" for label in row) for row in message.buttons
        ]


def _file_name(message: Message) -> str:
    """Of a document: what it is called where it arrives."""
    return f": {message.content['document'].get('file_name', '')}" if message.kind == "document" else ""


def _indented(mark: str, text: str) -> list[str]:
    first, *rest = text.split("\n")
    return [f"{mark}{first}".rstrip(), *((f"  {line}" if line else "") for line in rest)]


class Paper:
    """A transcript in the making. Nothing is written before the first scene."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._places: list[Place] = []
        self._here: Place | None = None
        self._time = ""

    @property
    def writing(self) -> bool:
        return bool(self._places)

    def scene(self, title: str, places: Iterable[Place]) -> None:
        """From now on these places are looked at; what they show already is left out."""
        self._places, self._here, self._time = list(places), None, ""
        for place in self._places:
            place.fresh()
        self._lines += ["", f"━━ {title} ━━"]

    def cut(self) -> None:
        """Nothing is looked at until the next scene."""
        self._places = []

    def acted(self, title: str, what: str) -> None:
        """Somebody did something that leaves no message behind, such as a tap."""
        place = next((one for one in self._places if one.title == title), None)
        if place is not None:
            if self._time:
                self.note(self._time)
                self._time = ""
            self._at(place)
            self._lines.append(FROM_THEM + what)

    def note(self, what: str) -> None:
        """Something that happens around it."""
        if self.writing:
            self._lines.append(f"   … {what} …")

    def time(self, clock: str) -> None:
        """It is later; said when something comes."""
        self._time = clock

    def look(self) -> None:
        """Write down whatever is new, place by place."""
        for place in self._places:
            lines = place.fresh()
            if lines:
                if self._time:
                    self.note(self._time)
                    self._time = ""
                self._at(place)
                self._lines += lines

    def text(self) -> str:
        """All of it."""
        return renumbered("\n".join(self._lines[1:]) + "\n")

    def _at(self, place: Place) -> None:
        if place is not self._here and len(self._places) > 1:
            self._lines += [f"── {place.title} ──"]
        self._here = place
