"""The JSON Schemas of a flow file and of `cadence.yaml`, with which an editor completes. The same text for the same models."""

import json
from typing import Any

from pydantic import BaseModel

from bot.dialogue.cadences import Cadences
from bot.dialogue.model import Flow


def schema_text() -> str:
    """What stands in `flows/flow.schema.json`: sorted, ending in a newline. Also for the three short ways of writing a part."""
    schema = _of(Flow)
    definitions = schema["$defs"]
    call = {"type": "object", "minProperties": 1, "maxProperties": 1}
    definitions["ActionCall"] = {"anyOf": [{"type": "string"}, call], "description": "An action, perhaps with its arguments."}
    definitions["Option"] = {"anyOf": [{"type": "string"}, definitions["Option"]]}
    return _written(schema, "A flow of Weerklank")


def cadence_schema_text() -> str:
    """What stands in `flows/cadence.schema.json`, written the same way."""
    return _written(_of(Cadences), "The cadences of Weerklank")


def _of(model: type[BaseModel]) -> dict[str, Any]:
    schema: dict[str, Any] = _plain(model.model_json_schema(by_alias=True))
    return schema


def _written(schema: dict[str, Any], title: str) -> str:
    marked = schema | {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return json.dumps(marked, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _plain(part: Any) -> Any:
    """Without titles, as they only repeat a name."""
    if isinstance(part, list):
        return [_plain(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {key: _plain(value) for key, value in part.items() if not (key == "title" and isinstance(value, str))}
