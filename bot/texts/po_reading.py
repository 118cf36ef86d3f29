"""Reads a catalog file. Babel's parser is lenient, so every line is looked at first."""

import re
from pathlib import Path
from typing import Any, get_args

from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, PoFileParser

from bot.domain.errors import Mistake
from bot.texts.languages import Plurals
from bot.texts.po import Catalog, Entry, unquoted
from bot.texts.review import DRAFT, Review
from bot.texts.source import Audience, SourceText

_LINE = re.compile(r'(msgctxt |msgid |msgid_plural |msgstr |msgstr\[\d\] )?"(?:[^"\\]|\\[\\ntr"])*"')
_PLURAL_FORMS = re.compile(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+?)\s*;?")
_OURS = {
    "Project-Id-Version",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Plural-Forms",
    "X-Weerklank-Audiences",
}


class _Keeping(BabelCatalog):
    """Keeps the header and every message, twins too, which Babel merges. Raises Mistake for the plural rule first."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.headers: dict[str, str] = {}
        self.kept: list[Message] = []

    def __setitem__(self, id: Any, message: Message) -> None:  # noqa: A002 (Babel's name)
        if message.id:
            self.kept.append(message)
        else:
            self.headers = dict(re.findall(r"^([\w-]+):[ \t]*(.*)$", str(message.string), re.MULTILINE))
            _plurals(self.headers, self.path)
        super().__setitem__(id, message)


def read(path: Path, *, loose: bool = False) -> Catalog:
    """The catalog in a file; its language is the folder's, or (`loose`, a file that came from elsewhere) what its header says.

    Raises Mistake with the line for anything unreadable.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        mend = "Look at its name." if loose else "Make it with `weerklank texts extract`, or restore it."
        raise Mistake("there is no catalog.", mend=mend, file=path) from None
    except OSError as error:
        raise Mistake(f"the catalog cannot be read ({type(error).__name__}).", mend="Save it as UTF-8 text.", file=path) from None
    return read_content(content, path, None if loose else path.parts[-3])


def read_content(content: bytes, path: Path, language: str | None = None) -> Catalog:
    """The same, of what came by another way; `path` is what it is called in mistakes. Without a language, the header says it."""
    try:
        # Editors on Windows put a mark before the first letter, and end lines their own way.
        lines = content.decode("utf-8-sig" if language is None else "utf-8").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError as error:
        what, at = f"the catalog cannot be read ({type(error).__name__}).", content.count(b"\n", 0, error.start) + 1
        raise Mistake(what, mend="Save it as UTF-8 text.", file=path, line=at, code="po_not_text") from None
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#") and not _LINE.fullmatch(line.strip()):
            raise Mistake(
                "this is not a line of a PO file.",
                mend="Look at the quotes around it, and what stands before.",
                file=path,
                line=number,
                code="po_no_line",
            )
    babel = _Keeping(path)
    try:
        PoFileParser(babel, ignore_obsolete=True, abort_invalid=True).parse(lines)
    except PoFileError as error:
        raise Mistake(
            f"{error.args[0]}.", mend="Mend the entry above this line.", file=path, line=error.lineno + 1, code="po_broken"
        ) from None
    except (ValueError, IndexError, AttributeError, NotImplementedError):
        mend = "Check its header and the order of its lines."
        raise Mistake("Babel cannot read this file.", mend=mend, file=path, line=1, code="po_broken") from None
    headers = babel.headers
    catalog = Catalog(
        headers.get("Language", "") if language is None else language,
        _plurals(headers, path),
        _audiences(headers, path),
        path=path,
        project=headers.get("Project-Id-Version", ""),
        headers={name: value for name, value in headers.items() if name not in _OURS},
    )
    if headers.get("Language") != catalog.language:
        raise Mistake(
            f"the header says language '{headers.get('Language', '')}', the folder '{catalog.language}'.",
            mend=f"Write 'Language: {catalog.language}' in the header.",
            file=path,
            line=1,
        )
    for message in babel.kept:
        entry = _entry(message, path)
        if entry.text.key in catalog.entries:
            raise Mistake(
                f"'{entry.text.key}' stands here for the second time.",
                mend="Remove one of the two.",
                file=path,
                line=entry.line,
                code="po_twice",
                fields={"word": entry.text.key},
            )
        catalog.entries[entry.text.key] = entry
    return catalog


def _plurals(headers: dict[str, str], path: Path) -> Plurals:
    found = _PLURAL_FORMS.fullmatch(headers.get("Plural-Forms", ""))
    mend = "Write 'Plural-Forms: nplurals=2; plural=(n != 1);' with the rule of this language in the header."
    if not found:
        raise Mistake("the header has no readable Plural-Forms.", mend=mend, file=path, line=1, code="po_header")
    plurals = Plurals(int(found[1]), found[2])
    try:
        for count in range(200):
            plurals.form(count)
    except (ValueError, ZeroDivisionError, RecursionError) as error:
        raise Mistake(
            f"the header's plural rule does not work: {error}.", mend=mend, file=path, line=1, code="po_header"
        ) from None
    return plurals


def _audiences(headers: dict[str, str], path: Path) -> tuple[Audience, ...]:
    known = get_args(Audience)
    words = headers.get("X-Weerklank-Audiences", "parent").split()
    if not words or not set(words) <= set(known):
        raise Mistake(
            "the header's X-Weerklank-Audiences names somebody unknown.",
            mend=f"Write one or more of: {', '.join(known)}.",
            file=path,
            line=1,
        )
    return tuple(audience for audience in known if audience in words)


def _entry(message: Message, path: Path) -> Entry:
    line = message.lineno
    if not message.context:
        raise Mistake(
            "this text has no msgctxt.", mend='Write its key: msgctxt "flow.step.slot".', file=path, line=line, code="po_no_key"
        )
    notes = dict(note.partition(": ")[::2] for note in message.auto_comments)
    ids, strings = _tuple(message.id), _tuple(message.string)
    comments = _Comments()
    try:
        for comment in message.user_comments:
            comments.take(comment)
    except ValueError as error:
        mend = "Write '# state: draft', or '# state: approved by <role> on 2026-11-24'."
        raise Mistake(f"{error}.", mend=mend, file=path, line=line, code="po_state") from None
    audience: Audience = "coordinator" if notes.get("audience") == "coordinator" else "parent"
    return Entry(
        SourceText(
            message.context,
            ids[0],
            ids[1] if len(ids) > 1 else None,
            notes.get("count") or None,
            "button" in notes,
            audience,
            notes.get("note", ""),
        ),
        strings,
        comments.review,
        comments.same_as_source,
        tuple(comments.previous),
        tuple(comments.was),
        tuple(comments.remarks),
        fuzzy="fuzzy" in message.flags,
        seen=notes.get("seen", ""),
        line=line,
    )


def _tuple(forms: Any) -> tuple[str, ...]:
    """Babel has a str for one form, a tuple for several."""
    return tuple(forms) if isinstance(forms, tuple) else (str(forms or ""),)


class _Comments:
    """What the comments before one entry say."""

    def __init__(self) -> None:
        self.review = DRAFT
        self.same_as_source: str | None = None
        self.previous: list[str] = []
        self.was: list[str] = []
        self.remarks: list[str] = []

    def take(self, comment: str) -> None:
        """One comment line without its '#'. Raises ValueError for an unreadable state."""
        label, _, rest = comment.partition(": ")
        if label == "state":
            self.review = Review.parse(rest)
        elif label == "same as source":
            self.same_as_source = rest
        elif label == "was":
            self.was.append(unquoted(rest))
        elif comment.startswith("| msgid"):
            self.previous.append(unquoted(comment.partition(" ")[2].partition(" ")[2]))
        elif comment.startswith('| "') and self.previous:
            self.previous[-1] += unquoted(comment[1:].strip())
        elif label == "here":
            return  # what one coalition made of it: known better where it is kept
        elif comment and not comment.startswith("|"):
            self.remarks.append(comment)
