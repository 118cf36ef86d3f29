"""Chance that is the same every time."""

PSEUDONYMS = ("Lijster", "Wilg", "Egel", "Varen", "Kiezel", "Eekhoorn", "Mus", "Linde")


class FakeChance:
    """Counts: ids `0000000001`, tokens of 22 characters, pseudonyms in turn."""

    def __init__(self) -> None:
        self._ids = self._tokens = self._pseudonyms = 0

    def id(self) -> str:
        self._ids += 1
        return f"{self._ids:010d}"

    def token(self) -> str:
        self._tokens += 1
        return f"token-{self._tokens:016d}"

    def pseudonym(self) -> str:
        self._pseudonyms += 1
        return PSEUDONYMS[(self._pseudonyms - 1) % len(PSEUDONYMS)]
