"""As much of JSON Schema (2020-12) as `flows/flow.schema.json` uses, so that an editor's reading of a flow can be tried."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]
OF_MARKS = {"$defs", "$ref", "$schema", "anyOf", "const", "default", "description", "enum", "oneOf", "title", "type"}
OF_OBJECTS = {
    "additionalProperties",
    "patternProperties",
    "properties",
    "propertyNames",
    "required",
    "minProperties",
    "maxProperties",
}
OF_OTHERS = {"items", "minItems", "minLength", "maxLength", "pattern", "minimum", "maximum"}
TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}


def faults(value: Any, schema: Any, root: Schema, at: str = "") -> Iterator[str]:
    """What is wrong with a value, and where. Raises ValueError for a keyword that this does not know."""
    if isinstance(schema, bool):
        yield from () if schema else (f"{at}: not allowed",)
        return
    if unknown := set(schema) - OF_MARKS - OF_OBJECTS - OF_OTHERS:
        raise ValueError(f"this reads no {sorted(unknown)}")
    yield from _ways(value, schema, root, at)
    if "type" in schema and not _is(value, schema["type"]):
        yield f"{at}: is no {schema['type']}"
    elif "const" in schema and value != schema["const"]:
        yield f"{at}: is not {schema['const']}"
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{at}: is none of {schema['enum']}"
    elif isinstance(value, dict):
        yield from _object(value, schema, root, at)
    elif isinstance(value, list):
        yield from _size(len(value), schema, "Items", at)
        for number, item in enumerate(value):
            yield from faults(item, schema.get("items", True), root, f"{at}[{number}]")
    elif isinstance(value, str):
        yield from _size(len(value), schema, "Length", at)
        if not re.search(schema.get("pattern", ""), value):
            yield f"{at}: is not {schema['pattern']}"
    elif _is(value, "integer"):
        yield from _size(value, schema, "imum", at)


def _ways(value: Any, schema: Schema, root: Schema, at: str) -> Iterator[str]:
    if "$ref" in schema:
        yield from faults(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, at)
    for keyword, most in (("anyOf", len(schema.get("anyOf", ()))), ("oneOf", 1)):
        if keyword in schema:
            ways = [list(faults(value, one, root, at)) for one in schema[keyword]]
            if not 1 <= ways.count([]) <= most:
                yield f"{at}: fits {ways.count([])} of {keyword}: {min(ways, key=len)}"


def _is(value: Any, name: str) -> bool:
    return isinstance(value, TYPES[name]) and isinstance(value, bool) is (name == "boolean")


def _size(size: int, schema: Schema, what: str, at: str) -> Iterator[str]:
    if not schema.get(f"min{what}", size) <= size <= schema.get(f"max{what}", size):
        yield f"{at}: {size} is too little or too much"


def _object(value: dict[str, Any], schema: Schema, root: Schema, at: str) -> Iterator[str]:
    yield from (f"{at}: lacks {key}" for key in schema.get("required", ()) if key not in value)
    yield from _size(len(value), schema, "Properties", at)
    properties, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    for key, item in value.items():
        yield from faults(key, schema.get("propertyNames", True), root, f"{at}.{key} (the key)")
        parts = [properties[key]] if key in properties else []
        parts += [part for pattern, part in patterns.items() if re.search(pattern, key)]
        for part in parts or [schema.get("additionalProperties", True)]:
            yield from faults(item, part, root, f"{at}.{key}")
