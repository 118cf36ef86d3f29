"""Signs of life that receiving gives, for the health check and the metrics."""

from typing import Protocol


class Signs(Protocol):
    """Of one bot account."""

    def turned(self) -> None:
        """The loop went round, whether Telegram answered or not."""
        ...

    def answered(self) -> None:
        """Telegram handed over what it had, if anything, and that is committed."""
        ...


class NoSigns:
    """For who does not look."""

    def turned(self) -> None:
        return

    def answered(self) -> None:
        return
