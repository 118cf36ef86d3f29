"""What is pinned can be installed together: `make install` takes runtime and build in one go."""

import re
from collections import defaultdict
from pathlib import Path

PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)( *;[^\\]*)?", re.MULTILINE)


def test_no_package_is_pinned_to_two_versions() -> None:
    versions: defaultdict[str, set[str]] = defaultdict(set)
    for file in Path("requirements").glob("*.txt"):
        for name, version, when in PINNED.findall(file.read_text(encoding="utf-8")):
            versions[name.lower() + when.strip()].add(version)
    assert len(versions) > 50
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}
