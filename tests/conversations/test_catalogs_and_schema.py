"""What stands in files beside the flows is as the flows and the program have it now."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from bot.config import ROOT
from bot.dialogue.schema import cadence_schema_text, schema_text
from bot.texts.check import check
from bot.wiring import Library

FLOWS = sorted((ROOT / "flows").glob("*.yaml"))
SCHEMA = ROOT / "flows" / "flow.schema.json"
OTHERS = frozenset({"common", "report", "words", "cadence"})
"""Files that hold no conversation."""


def faults(value: Any, schema: Any) -> list[str]:
    """What an editor would underline. A schema that is none raises."""
    Draft202012Validator.check_schema(schema)
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(value)]


def test_every_text_has_its_words_in_every_language(library: Library) -> None:
    assert [str(mistake) for mistake in check(ROOT / "locales", library.book.texts(), ("nl", "en", "tr", "ar", "pl"))] == []


def test_the_schema_for_editors_is_that_of_the_models() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), "write it anew: weerklank flows schema > flows/flow.schema.json"


@pytest.mark.parametrize("path", [path for path in FLOWS if path.stem not in OTHERS], ids=lambda path: path.stem)
def test_an_editor_finds_nothing_wrong_in_a_flow(path: Path) -> None:
    schema = json.loads(schema_text())
    assert faults(YAML(typ="safe").load(path), schema) == []


def test_an_editor_finds_nothing_wrong_in_the_cadences() -> None:
    written = (ROOT / "flows" / "cadence.schema.json").read_text(encoding="utf-8")
    assert written == cadence_schema_text(), "write it anew: weerklank flows schema cadence > flows/cadence.schema.json"
    schema, cadences = json.loads(written), YAML(typ="safe").load(ROOT / "flows" / "cadence.yaml")
    assert faults(cadences, schema) == []
    cadences["cadences"]["day_after"]["after"] = "a day"
    assert faults(cadences, schema) != []


def test_an_editor_finds_what_is_wrong() -> None:
    schema = json.loads(schema_text())
    flow = YAML(typ="safe").load(ROOT / "flows" / "react.yaml")
    flow["steps"]["thanks"]["sya"] = "Dank je wel."
    flow["audience"] = "parents"
    found = faults(flow, schema)
    assert any("sya" in fault for fault in found)
    assert any("audience" in fault for fault in found)
