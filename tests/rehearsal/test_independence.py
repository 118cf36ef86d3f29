"""The server is a second party: it shares no code with what it checks."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
ENTRANCES = (
    "bot.rehearsal.__main__",
    "bot.rehearsal.server",
    "bot.rehearsal.phones",
    "bot.rehearsal.gatherings",
    "bot.rehearsal.clock",
)


def source_of(module: str) -> Path | None:
    """The file of a module of ours; None when the name is that of something in a module."""
    path = HOUSE / module.replace(".", "/")
    return next((file for file in (path.with_suffix(".py"), path / "__init__.py") if file.exists()), None)


def imported(module: str) -> Iterator[str]:
    """The modules that a module names in its imports."""
    source = source_of(module)
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))) if source is not None else ():
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            inner = [f"{node.module}.{name.name}" for name in node.names]
            yield from {name if source_of(name) is not None else node.module for name in inner}


def test_the_server_imports_nothing_of_ours_and_only_aiohttp_besides() -> None:
    seen, waiting = set[str](), list(ENTRANCES)
    while waiting:
        module = waiting.pop()
        if module not in seen:
            seen.add(module)
            waiting += [name for name in imported(module) if name.startswith("bot.")]
    names = {name for module in seen for name in imported(module)}
    own = {name for name in names if name.split(".")[0] in {"bot", "scheduler", "tests"}}
    others = {name.split(".")[0] for name in names - own} - sys.stdlib_module_names
    assert {name for name in own if not name.startswith("bot.rehearsal")} == set()
    assert others == {"aiohttp"}
    assert len(seen) > 30
