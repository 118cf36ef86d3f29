"""`python -m tests.benchmarks [names] [--database sqlite|postgresql] [--quick]`: figures as JSON on standard output.

Nothing is asserted about time. A message that was lost or came twice ends it with exit code 1.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.benchmarks import pace, page, plain, planning, reactions, replies, throughput
from tests.benchmarks.figures import Figures
from tests.benchmarks.machine import machine
from tests.benchmarks.plain_corpus import CORPUS, FRESH, FRESH_PAIRS, HELD, WORK
from tests.benchmarks.scale import FULL, QUICK, Scale
from tests.benchmarks.server import Incorrect, Server, running
from tests.benchmarks.stores import KINDS, Stores, stores

Measure = Callable[[Stores, Server, str, Scale], Awaitable[Figures]]

BENCHMARKS: dict[str, Measure] = {
    "throughput": throughput.measure,
    "pace": pace.measure,
    "replies": replies.measure,
    "planning": planning.measure,
    "reactions": reactions.measure,
}
PAGE = "page"
"""Of no database: the rehearsal page in a browser."""
PLAIN = "plain"
"""Of no database either: the plain-language check on our own corpus."""
NAMES = (*BENCHMARKS, PAGE, PLAIN)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="How fast it is, on this machine.")
    parser.add_argument("names", nargs="*", metavar="name", help=f"of {', '.join(NAMES)}; all of them when none is named")
    parser.add_argument("--database", choices=KINDS, action="append", help="one of them only")
    parser.add_argument(
        "--part", choices=(WORK, HELD, *FRESH, *FRESH_PAIRS), default=WORK, help="plain: of the corpus; held is only measured on"
    )
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="plain: the folder with pairs.tsv, good.tsv and bad.tsv")
    parser.add_argument("--quick", action="store_true", help="little of everything, to see that it works")
    given = parser.parse_args()
    unknown = [name for name in given.names if name not in NAMES]
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]}; there are {', '.join(NAMES)}")
    names = given.names or [*NAMES]
    plainly = {PLAIN: plain.measure(given.part, given.corpus)} if PLAIN in names else {}
    return asyncio.run(_run(names, tuple(given.database or KINDS), QUICK if given.quick else FULL, plainly))


async def _run(names: list[str], kinds: tuple[str, ...], scale: Scale, plainly: Figures) -> int:
    found: Figures = {"machine": machine(), "scale": "full" if scale is FULL else "quick", "figures": {**plainly}}
    failed = False
    with tempfile.TemporaryDirectory(prefix="weerklank-bench-") as folder, stores(Path(folder), kinds) as places:
        for name in (name for name in names if name in BENCHMARKS):
            for kind in kinds:
                print(f"{name} on {kind} …", file=sys.stderr)
                async with running() as server:
                    try:
                        figures = await BENCHMARKS[name](places, server, kind, scale)
                    except Incorrect as error:
                        figures, failed = {"incorrect": str(error)}, True
                found["figures"].setdefault(name, {})[kind] = figures
    if PAGE in names:
        print("page …", file=sys.stderr)
        found["figures"][PAGE] = await page.measure(scale)
    print(json.dumps(_rounded(found), indent=2))
    return int(failed)


def _rounded(value: object) -> object:
    """Three digits after the point: more says nothing."""
    match value:
        case dict():
            return {name: _rounded(each) for name, each in value.items()}
        case float():
            return round(value, 3)
        case _:
            return value


if __name__ == "__main__":
    sys.exit(main())
