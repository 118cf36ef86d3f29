"""A wordbook with two fixed texts (and any of the report), for tests that are not about texts."""

from bot.domain.consent import Purpose
from bot.domain.wording import Values
from bot.services.ready_made import READY
from bot.texts.errors import MissingText, MissingValue
from bot.texts.plain_rules import Finding


class FakeWords:
    """Complete in five languages and in Tigrinya, which no coalition of the tests approved."""

    def __init__(self) -> None:
        self.score = 80
        self.found: tuple[Finding, ...] = ()
        """Told when the score is lower than it was."""
        self.edition = ""
        """Of the consent questions: another one reads otherwise."""

    def languages(self) -> tuple[str, ...]:
        return ("nl", "en", "tr", "ar", "pl", "ti")

    def fixed_hashes(self, language: str) -> tuple[str, ...]:
        return (f"welcome-{language}", f"stop-{language}", *(f"common.ready_{name}-{language}" for name in READY))

    def fixed_hash(self, key: str, language: str) -> str:
        return f"{key}-{language}"

    def consent_version(self, purpose: Purpose, language: str) -> str:
        return f"{purpose}-{language}{self.edition}"

    def render(self, key: str, language: str, values: Values) -> str:
        if key == "promise":
            raise MissingValue(key, "next_day")
        if key.startswith(("report.", "common.proposal_", "common.kind_", "common.ready_", "common.invite_")):
            return " ".join([f"{key} ({language})", *map(str, values.values())])
        if key not in {"welcome", "stop"}:
            raise MissingText(key, language)
        return f"{key} ({language}) {values['coalition']}"

    def plain_score(self, text: str, language: str = "nl", *, day_follows: bool = False) -> int:
        return self.score

    def findings(self, text: str, language: str = "nl", *, day_follows: bool = False) -> tuple[Finding, ...]:
        return self.found if self.score < 80 else ()

    def sounds_like_danger(self, text: str) -> bool:
        return "bang" in text
