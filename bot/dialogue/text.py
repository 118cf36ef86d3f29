"""A text as a flow has it: Dutch words with placeholders, perhaps with a plural form."""

from typing import Any

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from bot.dialogue.names import Name
from bot.files.yaml_reader import Quoted
from bot.texts.placeholders import names


def words_of(value: object) -> str:
    """The words of a quoted text, without white space at its ends. Raises ValueError with words for people."""
    if not isinstance(value, Quoted):
        raise ValueError("A text stands between quotes, or in a block that starts with |.")  # noqa: TRY004 -- pydantic reports it
    words = str(value).strip()
    if not words:
        raise ValueError("A text cannot be empty.")
    names(words)
    return words


class Text(BaseModel):
    """`one` and `count` are there only when the text has a plural: `one` is said when the value `count` is 1."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    other: str
    one: str | None = None
    count: Name | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return {"other": words_of(value)}
        if missing := {"count", "one", "other"} - set(value):
            raise ValueError(f"A plural text has count, one and other; {', '.join(sorted(missing))} is missing.")
        return value | {form: words_of(value[form]) for form in ("one", "other")}

    @property
    def names(self) -> frozenset[str]:
        """The values that the words need, `count` among them."""
        found = names(self.other) | (names(self.one) if self.one else frozenset())
        return found | {self.count} if self.count else found

    @property
    def placeholder(self) -> str | None:
        """The name, when the whole text is one placeholder."""
        return placeholder(self.other) if self.one is None else None

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        plural = {
            "type": "object",
            "properties": {"count": {"type": "string"}, "one": {"type": "string"}, "other": {"type": "string"}},
            "required": ["count", "one", "other"],
            "additionalProperties": False,
        }
        return {"anyOf": [{"type": "string", "minLength": 1}, plural]}


def placeholder(value: object) -> str | None:
    """The name in `"{name}"`; None for everything else."""
    if isinstance(value, str) and value.startswith("{") and value.endswith("}") and value[1:-1].isidentifier():
        return value[1:-1]
    return None
