"""The oracle itself: it finds what is missing, what was made up and what is of the wrong kind."""

from bot.rehearsal.methods import NAMES
from tests.rehearsal.conftest import read_schema
from tests.rehearsal.schema import RESULTS

FATMA = {"id": 1, "is_bot": False, "first_name": "Fatma"}


def test_a_user_as_telegram_shows_it_is_fine() -> None:
    assert read_schema().faults(FATMA, "User") == []


def test_a_missing_a_made_up_and_a_wrong_field_are_found() -> None:
    wrong = {"id": "1", "is_bot": 0, "shoe_size": 38}
    assert sorted(read_schema().faults(wrong, "User", "me")) == [
        "me.first_name: User needs it",
        "me.id: '1' is no Integer",
        "me.is_bot: 0 is no Boolean",
        "me.shoe_size: User has no such field",
    ]


def test_a_member_is_held_against_the_kind_it_is_nearest_to() -> None:
    faults = read_schema().faults({"status": "member", "user": {"id": 1, "is_bot": False}}, "ChatMember", "member")
    assert faults == ["member.user.first_name: User needs it"]


def test_a_member_of_no_known_status_is_found() -> None:
    assert read_schema().faults({"status": "guest", "user": FATMA}, "ChatMember", "member") != []


def test_every_method_of_the_server_is_a_method_of_the_bot_api() -> None:
    assert set(NAMES.values()) <= read_schema().methods


def test_every_method_of_the_server_has_its_answer_checked() -> None:
    assert set(NAMES.values()) == RESULTS.keys()
