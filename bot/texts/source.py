"""A text as it stands in the flows, in Dutch: what every other language translates."""

from dataclasses import dataclass
from typing import Literal

SOURCE_LANGUAGE = "nl"

Audience = Literal["parent", "coordinator"]


@dataclass(frozen=True, slots=True)
class SourceText:
    """One text of a flow. `key` is `flow.step.slot` or `common.name`, and stays the same when the words change.

    With `plural`, `singular` is said for one and `plural` for other numbers, and `count` names the value (an int) that decides.
    """

    key: str
    singular: str
    plural: str | None = None
    count: str | None = None
    is_button: bool = False
    audience: Audience = "parent"
    note: str = ""
    """What a translator should know, in one line."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The Dutch words: one form, or two when it has a plural."""
        return (self.singular,) if self.plural is None else (self.singular, self.plural)
