"""What a test session reads again and again is taken apart once: the same bytes are the same flows and the same catalogs."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from bot.files import yaml_reader
from bot.files.yaml_reader import Reading
from bot.texts import po_reading
from bot.texts.po import Catalog


@pytest.fixture(scope="session", autouse=True)
def each_file_is_read_once() -> Iterator[None]:
    """A file that is changed is read anew, as its bytes are others. Everybody gets a copy, to do with as they like."""
    yaml, po = cache(yaml_reader.read_content), cache(po_reading.read_content)

    def of_yaml(file: Path, content: bytes, *, anchors: bool = False) -> Reading:
        return deepcopy(yaml(file, content, anchors=anchors))

    def of_po(content: bytes, path: Path, language: str | None = None) -> Catalog:
        read = po(content, path, language)
        return replace(read, entries=dict(read.entries), headers=dict(read.headers))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_reader, "read_content", of_yaml)
        patch.setattr(po_reading, "read_content", of_po)
        yield
