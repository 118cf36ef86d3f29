"""Where a rehearsal lies while it goes on. It is forgotten afterwards, also when its process could not do so itself."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NAME = "weerklank-rehearsal-{process}-"
_OURS = re.compile(r"weerklank-rehearsal-(\d+)-.+")


@contextmanager
def folder() -> Iterator[Path]:
    """A folder of this process, for as long as the block."""
    with tempfile.TemporaryDirectory(prefix=_NAME.format(process=os.getpid())) as name:
        yield Path(name)


def sweep() -> None:
    """Take away what rehearsals left whose process is gone: a terminal that was closed, a second Ctrl-C."""
    for left in Path(tempfile.gettempdir()).iterdir():
        named = _OURS.fullmatch(left.name)
        if named is not None and not _lives(int(named[1])):
            shutil.rmtree(left, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
