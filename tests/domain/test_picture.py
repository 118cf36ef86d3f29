"""A picture that is sent on says how something looks, and nothing of where, when and by whom it was made."""

import pytest

from bot.domain.picture import key_of, without_metadata
from tests.photos import PLACE, jpeg, png


@pytest.mark.parametrize("made", [jpeg, png])
def test_where_a_photo_was_taken_does_not_go_along(made: object) -> None:
    assert callable(made)
    with_place, without = made(PLACE), made()
    assert PLACE in with_place
    assert without_metadata(with_place) == without
    assert without_metadata(without) == without
    assert key_of(without_metadata(with_place)) == key_of(without)


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", jpeg()[:12], png()[:40], jpeg()[:3], b"\xff\xd8\xff\xe1\xff\xff cut"], ids=len
)
def test_what_is_no_whole_picture_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"cut short|neither"):
        without_metadata(content)
