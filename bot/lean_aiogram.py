"""aiogram, without building what nobody uses. To be called before anything imports aiogram.

At its import aiogram has pydantic build each of its 400 types, with all that it refers to: 2.3 seconds of CPU and 100 MB, which a
small machine does not have, and which `weerklank bulletin status` has no use for. The types themselves say that they may be built
at their first use (`defer_build`), and they can be as soon as each module knows the names that its types refer to.
"""

import sys
from typing import Any

import pydantic


def make_lean() -> None:
    """Import aiogram's types without building them; each is built at its first use. Nothing when aiogram is there already."""
    if "aiogram" in sys.modules:
        return
    build = pydantic.BaseModel.__dict__["model_rebuild"]
    setattr(pydantic.BaseModel, "model_rebuild", classmethod(_later))  # noqa: B010 - a plain assignment is none to mypy
    try:
        from aiogram import types  # noqa: PLC0415
    finally:
        setattr(pydantic.BaseModel, "model_rebuild", build)  # noqa: B010
    names = {name: getattr(types, name) for name in types.__all__}
    for module in {kind.__module__ for kind in names.values() if isinstance(kind, type)}:
        known = vars(sys.modules[module])
        known.update({name: kind for name, kind in names.items() if name not in known})


def _later(_: type[Any], /, **__: Any) -> None:
    """What building is for as long as aiogram is being imported."""
