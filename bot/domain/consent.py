"""What a person said yes to: by purpose, and by the version of the words they read."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Purpose(StrEnum):
    """What for. Each is asked on its own, and taken back on its own."""

    UPDATES = "updates"
    """To get updates, and to have reactions and questions kept. Nobody gets anything that they did not ask for without it."""
    WORDS = "words"
    """Coordinators may read the words beside a reaction; asked beside each of them."""
    VOICE = "voice"
    """Somebody who works along may listen to a voice beside a reaction, and write down what it says; later ones too."""
    PANEL = "panel"
    """To read a text before other parents do, and say what they would tell another parent about it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The words of a consent question as somebody saw them: a hash of them, and the language they were in."""

    version: str
    language: str


@dataclass(frozen=True, slots=True)
class Consent:
    """A yes (or its withdrawal) to one purpose, with the hash of the words that were shown."""

    person_id: str
    coalition_id: str
    purpose: Purpose
    version: str
    language: str
    given_at: datetime
    withdrawn_at: datetime | None = None

    @property
    def stands(self) -> bool:
        """It was not taken back."""
        return self.withdrawn_at is None
