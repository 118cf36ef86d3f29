"""The schema by which an editor completes."""

import json

from bot.dialogue.schema import schema_text


def test_the_schema_is_the_same_every_time_and_knows_what_a_file_says() -> None:
    text = schema_text()
    assert text == schema_text()
    schema = json.loads(text)
    assert text == json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    assert set(schema["required"]) == {"flow", "title", "audience", "steps"}
    step = schema["$defs"]["Step"]
    assert {"with", "wait_for", "teach_back"} <= set(step["properties"])
    assert step["additionalProperties"] is False


def test_what_may_be_written_shorter_may_be_so_for_an_editor_too() -> None:
    parts = json.loads(schema_text())["$defs"]
    assert {"type": "string"} in parts["ActionCall"]["anyOf"]
    assert {"type": "string"} in parts["Option"]["anyOf"]
    assert {"type": "string", "minLength": 1} in parts["Text"]["anyOf"]
    assert parts["Remind"]["properties"]["after"]["type"] == "string"
