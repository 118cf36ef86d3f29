"""Take the Bot API schema out of aiogram's source archive: `python -m tests.rehearsal.unpack_schema FOLDER TARGET`."""

import sys
import tarfile
from pathlib import Path

MEMBER = ".butcher/schema/schema.json"


def unpack(folder: Path, target: Path) -> None:
    """Write the schema found in the one aiogram archive in `folder` to `target`.

    Raises SystemExit with a sentence when there is no archive, or no schema in it.
    """
    archives = sorted(folder.glob("aiogram-*.tar.gz"))
    if not archives:
        raise SystemExit(f"no aiogram source archive in {folder}; run: make {target}")
    with tarfile.open(archives[-1]) as archive:
        name = next((name for name in archive.getnames() if name.endswith(MEMBER)), None)
        content = archive.extractfile(name) if name else None
        if content is None:
            raise SystemExit(f"{archives[-1].name} carries no {MEMBER}")
        target.write_bytes(content.read())


if __name__ == "__main__":
    unpack(Path(sys.argv[1]), Path(sys.argv[2]))
