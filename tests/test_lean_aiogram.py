"""aiogram is there without its types being built, and each of them can be."""

import subprocess
import sys

BUILD_EVERYTHING = """
import bot.wiring
import aiogram.methods, aiogram.types
from aiogram.types import Message, Update

def built(kind):
    return kind.__pydantic_complete__

assert not built(Message) and not built(Update)
update = {"update_id": 1, "message": {"message_id": 2, "date": 3, "chat": {"id": 4, "type": "private"}, "text": "hallo"}}
assert Update.model_validate(update).message.text == "hallo"
assert built(Update)
for room in (aiogram.types, aiogram.methods):
    for name in room.__all__:
        kind = getattr(room, name)
        if hasattr(kind, "model_rebuild") and not built(kind):
            kind.model_rebuild(raise_errors=True)
            assert built(kind), name
"""


def test_each_type_is_built_at_its_first_use() -> None:
    subprocess.run([sys.executable, "-c", BUILD_EVERYTHING], check=True)
