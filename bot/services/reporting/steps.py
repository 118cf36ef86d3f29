"""How many, told in steps: the one rule by which a number about parents is told (`bot.services.hearing.disclosure` says why)."""

from bot.domain.coalition import Coalition


def step_of(coalition: Coalition) -> int:
    """The coalition's threshold: the size of a step, and the smallest number that is told."""
    return max(coalition.threshold, 1)


def told(count: int, step: int) -> int | None:
    """'At least' so many: `count` rounded down to a multiple of `step`. None below the first step: it is not told."""
    return count // step * step or None


def told_of_some(count: int, step: int, everybody: int) -> int | None:
    """The same, and not told either when it would say it of everybody."""
    number = told(count, step)
    return None if number is not None and number >= everybody else number
