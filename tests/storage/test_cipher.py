"""What is sealed opens with its own key, in its own place, and with nothing else."""

import pytest

from bot.domain.errors import Mistake
from bot.storage.cipher import CannotOpen, Cipher, WrappedKey
from tests.databases import SECRET_KEY

OTHER_KEY = "YW5vdGhlci1rZXktb2YtdGhpcnR5LXR3by1ieXRlcyE"
PLACE = "quotes.text"


def test_words_open_again_with_their_key_and_place(cipher: Cipher) -> None:
    key = cipher.new_key()
    sealed = cipher.seal(key, b"Niemand belde terug", PLACE)
    assert b"Niemand" not in sealed
    assert cipher.open(key, sealed, PLACE) == b"Niemand belde terug"


def test_the_same_words_never_look_the_same(cipher: Cipher) -> None:
    key = cipher.new_key()
    assert cipher.seal(key, b"ja", PLACE) != cipher.seal(key, b"ja", PLACE)


@pytest.mark.parametrize("what", ["another key", "another column", "a changed byte", "cut short", "nothing", "another format"])
def test_words_do_not_open_with(what: str, cipher: Cipher) -> None:
    key = cipher.new_key()
    sealed, place, opener = cipher.seal(key, b"Niemand belde terug", PLACE), PLACE, key
    match what:
        case "another key":
            opener = cipher.new_key()
        case "another column":
            place = "people.name"
        case "a changed byte":
            sealed = sealed[:-1] + bytes([sealed[-1] ^ 1])
        case "cut short":
            sealed = sealed[:9]
        case "nothing":
            sealed = b""
        case "another format":
            sealed = b"\x02" + sealed[1:]
    with pytest.raises(CannotOpen):
        cipher.open(opener, sealed, place)


def test_the_first_secret_key_wraps_and_all_of_them_unwrap(cipher: Cipher) -> None:
    key = cipher.new_key()
    old = cipher.wrap(key, "person:samira")
    both = Cipher(f"{OTHER_KEY}, {SECRET_KEY}")
    assert both.unwrap(old, "person:samira") == key
    new = both.wrap(key, "person:samira")
    assert new.key_id != old.key_id
    assert Cipher(OTHER_KEY).unwrap(new, "person:samira") == key


def test_a_key_of_somebody_else_does_not_pass_for_ones_own(cipher: Cipher) -> None:
    stolen = cipher.wrap(cipher.new_key(), "person:samira")
    with pytest.raises(Mistake, match="damaged"):
        cipher.unwrap(stolen, "person:piotr")


def test_without_the_right_secret_key_nothing_unwraps_and_it_says_what_to_do(cipher: Cipher) -> None:
    stored = cipher.wrap(cipher.new_key(), "person:samira")
    with pytest.raises(Mistake, match=r"another secret key.*Add the key that was used before"):
        Cipher(OTHER_KEY).unwrap(stored, "person:samira")
    assert SECRET_KEY not in repr(stored)
    assert isinstance(stored, WrappedKey)


@pytest.mark.parametrize("text", ["", " , ", "kort", "a" * 44, "é" * 43, f"{SECRET_KEY},kort"])
def test_a_wrong_secret_key_is_a_mistake_that_tells_how_to_make_one(text: str) -> None:
    with pytest.raises(Mistake, match="token_urlsafe") as told:
        Cipher(text)
    assert SECRET_KEY not in str(told.value)


def test_hashes_depend_on_key_and_on_where_one_part_ends(cipher: Cipher) -> None:
    one, two = cipher.new_key(), cipher.new_key()
    assert cipher.hash(one, "telegram", "77") == cipher.hash(one, "telegram", "77")
    assert cipher.hash(one, "telegram", "77") != cipher.hash(two, "telegram", "77")
    assert cipher.hash(one, "telegram", "77") != cipher.hash(one, "telegram7", "7")
