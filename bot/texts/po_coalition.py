"""A language as one coalition has it: the PO file that its own people correct in an editor, and send back.

It is `po_exchange`'s, but with the texts for parents only, in the coalition's own words where somebody approved or wrote them.
Above each text stands how it is for this coalition:

    # here: approved
    # here: own words, waiting for somebody else's yes
    # here: not approved yet, needed before the language is on
    #. seen: 3f2a81c09b7e44d1

`seen` is of the words that stand there, so that what comes back says by itself which words were changed, and whether anybody
else changed them meanwhile. Editors keep such notes; of a file without them, what differs from now is a correction.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.domain.errors import Mistake
from bot.texts.po import DOMAIN, Catalog, Entry, written
from bot.texts.po_reading import read_content

NAME = Path("weerklank.po")
"""What a file is called in mistakes that came in a chat: its own name is nobody's business."""
LARGEST = 500_000
"""Bytes; a whole language has some 80,000."""
COALITION = "X-Weerklank-Coalition"
_OTHER_KINDS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
_SEEN = 16
"""Hexadecimal digits of a hash: enough to tell apart the few words that one text ever had."""


@dataclass(frozen=True, slots=True)
class Mine:
    """One text as a coalition has it. `here`: how it stands there."""

    forms: tuple[str, ...]
    text_hash: str
    here: str


def made(catalog: Catalog, coalition_id: str, texts: Mapping[str, Mine]) -> str:
    """The whole file, in the order of `texts`. Raises KeyError for a text that the catalog does not have."""
    entries = {key: _entry(catalog.entries[key], mine) for key, mine in texts.items()}
    headers = {**catalog.headers, COALITION: coalition_id}
    return written(replace(catalog, audiences=("parent",), entries=entries, headers=headers), flags=True)


def taken(content: bytes, coalition_id: str, language: str | None = None, name: Path = NAME) -> Catalog:
    """What somebody sent, when it is a file of this project, this coalition (or of none) and the language (of any without one).

    Raises Mistake, with a code and a line.
    """
    if len(content) > LARGEST:
        raise Mistake("This file is too large.", mend="Send one language at a time.", file=name, code="po_too_large")
    if not content.strip():
        raise Mistake("The file is empty.", mend="Export anew.", file=name, line=1, code="empty_file")
    if content.startswith(_OTHER_KINDS):
        what = "This is a document of an office program, or a PDF."
        raise Mistake(what, mend="Send the PO file, changed in an editor for it.", file=name, line=1, code="po_other_kind")
    found = read_content(content, name)
    if found.project.partition(" ")[0].lower() != DOMAIN:
        what = f"this is a file of another project ('{found.project}')."
        raise Mistake(what, mend="Export anew, and correct that.", file=name, line=1, code="po_other_project")
    whose = found.headers.get(COALITION, coalition_id)
    if whose != coalition_id:
        what = f"this is a file of another coalition ('{whose}')."
        raise Mistake(what, mend="Export this coalition's own, and correct that.", file=name, line=1, code="po_other_coalition")
    if language is not None and found.language != language:
        what = f"this file is in '{found.language}', not in '{language}'."
        fields = {"word": found.language}
        raise Mistake(what, mend="Send the one of this language.", file=name, line=1, code="po_other_language", fields=fields)
    if not found.entries:
        raise Mistake("There is no text in it.", mend="Export anew.", file=name, line=1, code="po_no_texts")
    return found


def is_as_seen(entry: Entry, text_hash: str) -> bool | None:
    """Whether these were the words when the file was made. None: the file does not say."""
    return entry.seen == text_hash[:_SEEN] if entry.seen else None


def _entry(entry: Entry, mine: Mine) -> Entry:
    return replace(entry, forms=mine.forms, remarks=(f"here: {mine.here}",), seen=mine.text_hash[:_SEEN])
