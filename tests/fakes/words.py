"""A wordbook with two fixed texts, for tests that are not about texts."""


class FakeWords:
    """Complete in five languages and in Tigrinya, which no coalition of the tests approved."""

    def __init__(self) -> None:
        self.score = 80

    def languages(self) -> tuple[str, ...]:
        return ("nl", "en", "tr", "ar", "pl", "ti")

    def fixed_hashes(self, language: str) -> tuple[str, ...]:
        return (f"welcome-{language}", f"stop-{language}")

    def consent_version(self, language: str) -> str:
        return f"consent-{language}"

    def plain_score(self, text: str, language: str = "nl") -> int:
        return self.score

    def sounds_like_danger(self, text: str) -> bool:
        return "bang" in text
