"""What the desk says of words that a coordinator just typed."""

from typing import Any

from bot.handling.drafts import verdict
from bot.texts.explaining import unexplained
from bot.texts.plain import Explanation, judge
from bot.texts.plain_rules import Finding
from tests.fakes.words import FakeWords
from tests.handling.stories import Story


class JudgingWords(FakeWords):
    """Judges for real."""

    def plain_score(self, text: str, language: str = "nl", *, day_follows: bool = False) -> int:
        return judge(text, language, day_follows=day_follows).mark

    def findings(self, text: str, language: str = "nl", *, day_follows: bool = False) -> tuple[Finding, ...]:
        return judge(text, language, day_follows=day_follows).findings

    def explanations(self, words: str, others: str) -> tuple[Explanation, ...]:
        return tuple(unexplained(words, others))


def said(story: Story, words: str) -> dict[str, Any]:
    """The text's key, and its values."""
    story.town.words = JudgingWords()
    told = verdict(story.context("Noor").work, words)
    assert isinstance(told, dict)
    return told


async def test_plain_words_read_well(story: Story) -> None:
    told = said(story, "Op dinsdag komt er een dokter. Je betaalt niets.")
    assert told["text"] == "common.plain_good"
    assert told["values"]["plain_score"] >= 80


async def test_one_vague_promise_is_told_and_keeps_the_number_below_enough(story: Story) -> None:
    told = said(story, "Binnenkort komt er een dokter. Je betaalt niets.")
    assert told["text"] == "common.plain_kept"
    assert (told["values"]["plain_score"], told["values"]["enough_score"]) == (59, 60)
    assert told["values"]["finding_1"]["text"] == "common.plain_vague_time"


async def test_a_promise_is_fine_where_the_promised_day_comes_below_it(story: Story) -> None:
    assert said(story, "Wij praten erover. Je hoort van ons.")["text"] == "common.plain_good"


async def test_what_keeps_it_from_going_out_is_told_first(story: Story) -> None:
    told = said(
        story, "Kun je ons mededelen welke datum geschikt is, of je verzoek wijzigen? Wij doen dit teneinde je te helpen."
    )
    assert told["values"]["finding_1"] == {
        "text": "common.plain_system_word",
        "values": {"hard_words": "teneinde", "say_instead": "om"},
    }


async def test_advice_is_not_said_as_words_to_put_in_their_place(story: Story) -> None:
    told = said(story, "De ketenpartners komen op dinsdag.")
    assert told["values"]["finding_1"] == {
        "text": "common.plain_other",
        "values": {"hard_words": "ketenpartners", "say_instead": "zeg wie: de verloskundige, de gemeente"},
    }


async def test_what_parents_may_not_know_is_offered_under_the_verdict_two_at_a_time(story: Story) -> None:
    told = said(story, "Op dinsdag kun je naar het wijkteam. Of naar de jeugdarts. Er is een tolk. Je betaalt niets.")
    lines = []
    while told["text"] == "common.two_lines":
        lines.append(told["values"]["line_1"])
        told = told["values"]["line_2"]
    first, *offers = [*lines, told]
    assert first["text"] == "common.plain_good"
    assert [(offer["text"], offer["values"]["hard_words"]) for offer in offers] == [
        ("common.plain_explain", "wijkteam"),
        ("common.plain_explain", "jeugdarts"),
    ]


async def test_how_many_more_there_are_is_told(story: Story) -> None:
    told = said(story, "Wij evalueren, implementeren, faciliteren, initiëren en coördineren dit.")
    assert told["values"]["more_said"]["text"] == "common.plain_more"
    assert told["values"]["more_said"]["values"]["more_count"] >= 2


async def test_a_parents_own_words_are_not_for_the_writer_to_mend(story: Story) -> None:
    told = said(story, "Een moeder zei: “Ik snap niks van dat beleid van jullie.” Wij bellen je op dinsdag.")
    assert told["text"] == "common.plain_good"


async def test_an_abbreviation_that_we_know_comes_with_its_words(story: Story) -> None:
    told = said(story, "Wij praten t.a.v. de koffie.")
    assert told["values"]["finding_1"]["values"]["hard_words"] == "t.a.v."
    assert told["values"]["finding_1"]["text"] == "common.plain_system_word"


async def test_many_of_a_kind_are_explained_by_one(story: Story) -> None:
    told = said(story, "De verloskundigen bellen je op dinsdag.")
    while told["text"] == "common.two_lines":
        told = told["values"]["line_2"]
    assert told["values"]["hard_words"] == "verloskundige"
