"""What a model wants at one place of a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from bot.files.lines import Place


@dataclass(frozen=True, slots=True)
class Shape:
    """A list, or something with keys: known ones, of a model, or ones that the writer chooses (none are told)."""

    is_list: bool
    keys: tuple[str, ...] = ()

    def told(self) -> str:
        """How it is written."""
        inner = f"{{{', '.join(f'{key}: …' for key in self.keys)}}}" if self.keys else ""
        if self.is_list:
            simple = "Write [one, two], or one a line after a dash."
            return f"Write rows, each on a line after a dash: - {inner}." if inner else simple
        return f"Write {inner}." if inner else "Write {key: value}."


def shape_at(model: type[BaseModel], path: Place) -> Shape | None:
    """None where the model leaves a choice, or wants no list and no keys."""
    wanted: Any = model
    for piece in path:
        wanted = _inside(_bare(wanted), piece)
        if wanted is None:
            return None
    wanted = _bare(wanted)
    if get_origin(wanted) is tuple:
        return Shape(is_list=True, keys=_required(_bare(get_args(wanted)[0])))
    if get_origin(wanted) in {dict, Mapping}:
        return Shape(is_list=False)
    return Shape(is_list=False, keys=_known(wanted)) if _known(wanted) else None


def fields_of(model: type[BaseModel]) -> set[str]:
    """Every key that may stand somewhere in a file of this model."""
    schema = model.model_json_schema(by_alias=True)
    parts = [schema, *schema.get("$defs", {}).values()]
    return {name for part in parts for name in part.get("properties", {})}


def _inside(wanted: Any, piece: str | int) -> Any:
    if isinstance(wanted, type) and issubclass(wanted, BaseModel):
        found = {info.alias or name: info.annotation for name, info in wanted.model_fields.items()}
        return found.get(str(piece))
    arguments = get_args(wanted)
    if get_origin(wanted) is tuple and isinstance(piece, int):
        return arguments[0]
    return arguments[1] if get_origin(wanted) in {dict, Mapping} else None


def _bare(wanted: Any) -> Any:
    """Without what is added to a type, and without the None that a key which may be left out has."""
    while True:
        if get_origin(wanted) is Annotated:
            wanted = get_args(wanted)[0]
        elif get_origin(wanted) in {Union, UnionType}:
            others = [each for each in get_args(wanted) if each is not NoneType]
            if len(others) != 1:
                return None
            wanted = others[0]
        else:
            return wanted


def _known(wanted: Any) -> tuple[str, ...]:
    if not (isinstance(wanted, type) and issubclass(wanted, BaseModel)):
        return ()
    return tuple(info.alias or name for name, info in wanted.model_fields.items())


def _required(wanted: Any) -> tuple[str, ...]:
    if not (isinstance(wanted, type) and issubclass(wanted, BaseModel)):
        return ()
    return tuple(info.alias or name for name, info in wanted.model_fields.items() if info.is_required())
