"""Noor sees sixteen languages in an order that helps, and what becomes of Dari and Darija."""

from dataclasses import replace

from bot.dialogue.actions import NoArgs
from bot.handling.actions import approve_fixed_texts, ask_texts_read, show_standing
from bot.handling.actions.approve_fixed_texts import ApproveFixedTexts
from bot.handling.actions.show_standing import ShowStanding
from bot.handling.language_items import names_with_forms
from bot.handling.queries import language_standings, languages_to_approve
from tests.handling.stories import Story
from tests.people import BRAM, NOOR, VOORBEELDSTAD


def names(story: Story, *languages: str) -> None:
    """What the coalition has in its data file."""
    rows = story.town.rows
    rows.coalitions[VOORBEELDSTAD.id] = replace(rows.coalitions[VOORBEELDSTAD.id], languages=languages)


def told(story: Story, key: str) -> set[str]:
    """Who got a message with this text."""
    deliveries = story.town.rows.deliveries.values()
    return {each.recipient.id for each in deliveries for part in each.parts if part.content and key in part.content.texts}


async def standings(story: Story) -> list[object]:
    return [item["code"] for item in await language_standings.run(story.context("Noor"), NoArgs())]


async def forms(story: Story, code: str = "ar") -> list[object]:
    said = (await show_standing.run(story.context("Noor"), ShowStanding(code=code))).values["forms_said"]
    return [line["text"] for line in said["lines"]] if said else []


async def test_behind_the_languages_that_are_on_come_those_of_the_data_file(story: Story) -> None:
    for code in ("tr", "pl"):
        del story.town.rows.switched_on[VOORBEELDSTAD.id, code]
    names(story, "nl", "tr")
    assert await standings(story) == ["ar", "en", "tr", "pl", "ti"]
    names(story, "nl", "pl", "ary")
    assert await standings(story) == ["ar", "en", "pl", "ti", "tr"]


async def test_who_reads_texts_again_has_the_languages_that_they_know_first(story: Story) -> None:
    found = await languages_to_approve.run(story.context("Ewa"), NoArgs())
    assert [item["code"] for item in found] == ["pl"]
    story.town.put(replace(NOOR, translates=frozenset({"tr"})))
    names(story, "nl", "ti")
    noor = [item["code"] for item in await languages_to_approve.run(story.context("Noor"), NoArgs())]
    assert noor == ["tr", "ti", "ar", "en", "pl"]


async def test_a_regional_form_is_told_with_what_to_do_to_offer_it(story: Story) -> None:
    names(story, "nl", "ar")
    assert await forms(story) == ["common.forms_off"]
    names(story, "nl", "ar", "ary")
    assert await forms(story) == ["common.forms_on"]
    assert await forms(story, "pl") == []


def test_a_language_is_found_by_the_name_of_its_regional_form_too() -> None:
    found = names_with_forms("fa", "en")
    assert {"Perzisch", "Persian", "Dari", "prs"} <= set(found)
    assert "fa" in found
    assert not [name for name in names_with_forms("en", "nl") if "X" in name]


async def test_the_last_yes_that_was_needed_is_told_to_who_gave_it_and_to_who_can_turn_the_language_on(story: Story) -> None:
    rows = story.town.rows
    del rows.switched_on[VOORBEELDSTAD.id, "pl"]
    del rows.approvals[VOORBEELDSTAD.id, "stop-pl", "pl"]
    rest = ApproveFixedTexts(code="pl", seen=("common.ready_begun=common.ready_begun-pl",))
    await approve_fixed_texts.run(story.context("Ewa"), rest)
    assert told(story, "common.language_is_ready") == set()
    await approve_fixed_texts.run(story.context("Ewa"), ApproveFixedTexts(code="pl", seen=("stop=stop-pl",)))
    assert told(story, "common.language_is_ready") == {"ewa", NOOR.id, BRAM.id}


async def test_who_knows_a_language_is_asked_to_read_what_waits(story: Story) -> None:
    done = await ask_texts_read.run(story.context("Noor"), ShowStanding(code="pl"))
    assert told(story, "common.please_read_texts") == {"ewa", "kyra"}
    assert done.values["asked_names"] == ["Ewa", "Kyra"]
