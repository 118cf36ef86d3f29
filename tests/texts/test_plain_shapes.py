"""Hard words that no list has, known by their shape; and what parents say that only looks like it."""

import pytest

from bot.texts.plain import judge
from bot.texts.plain_shapes import is_english
from bot.texts.plain_words import Entry, WordList
from bot.texts.rarity import seen, zipf
from tests.benchmarks.plain_corpus import FRESH, messages


def severe(text: str) -> set[str]:
    """The rules that it breaks so that it may not go out."""
    return {finding.rule for finding in judge(text).findings if finding.severe}


BROKEN = [
    ("english_word", "Wij praten over awareness bij vaders."),
    ("english_word", "We gaan ons idee sharen met de wethouder."),
    ("system_word", "Wij innoveren de opvang."),
    ("system_word", "De huisarts reguleert de groep."),
    ("system_word", "Dit is een stadsbrede groep."),
    ("system_word", "De wijkagenda is klaar."),
    ("system_word", "Vul het anamneseformulier in."),
    ("noun_of_verb", "De vindbaarheid van de groep is slecht."),
    ("noun_of_verb", "Wij letten op de bekrachtigingen."),
    ("abbreviation", "Wij bellen jou mbv een tolk."),
    ("abbreviation", "Kom evt met je moeder."),
    ("abbreviation", "Neem iets mee, bijv. een pop."),
    ("double_negation", "We kunnen niet uitsluiten dat het regent."),
    ("double_negation", "Moeders zijn niet zelden somber."),
    ("vague_time", "Over enkele dagen bellen we jou."),
    ("vague_time", "Na de feestdagen begint de groep."),
    ("vague_promise", "Wij bekijken nu nog hoe dat moet."),
    ("passive", "Jullie verhaal is doorgegeven aan de dokter."),
    ("formal_you", "Wij bellen u op dinsdag."),
]


@pytest.mark.parametrize(("rule", "text"), BROKEN)
def test_a_word_that_no_list_has_keeps_a_text_back(rule: str, text: str) -> None:
    assert rule in severe(text)
    assert not judge(text).is_plain


@pytest.mark.parametrize(
    "text",
    [
        "Het team heeft een app voor jou.",
        "Je baby krijgt een prik in zijn been.",
        "Puffen helpt als je pijn hebt.",
        "Mag je kind logeren bij oma?",
        "Ben je misselijk? Misselijkheid gaat over.",
        "Je baby weegt nu 4 kg.",
        "Neem een rugzak mee met kleren.",
        "Na de vakantie begint de groep, op 3 september.",
        "Wij kijken of de deur open kan. Op 3 mei hoor je het.",
        "Je vraag is verstuurd.",
        "Er is nog niets besloten.",
        "Een tolk kan meeluisteren met de dokter.",
        "Er is niemand die jou tegenhoudt.",
    ],
)
def test_what_parents_say_themselves_passes(text: str) -> None:
    assert severe(text) == set()


def test_a_word_that_is_as_common_in_dutch_is_not_english() -> None:
    assert is_english("meeting")
    assert not any(map(is_english, ["team", "baby", "app", "hand", "room", "slim", "testen"]))


def test_a_name_at_the_start_of_a_sentence_is_no_rare_word() -> None:
    assert judge("Samira belt jou op dinsdag.").score >= judge("Anna belt jou op dinsdag.").score - 3


def test_a_small_form_is_as_well_known_as_its_word() -> None:
    assert seen("appje") < zipf("appje") == seen("app")
    assert zipf("koninkje") == seen("koning")
    assert zipf("dekentje") == seen("deken")


def test_a_phrase_is_found_with_a_few_words_between_and_no_more() -> None:
    words = WordList()
    words.add(Entry("figure", "trekken … kar", "leiden"))
    near, far = (
        ["wij", "trekken", "samen", "de", "kar"],
        ["wij", "trekken", "aan", "een", "touw", "en", "dan", "rijdt", "ook", "de", "kar"],
    )
    assert [(m.at, m.to, m.words) for m in words.find(near, near)] == [(1, 2, "trekken … kar")]
    assert list(words.find(far, far)) == []


@pytest.mark.parametrize("part", FRESH)
def test_the_messages_that_were_tried_before_stay_told_apart(part: str) -> None:
    """No estimate of how well it does on what it has not seen: docs/plain-language.md has those figures."""
    good = [m for m in messages(part) if m.good]
    bad = [m for m in messages(part) if not m.good]
    assert sum(not judge(m.text).is_plain for m in good) < 0.05 * len(good)
    assert sum(judge(m.text).is_plain for m in bad) < 0.1 * len(bad)
