"""`python -m tests.benchmarks.plain_fit [--write] [--pull N]`: the weights of the plain-language score, from our own pairs.

A logistic model of which of two texts is the plainer one, linear in the differences of their signals, fitted on the work part.
Each weight is pulled towards what was expected beforehand (`plain_weights.tsv`, second column) and stays between a quarter of
that and 2.5 times as much, since our own pairs are not those that it will meet: what is known of reading is neither forgotten
nor drowned by how we happen to write. Pairs count so that Flesch-Douma is right in 63 % of them, as it is on texts of
municipalities that professionals rewrote (issue 6): else the easy ones would teach most. That alone brings LIX and the longest
sentence to the figures that are known of them too. Deterministic: no chance in it.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.texts.plain import counted
from tests.benchmarks.plain_corpus import BASELINES, CORPUS, WORK, Pair, flesch_douma, pairs, right

Numbers = NDArray[np.float64]

PULL = 0.1
"""How hard a weight is pulled towards what was expected, in shares of a standard deviation of its signal."""
KNOWN_OF_FLESCH_DOUMA = 0.63
LEAST, MOST = 0.25, 2.5
"""Times what was expected, between which a weight stays."""
FOLDS = 10
STEPS = 600


def table() -> list[tuple[str, float, float]]:
    """(signal, what was expected, weight) as the file has it."""
    lines = (files("bot.texts") / "data" / "plain_weights.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(name, float(expected), float(weight)) for name, expected, weight in rows]


NAMES = tuple(name for name, _, _ in table())
EXPECTED: Numbers = np.array([expected for _, expected, _ in table()])


def differences(of: Sequence[Pair]) -> Numbers:
    """One row a pair: by how much each signal is higher before than after."""
    return np.array([_signals(pair.before) - _signals(pair.after) for pair in of])


def _signals(text: str) -> Numbers:
    found = counted(text)
    return np.array([found.get(name, 0.0) for name in NAMES])


def shares(of: Sequence[Pair]) -> Numbers:
    """How much each pair counts, together 1."""
    correct = np.array(right(flesch_douma, of))
    share = correct.mean()
    weight = correct * (KNOWN_OF_FLESCH_DOUMA / share) + (1 - correct) * ((1 - KNOWN_OF_FLESCH_DOUMA) / (1 - share))
    return np.asarray(weight / weight.sum(), dtype=np.float64)


def fit(rows: Numbers, counts: Numbers, pull: float = PULL) -> Numbers:
    """The weights, by projected gradient descent from what was expected; the sum is convex, so the start does not matter."""
    spread = rows.std(axis=0) + 1e-6
    scaled, aim = rows / spread, EXPECTED * spread
    counts = counts / counts.sum()
    steepest = 0.25 * np.linalg.norm(scaled * np.sqrt(counts)[:, None], 2) ** 2 + pull
    weights = aim.copy()
    for _ in range(STEPS):
        wrong = counts / (1 + np.exp(np.clip(scaled @ weights, -30, 30)))
        step = (scaled.T @ wrong - pull * (weights - aim)) / steepest
        weights = np.clip(weights + step, LEAST * aim, MOST * aim)
    return np.asarray(weights / spread, dtype=np.float64)


def cross_validated(of: Sequence[Pair], pull: float = PULL) -> list[float]:
    """For each pair whether weights from other documents only put the plainer text first (1, 0, or a half for a tie)."""
    rows, counts = differences(of), shares(of)
    documents = sorted({pair.document for pair in of})
    fold = np.array([documents.index(pair.document) % FOLDS for pair in of])
    result = np.zeros(len(of))
    for number in range(FOLDS):
        inside = fold == number
        if inside.any():
            result[inside] = rows[inside] @ fit(rows[~inside], counts[~inside], pull)
    return [0.5 if abs(each) < 1e-9 else float(each > 0) for each in result]


def figures(of: Sequence[Pair], pull: float = PULL) -> dict[str, Any]:
    """Shares of pairs in which the plainer text comes first: plainly, and counted as said above."""
    counts = shares(of)
    lists = {name: right(measure, of) for name, measure in BASELINES.items()}
    lists["expected_only"] = [0.5 if abs(x) < 1e-9 else float(x > 0) for x in differences(of) @ EXPECTED]
    lists["fitted_cross_validated_by_document"] = cross_validated(of, pull)
    return {
        name: {"all": round(float(np.mean(values)), 3), "as_if_real": round(float(np.array(values) @ counts), 3)}
        for name, values in lists.items()
    }


def written(weights: Numbers) -> str:
    """The file with these weights."""
    place = files("bot.texts") / "data" / "plain_weights.tsv"
    head = [line for line in place.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    body = [f"{name}\t{expected:g}\t{weight:.2f}" for name, expected, weight in zip(NAMES, EXPECTED, weights, strict=True)]
    return "\n".join([*head, *body]) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.plain_fit")
    parser.add_argument("--write", action="store_true", help="put the weights into bot/texts/data/plain_weights.tsv")
    parser.add_argument("--pull", type=float, default=PULL)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    given = parser.parse_args()
    work = pairs(WORK, given.corpus)
    weights = fit(differences(work), shares(work), given.pull)
    if given.write:
        Path(str(files("bot.texts") / "data" / "plain_weights.tsv")).write_text(written(weights), encoding="utf-8")
    found = {"pairs": len(work), "documents": len({pair.document for pair in work}), "figures": figures(work, given.pull)}
    print(json.dumps({**found, "weights": dict(zip(NAMES, weights.round(2).tolist(), strict=True))}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
