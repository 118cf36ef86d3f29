"""A person's yes to one text in one language, for one coalition, bound to a hash of the words."""

import hashlib
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Approval:
    """Changed words have another hash, and so no approval."""

    coalition_id: str
    text_hash: str
    language: str
    by: str
    at: datetime


def text_hash(*parts: str) -> str:
    """SHA-256 in hex over the parts, each preceded by its length so that no two lists collide."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode()
        digest.update(f"{len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()
