"""Everything that can go wrong by a rule of ours. Text for people is looked up last, by `code`.

WeerklankError
├── Refused        a rule says no; `code` and `fields` say which and about what
│   ├── NotAllowed     this actor may not
│   ├── NotThere       what was named does not exist (or not in this coalition)
│   └── Stale          somebody else changed it first, or it is over
├── Mistake        a file, a setting or a call is wrong: what, where and how to mend it (exit code 2)
├── Mistakes       several of them, told at once
└── Unavailable    something outside does not answer now; trying again may help
"""

from collections.abc import Iterable, Mapping
from pathlib import Path


class WeerklankError(Exception):
    """The root of the tree."""


class Refused(WeerklankError):
    """A rule of the domain says no.

    `code` is a stable snake_case name, `fields` holds ids and numbers and never a name, an address or a word of a person.
    """

    def __init__(self, code: str, **fields: str | int | None) -> None:
        self.code = code
        self.fields = fields
        about = ", ".join(f"{name}={value}" for name, value in fields.items())
        super().__init__(f"{code} ({about})" if about else code)


class NotAllowed(Refused):
    """The actor may not do this."""


class NotThere(Refused):
    """What was named does not exist in this coalition."""


class Stale(Refused):
    """It changed, or ended, since the actor looked at it."""


class Mistake(WeerklankError):
    """A person's mistake in a file, a setting or a call, told so that they can mend it.

    Printed as `file:line: what. mend` on one line; the command line then exits with 2. Who reads another language than English is
    told by `code` and `fields`, of which the text is looked up last; without a code only the line can be told.
    """

    def __init__(
        self,
        what: str,
        *,
        mend: str = "",
        file: Path | str | None = None,
        line: int | None = None,
        code: str = "",
        fields: Mapping[str, str] | None = None,
    ) -> None:
        self.what, self.mend, self.file, self.line = what, mend, file, line
        self.code, self.fields = code, dict(fields or {})
        where = "" if file is None else f"{file}:{line}: " if line is not None else f"{file}: "
        super().__init__(f"{where}{what}" + (f" {mend}" if mend else ""))


class Mistakes(WeerklankError):
    """Everything that is wrong in one or more files, by file and line."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes, key=lambda m: (str(m.file), m.line or 0)))
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


class Unavailable(WeerklankError):
    """Something outside us does not answer now."""
