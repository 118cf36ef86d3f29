"""Each rule of plain language, by sentences as people write them: those that break it, and those that only look like it."""

import pytest

from bot.texts.plain import judge


def rules(text: str, language: str = "nl") -> set[str]:
    """The rules that it breaks."""
    return {finding.rule for finding in judge(text, language).findings}


def said(text: str, rule: str, language: str = "nl") -> str:
    """What to say instead, by one rule."""
    (found,) = [finding.say_instead for finding in judge(text, language).findings if finding.rule == rule]
    return found


BROKEN = [
    ("long_sentence", "Wij willen jou graag vertellen dat de gemeente in mei een plek voor ouders maakt bij de school."),
    ("passive", "De kinderopvang wordt door de gemeente betaald."),
    ("passive", "Wij hopen dat de opvang betaald wordt."),
    ("passive", "In mei worden de tijden van het spreekuur veranderd."),
    ("passive", "De brieven zijn gisteren verstuurd."),
    ("passive", "Het plan werd niet besproken."),
    ("hidden_actor", "Men vindt de wachtkamer te klein."),
    ("hidden_actor", "Er wordt hard gewerkt."),
    ("hidden_actor", "Daarna werd er lang gepraat."),
    ("hidden_actor", "Er is een tolk gevraagd."),
    ("system_word", "Het beleid is goed."),
    ("system_word", "Wij doen aan vroegsignalering."),
    ("system_word", "Kom naar het inventarisatietraject."),
    ("system_word", "Ons wijkbeleid is goed."),
    ("stiff_word", "Je ontvangt een brief."),
    ("formal_word", "Wij helpen je, mits je belt."),
    ("formal_word", "Wij bellen teneinde je te helpen."),
    ("set_phrase", "In het kader van de opvang praten we."),
    ("set_phrase", "Er is sprake van een fout."),
    ("figure_of_speech", "Wij steken de handen ineen slaan we ook."),
    ("figure_of_speech", "We hakken de knoop door."),
    ("vague_time", "Wij bellen je zo snel mogelijk."),
    ("vague_time", "Op termijn komt er een speeltuin."),
    ("vague_promise", "Wij laten het je weten."),
    ("vague_promise", "Je hoort van ons."),
    ("vague_promise", "We nemen het mee."),
    ("vague_promise", "Zodra we meer weten, bellen we."),
    ("abbreviation", "De POH belt je op dinsdag."),
    ("abbreviation", "De VIO-melding is gedaan."),
    ("abbreviation", "Bel ons m.b.t. de opvang."),
    ("abbreviation", "In Q3 gaan we verder."),
    ("abbreviation", "De ABC belt je."),
    ("formal_you", "Kunt u op dinsdag komen?"),
    ("noun_of_verb", "De verbetering van de opvang begint in mei."),
    ("noun_of_verb", "Wij werken aan het verbeteren van de opvang."),
    ("noun_of_verb", "De planning en de verdeling doet Samira."),
    ("long_word", "Kom naar de ouderontmoetingsochtend."),
    ("double_negation", "Het is niet onmogelijk."),
    ("double_negation", "Niemand hoeft niet te komen."),
    ("stacked_clauses", "Wij wachten omdat het geld er niet is, waardoor niets begint."),
    ("verb_chain", "Het zou moeten kunnen worden gedaan."),
    ("verb_gap", "Wij hebben vorige week in het buurthuis met veel ouders uit de wijk gepraat."),
    ("aside", "De school (en dus de juf) belt je als je kind (of het zusje) ziek is."),
    ("number_word", "Er komen vijf ouders."),
]


@pytest.mark.parametrize(("rule", "text"), BROKEN)
def test_it_breaks_the_rule(rule: str, text: str) -> None:
    assert rule in rules(text)


KEPT = [
    ("long_sentence", "Wij willen jou graag vertellen wat de gemeente in mei gaat doen."),
    ("passive", "Je wordt moe van een baby."),
    ("passive", "Je kind wordt gezond geboren."),
    ("passive", "Het wordt mooi weer."),
    ("passive", "Ouders zijn gekomen uit de hele stad."),
    ("passive", "Wij zijn in mei begonnen."),
    ("passive", "Wij hebben de brief gelezen."),
    ("passive", "De gemeente wordt groter."),
    ("passive", "Het wordt minder wat je betaalt."),
    ("passive", "De GGD is de gezondheidsdienst van de stad."),
    ("passive", "Het bureau is op dinsdag gesloten."),
    ("hidden_actor", "Er is koffie en thee."),
    ("hidden_actor", "Er zijn 3 ouders gekomen."),
    ("hidden_actor", "Wordt je kind snel moe?"),
    ("system_word", "Het consultatiebureau belt je."),
    ("system_word", "Neem beleg mee voor het brood."),
    ("formal_word", "Het dier is ziek."),
    ("formal_word", "Bel ons per telefoon."),
    ("set_phrase", "Wij praten over de opvang."),
    ("set_phrase", "Het is goed om dat te weten."),
    ("figure_of_speech", "Je ziet de school op de kaart."),
    ("figure_of_speech", "Kijk op het bord bij de deur."),
    ("figure_of_speech", "Leg de melk in de koelkast."),
    ("vague_time", "Wij bellen je op dinsdag 24 november."),
    ("vague_time", "Ga je binnenkort bevallen?"),
    ("vague_promise", "Op 3 mei laten wij het je weten."),
    ("vague_promise", "Je hoort van ons op {next_day}."),
    ("vague_promise", "Laat het ons weten."),
    ("vague_promise", "Hoor je graag hoe het gaat?"),
    ("abbreviation", "Kijk op tv, of stuur een sms."),
    ("abbreviation", "De GGD belt je."),
    ("abbreviation", "De jeugdgezondheidszorg (JGZ) belt je."),
    ("abbreviation", "STOP"),
    ("formal_you", "Kun je op dinsdag komen?"),
    ("noun_of_verb", "Heb je een vraag over je woning of je rekening?"),
    ("noun_of_verb", "Dat is goed voor de gezondheid."),
    ("long_word", "Je krijgt kinderopvangtoeslag."),
    ("double_negation", "Het kan niet anders."),
    ("double_negation", "Niet nu, en ook niet morgen."),
    ("stacked_clauses", "Bel ons, omdat je boos bent."),
    ("verb_chain", "Je zou kunnen komen."),
    ("verb_gap", "Wij hebben met veel ouders gepraat."),
    ("aside", "Bel de juf (Anja)."),
    ("number_word", "Er komen 5 ouders, en een oma."),
]


@pytest.mark.parametrize(("rule", "text"), KEPT)
def test_it_keeps_the_rule(rule: str, text: str) -> None:
    assert rule not in rules(text)


def test_what_to_say_has_the_form_of_what_was_said() -> None:
    assert said("Wij faciliteren de opvang.", "system_word") == "regelen"
    assert said("Zij faciliteert de opvang.", "system_word") == "regelt"


def test_an_abbreviation_is_written_out_when_we_know_it() -> None:
    assert said("Bel ons m.b.t. de opvang.", "abbreviation") == "over"
    assert said("De GGZ belt je.", "abbreviation") == "hulp bij psychische problemen"
    assert said("De ABC belt je.", "abbreviation") == "schrijf het woord uit"


def test_a_number_is_said_in_digits() -> None:
    assert said("Er komen zeven ouders.", "number_word") == "schrijf het getal in cijfers: 7"


def test_a_compound_is_told_by_the_word_in_it() -> None:
    assert said("Dit is een beleidswijziging.", "system_word") == "zeg het zonder “beleid” (plannen)"


def test_a_promise_without_a_day_is_said_once() -> None:
    assert [f.rule for f in judge("Binnenkort hoor je meer.").findings] == ["vague_time"]


ENGLISH_BROKEN = [
    ("long_sentence", "We will, as has been agreed with all of our partners in the area, be in touch about this."),
    ("passive", "The letter is being reviewed."),
    ("passive", "You will be given a form."),
    ("system_word", "We implement the plan."),
    ("stiff_word", "Please obtain a form."),
    ("formal_word", "We hereby ask you to come."),
    ("set_phrase", "In order to help you, we call."),
    ("figure_of_speech", "No child may fall through the cracks."),
    ("vague_time", "We will call you shortly."),
    ("vague_promise", "We will let you know."),
    ("abbreviation", "Call us a.s.a.p. please."),
    ("abbreviation", "The SENCO calls you."),
    ("noun_of_verb", "The improvement of the clinic starts in May."),
    ("stacked_clauses", "We wait because there is no money, which means nothing starts."),
]


@pytest.mark.parametrize(("rule", "text"), ENGLISH_BROKEN)
def test_english_breaks_the_rule(rule: str, text: str) -> None:
    assert rule in rules(text, "en")


ENGLISH_KEPT = [
    ("long_sentence", "We will call you on Tuesday."),
    ("passive", "I am tired, and you are worried."),
    ("passive", "We wrote you a letter."),
    ("vague_time", "We will call you on Tuesday 24 November."),
    ("vague_promise", "We will let you know on Tuesday."),
    ("abbreviation", "You see it on TV."),
    ("noun_of_verb", "You get information at your appointment."),
]


@pytest.mark.parametrize(("rule", "text"), ENGLISH_KEPT)
def test_english_keeps_the_rule(rule: str, text: str) -> None:
    assert rule not in rules(text, "en")


def test_english_is_told_in_english() -> None:
    assert said("We utilise the room.", "system_word", "en") == "use"
    assert said("The letter is being reviewed.", "passive", "en") == "say who does it"


@pytest.mark.parametrize(
    ("hard", "plain"),
    [
        ("We will implement the policy in due course.", "We start on 3 May."),
        ("Referrals are assessed by a multidisciplinary team.", "A nurse reads your letter."),
        ("Please do not hesitate to contact us regarding eligibility.", "Call us. We tell you if you can get it."),
    ],
)
def test_plain_english_scores_higher_and_is_plain(hard: str, plain: str) -> None:
    assert judge(plain, "en").score > judge(hard, "en").score
    assert judge(plain, "en").is_plain
    assert not judge(hard, "en").is_plain
