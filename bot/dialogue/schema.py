"""The JSON Schema of a flow file, with which an editor completes. The same text for the same models."""

import json

from bot.dialogue.model import Flow


def schema_text() -> str:
    """What stands in `flows/flow.schema.json`: sorted, ending in a newline."""
    schema = Flow.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "A flow of Weerklank"
    return json.dumps(_plain(schema), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _plain(part: object) -> object:
    """Without titles that only repeat a name, and with the three short ways of writing a part."""
    if isinstance(part, list):
        return [_plain(item) for item in part]
    if not isinstance(part, dict):
        return part
    properties = {
        key: value
        for key, value in part.items()
        if not (key == "title" and isinstance(value, str) and value != "A flow of Weerklank")
    }
    result: dict[str, object] = {key: _plain(value) for key, value in properties.items()}
    if isinstance(definitions := result.get("$defs"), dict):
        call = {"type": "object", "minProperties": 1, "maxProperties": 1}
        definitions["ActionCall"] = {"anyOf": [{"type": "string"}, call], "description": "An action, perhaps with its arguments."}
        definitions["Option"] = {"anyOf": [{"type": "string"}, definitions["Option"]]}
    return result
