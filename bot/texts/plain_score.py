"""One number from all signals: a sum of weights, bent into 0 to 100. Which signal weighs what is data: `data/plain_weights.tsv`.

Its weights are fitted (`python -m tests.benchmarks.plain_fit`) on pairs of our own, with a pull towards what is known of
reading, and none may have the wrong sign: a longer sentence is never plainer. docs/plain-language.md has the figures.
"""

import math
from functools import cache
from importlib.resources import files

from bot.texts.plain_signals import Signals

ENOUGH = 60
"""Of 100: the least that is plain enough, set on texts of our own that parents could get (docs/plain-language.md)."""
_AT_ENOUGH, _SPREAD = 10.2, 4.0
"""The hardness of a text that has just enough, and how much more or less of it moves the score from the middle to a side."""
_LENGTH_AT_ENOUGH, _LENGTH_SPREAD = 4.0, 1.0
"""The same where only length is looked at: a sentence of one and a half times as many words as it may have (own judgement)."""
_MIDDLE = 0.205
"""Puts what has just enough at `ENOUGH`."""


@cache
def weights() -> dict[str, float]:
    """By signal; none is below 0. Raises ValueError for a line out of shape."""
    lines = (files("bot.texts") / "data" / "plain_weights.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {signal: float(weight) for signal, _prior, weight in rows}


def hardness(signals: Signals) -> float:
    """How hard a text is: every signal times its weight. 0 or more, without a top."""
    of = weights()
    return sum(of[name] * value for name, value in signals.items())


def score(signals: Signals, *, length_only: bool = False) -> float:
    """0 to 100 with three decimals, higher is plainer; falls with every signal, ever more slowly towards 0, where long hard texts
    lie close together."""
    enough, spread = (_LENGTH_AT_ENOUGH, _LENGTH_SPREAD) if length_only else (_AT_ENOUGH, _SPREAD)
    x = (hardness(signals) - enough) / spread - _MIDDLE
    return round(50 * (1 - x / math.sqrt(1 + x * x)), 3)
