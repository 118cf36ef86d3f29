"""The one place where words become ciphertext: AES-256-GCM under data keys, which secret keys wrap (Invariant 6).

    WEERKLANK_SECRET_KEY ──wraps──▶ data key (one a person, one a coalition) ──seals──▶ a column of a row
                         └──wraps──▶ hash key (one a coalition) ──HMAC──▶ what is looked up by

Nonces and data keys come from the operating system, never from the tests' chance: a repeated nonce would give the words away.
"""

import base64
import binascii
import hashlib
import hmac
import os
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.domain.errors import Mistake

KEY_BYTES = 32
_NONCE_BYTES = 12
_FORMAT = b"\x01"
_MEND = (
    'Put a key of 32 bytes in WEERKLANK_SECRET_KEY, made by: python3 -c "import secrets; print(secrets.token_urlsafe(32))" '
    "(several are parted by commas; the first one writes, all of them read)."
)


class CannotOpen(Exception):
    """This ciphertext does not belong to this key and this place."""


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A data key as it is stored: under the secret key that `key_id` names."""

    key_id: str
    wrapped: bytes = field(repr=False)


class Cipher:
    """Seals and opens. `secret_keys` is the setting WEERKLANK_SECRET_KEY: the first one wraps, all of them unwrap.

    Raises Mistake when there is none, or one is not urlsafe base64 of 32 bytes.
    """

    def __init__(self, secret_keys: str) -> None:
        keys = [_read_key(text.strip(), number) for number, text in enumerate(secret_keys.split(","), 1) if text.strip()]
        if not keys:
            raise Mistake("There is no secret key, so nothing personal can be stored or read.", mend=_MEND)
        self._keys = {_key_id(key): key for key in keys}
        self.first = _key_id(keys[0])
        """The id of the key that wraps."""

    def can_unwrap(self, key_id: str) -> bool:
        return key_id in self._keys

    def new_key(self) -> bytes:
        """A fresh data key."""
        return os.urandom(KEY_BYTES)

    def wrap(self, data_key: bytes, owner: str) -> WrappedKey:
        """The data key under the first secret key, bound to its owner."""
        return WrappedKey(self.first, self.seal(self._keys[self.first], data_key, f"data_keys.{owner}"))

    def unwrap(self, stored: WrappedKey, owner: str) -> bytes:
        """The data key. Raises Mistake when the secret key that wrapped it is not among ours, or the row was tampered with."""
        key = self._keys.get(stored.key_id)
        if key is None:
            raise Mistake(f"What is stored was written with another secret key ({stored.key_id}).", mend=missing_key_mend())
        try:
            return self.open(key, stored.wrapped, f"data_keys.{owner}")
        except CannotOpen as error:
            raise Mistake("A stored data key is damaged.", mend="Restore the database from a backup.") from error

    def seal(self, key: bytes, clear: bytes, place: str) -> bytes:
        """Format byte, nonce, ciphertext with tag. `place` (`table.column`) must be the same when it is opened."""
        nonce = os.urandom(_NONCE_BYTES)
        return _FORMAT + nonce + AESGCM(key).encrypt(nonce, clear, place.encode())

    def open(self, key: bytes, sealed: bytes, place: str) -> bytes:
        """The inverse of seal. Raises CannotOpen for another key, another place or changed bytes."""
        if sealed[:1] != _FORMAT:
            raise CannotOpen(place)
        nonce, ciphertext = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
        try:
            return AESGCM(key).decrypt(nonce, ciphertext, place.encode())
        except (InvalidTag, ValueError) as error:
            raise CannotOpen(place) from error

    def hash(self, key: bytes, *parts: str) -> bytes:
        """HMAC-SHA256 over the parts, each preceded by its length."""
        digest = hmac.new(key, digestmod=hashlib.sha256)
        for part in parts:
            data = part.encode()
            digest.update(f"{len(data)}:".encode() + data)
        return digest.digest()


def missing_key_mend() -> str:
    """What to do when a secret key that wrote something is not among those given."""
    return "Add the key that was used before to WEERKLANK_SECRET_KEY, after the first one, parted by a comma."


def _read_key(text: str, number: int) -> bytes:
    try:
        key = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise Mistake(f"Secret key {number} is not 32 bytes of urlsafe base64.", mend=_MEND)
    return key


def _key_id(key: bytes) -> str:
    """Eight hex digits that name a secret key without giving it away."""
    return hashlib.sha256(b"weerklank key id" + key).hexdigest()[:8]
