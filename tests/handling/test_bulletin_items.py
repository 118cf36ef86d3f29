"""By what words coordinators know a bulletin again."""

from dataclasses import replace

import pytest

from bot.domain.wording import Value
from bot.handling.bulletin_items import bulletin_items
from bot.handling.shortening import shortened
from bot.texts.languages import MOST_ON_BUTTON
from tests.handling.stories import Story

LONG = "Ouders vertelden over de eerste weken met hun baby. Veel ouders voelden zich alleen."


def say(story: Story, number: int, words: str) -> None:
    """The first words of a bulletin."""
    revisions = story.town.rows.revisions
    before = revisions[f"revision-{number}"]
    revisions[before.id] = replace(before, texts=before.texts | {("nl", "acknowledgement"): words})


async def labels(story: Story, who: str = "Noor") -> dict[str, str]:
    items = await bulletin_items(story.context(who), lambda bulletin: True)
    return {str(item["bulletin_id"]): _said(item["label"]) for item in items}


def _said(label: Value) -> str:
    """One that did not go yet has its kind before it."""
    return f"Lang: {label['values']['first_words']}" if isinstance(label, dict) else str(label)


async def test_one_that_went_out_has_its_day_and_first_words(story: Story) -> None:
    say(story, 1, LONG)
    say(story, 2, LONG)
    shown = await labels(story)
    assert shown["bulletin-1"] == "14 november: Ouders vertelden over de…"
    assert shown["bulletin-2"] == "Lang: Ouders vertelden over de eerste…"


async def test_the_day_is_in_the_language_of_who_chooses(story: Story) -> None:
    people = story.town.rows.people
    noor = story.context("Noor").person
    people[noor.id] = replace(noor, language="en")
    assert (await labels(story))["bulletin-1"].startswith("14 November: ")


async def test_no_two_read_the_same_and_all_fit_a_button(story: Story) -> None:
    for number in (2, 3):
        say(story, number, LONG)
    shown = await labels(story)
    assert len(set(shown.values())) == len(shown)
    assert shown["bulletin-2"].endswith(" · 2")
    assert all(len(label) <= MOST_ON_BUTTON for label in shown.values())


async def test_one_without_words_has_the_name_of_its_trajectory(story: Story) -> None:
    say(story, 2, "")
    assert (await labels(story))["bulletin-2"] == "Lang: Spiegeltraject zwanger in…"


@pytest.mark.parametrize(
    ("words", "most", "short"),
    [
        ("kort", 10, "kort"),
        ("precies tien", 12, "precies tien"),
        ("een twee drie", 10, "een twee…"),
        ("een twee, drie", 10, "een twee…"),
        ("onafscheidelijk", 8, "onafsch…"),
    ],
)
def test_words_are_cut_where_one_ends(words: str, most: int, short: str) -> None:
    assert shortened(words, most) == short
