"""How well the plain-language check tells texts apart, and how long it takes: figures on one part of our own corpus.

Of pairs: in how many the plainer text has the higher score, a tie counting half, next to what everybody compares with. Of
messages: how many good ones it keeps back (false alarms), and how many bad ones it lets through (misses).
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bot.texts.plain import judge
from tests.benchmarks import plain_fit
from tests.benchmarks.plain_corpus import BASELINES, CORPUS, FRESH, FRESH_PAIRS, HELD, WORK, Pair, messages, pairs, right

ROUNDS = 5


def measure(part: str = WORK, folder: Path = CORPUS) -> dict[str, Any]:
    """Raises FileNotFoundError when the corpus is not there."""
    if part in FRESH:
        return {"part": part, "messages": _gate(part, folder)}
    of = pairs(part, folder)
    if part in FRESH_PAIRS:
        return {"part": part, "pairs": len(of), "plainer_first": _first_ones(of), "by_kind": _by_kind(of)}
    found: dict[str, Any] = {"part": part, "pairs": len(of), "documents": len({pair.document for pair in of})}
    found["plainer_first"] = _first_ones(of)
    if part == WORK:
        found["fit"] = plain_fit.figures(of)
    found["ties"] = sum(judge(pair.before).score == judge(pair.after).score for pair in of)
    found["messages"] = _gate(part, folder)
    found["milliseconds_a_line"] = _pace(of)
    found["seconds_to_first_verdict"] = _first()
    return found


def _first_ones(of: list[Pair]) -> dict[str, float]:
    """The share of pairs of which the plainer text comes first: by the score, and by each formula."""
    return {"score": _mean(right(lambda text: -judge(text).score, of))} | {
        name: _mean(right(baseline, of)) for name, baseline in BASELINES.items()
    }


def _by_kind(of: list[Pair]) -> dict[str, float]:
    """The same of the score, by what was changed."""
    kinds = sorted({pair.document for pair in of})
    return {k: _mean(right(lambda text: -judge(text).score, [pair for pair in of if pair.document == k])) for k in kinds}


def _gate(part: str, folder: Path) -> dict[str, Any]:
    of = messages(part, folder)
    good, bad = [m for m in of if m.good], [m for m in of if not m.good]
    alarms, missed = [m for m in good if not judge(m.text).is_plain], [m for m in bad if judge(m.text).is_plain]
    return {
        "good": len(good),
        "bad": len(bad),
        "false_alarms": _mean([float(m in alarms) for m in good]),
        "misses": _mean([float(m in missed) for m in bad]),
        # On the held part only how many: who reads which ones has tuned to it.
        "which": [m.name for m in (*alarms, *missed)] if part != HELD else [],
    }


def _pace(of: list[Pair]) -> dict[str, float]:
    lines = [text for pair in of for text in (pair.before, pair.after)]
    for line in lines:
        judge(line)
    took = []
    for line in lines * ROUNDS:
        start = time.perf_counter()
        judge(line)
        took.append((time.perf_counter() - start) * 1000)
    took.sort()
    return {"median": statistics.median(took), "p95": took[int(len(took) * 0.95)], "worst": took[-1]}


def _first() -> float:
    """In a process of its own, over and above what Python and the module take: lists and frequencies are read then."""
    code = "import time; from bot.texts.plain import judge; t = time.time(); judge('Dag.'); print(time.time() - t)"
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout)


def _mean(values: list[float]) -> float:
    return sum(values) / max(1, len(values))
