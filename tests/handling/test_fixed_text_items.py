"""The same words in two places are shown once, with where they are said."""

from dataclasses import replace

from bot.domain import wording
from bot.handling import fixed_text_items as items
from bot.services.speaking.approving_texts import ToDo
from bot.services.speaking.fixed_texts import Alike, Current, alike
from bot.texts.review import ReviewState
from bot.texts.wordbook import FixedText


def text(key: str, title: str, *, words: str = "Evet", is_button: bool = True) -> Current:
    fixed = FixedText(key, ("Ja",), (words,), (), ReviewState.DRAFT, is_button, title)
    return Current(fixed, None, (words,), f"hash of {key}", is_approved=False, may_be_said=False, is_safety=False)


YES = text("consent.ask.choices.yes", "Mogen we berichten sturen")
AGAIN = text("panel.ask.choices.yes", "Proeflezen")


def test_equal_words_are_together_and_what_only_looks_alike_is_not() -> None:
    said = text("x.y.say", "Iets", is_button=False)
    other = text("z.ask.choices.yes", "Iets", words="Tamam")
    there = {each.text.key: each for each in (YES, said, AGAIN, other)}
    assert [[one.text.key for one in each.texts] for each in alike(there)] == [
        ["consent.ask.choices.yes", "panel.ask.choices.yes"],
        ["x.y.say"],
        ["z.ask.choices.yes"],
    ]


def test_what_was_shown_names_every_place_also_one_that_is_approved_already() -> None:
    """Better words are for all of them; a yes passes over what has one."""
    both = Alike((replace(YES, is_approved=True), AGAIN))
    assert items.unseen(items.seen([Alike((YES, AGAIN))])) == {
        YES.text.key: YES.text_hash,
        AGAIN.text.key: AGAIN.text_hash,
    }
    assert list(items.unseen(items.seen([both]))) == [YES.text.key, AGAIN.text.key]


def test_it_says_where_they_are_said_and_when_there_are_more() -> None:
    nowhere, anywhere = text("common.skip", ""), text("common.back", "")
    assert items.where(Alike((nowhere, anywhere))) == wording.text("common.fixed_anywhere")
    assert items.where(Alike((YES, AGAIN, YES))) == wording.text(
        "common.fixed_in", title="Mogen we berichten sturen · Proeflezen"
    )
    more = text("a.b.choices.yes", "Een derde")
    assert items.where(Alike((YES, AGAIN, more))) == wording.text(
        "common.fixed_in_more", title="Mogen we berichten sturen · Proeflezen"
    )


def test_one_goes_on_behind_the_first_of_them() -> None:
    last = text("z.ask.choices.yes", "Iets", words="Tamam")
    found = ToDo((Alike((YES, AGAIN)), Alike((last,))), (YES.text.key, last.text.key, AGAIN.text.key), 2, 0, 0)
    assert items.following(found, YES.text.key) == [Alike((last,))]
