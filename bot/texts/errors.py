"""What goes wrong when a text is looked up: never mended silently, the caller lets the message wait.

Refused
├── MissingText    no words for this key in this language
└── MissingValue   the words name a value that is not there, or not of a shape we know
"""

from bot.domain.errors import Refused


class MissingText(Refused):
    """This key has no words in this language, or the language has no catalog. A parent never gets another language instead."""

    def __init__(self, key: str, language: str) -> None:
        super().__init__("text_missing", key=key, language=language)
        self.key, self.language = key, language


class MissingValue(Refused):
    """A value that a text names is not there, or cannot be put into words. Names the value, never what it holds."""

    def __init__(self, key: str, name: str) -> None:
        super().__init__("value_missing", key=key, name=name)
        self.key, self.name = key, name
