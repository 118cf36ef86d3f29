"""What the plain-language check makes of whole texts: the score, the gate, and what it says."""

import time
from pathlib import Path

import pytest

from bot.dialogue.loader import load
from bot.texts.plain import Explanation, judge
from bot.texts.plain_score import ENOUGH
from bot.texts.sentences import sentences
from tests.texts.test_corpus import rows

CORPUS = (("pairs", "before"), ("pairs", "after"), ("good", "text"), ("bad", "text"), ("fresh", "text"))
FLOWS = Path(__file__).parents[2] / "flows"
PAIRS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "plain_pairs.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("rule", "before", "after"), PAIRS)
def test_what_a_person_would_say_scores_higher_and_is_plain(rule: str, before: str, after: str) -> None:
    hard, plain = judge(before), judge(after)
    assert plain.score > hard.score
    assert rule in {finding.rule for finding in hard.findings}
    assert rule not in {finding.rule for finding in plain.findings}
    assert plain.is_plain


@pytest.mark.parametrize(
    "words",
    [
        "Dank je wel. Op dinsdag 24 november hoor je van ons.",
        "Je kind wordt gezond geboren.",
        "Wil je dat wij je berichten sturen?",
        "De wijkverpleegkundige komt bij je thuis.",
        "Je krijgt kinderopvangtoeslag van de Belastingdienst.",
        "👍 Ja",
        "Wat zou jou wel helpen? Typ het, of spreek het in.",
        "Er is niets veranderd.",
        "STOP",
        "Ouders vertelden: “{quote}”",
        "Het consultatiebureau is elke maandag open.",
        "Ga je binnenkort bevallen? Bel dan op 020 123 4567.",
        "Wij kijken of de deur open kan. Op 3 mei hoor je het.",
    ],
)
def test_plain_words_have_no_findings(words: str) -> None:
    assert judge(words).findings == ()
    assert judge(words).score >= 80
    assert judge(words).is_plain


def test_a_finding_names_the_words_and_what_to_say_instead() -> None:
    (finding,) = judge("Wij doen dit conform de wet.").findings
    assert (finding.words, finding.rule, finding.say_instead) == ("conform", "formal_word", "volgens")
    assert finding.replaces


def test_a_verdict_is_plain_json() -> None:
    found = judge("Het wijkteam belt binnenkort.").as_json()
    assert found["findings"] == [
        {"words": "binnenkort", "rule": "vague_time", "say_instead": "noem de dag en de datum", "severe": True}
    ]
    assert (found["plain"], found["checks"]) == (False, "everything")
    assert found["explanations"] == [
        {"words": "wijkteam", "say": "mensen in je wijk die helpen met vragen over thuis, geld of opvoeden"}
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Binnenkort hoor je meer.",
        "Je hoort van ons.",
        "We nemen het mee.",
        "De JGZ belt je op dinsdag.",
        "Bel ons i.v.m. je kind.",
        "Wij doen dit teneinde jou te helpen.",
        "Het beleid is goed.",
        "Je kind wordt gebeld.",
        "Er is een tolk gevraagd.",
    ],
)
def test_one_thing_that_a_parent_can_do_nothing_with_keeps_a_short_text_back(words: str) -> None:
    verdict = judge(words)
    assert not verdict.is_plain
    assert verdict.mark < ENOUGH


def test_too_much_of_what_weighs_little_keeps_a_text_back_too() -> None:
    said = "De wijkverpleegkundige die bij jou thuis kwam toen je net bevallen was en die ook bij het gesprek in maart zat"
    verdict = judge(f"{said}, gaat stoppen.")
    assert not any(finding.severe for finding in verdict.findings)
    assert verdict.score < ENOUGH
    assert not verdict.is_plain


def test_one_stiff_word_passes_and_two_do_not() -> None:
    assert judge("Je ontvangt op dinsdag een brief.").is_plain
    assert not judge("Je ontvangt op dinsdag een uitnodiging voor deelname.").is_plain


@pytest.mark.parametrize(
    ("words", "rule", "named"),
    [
        ("Het begin van de dag gaat over stuwing, naweeën en zwangerschapsvergiftiging.", "rare_word", "naweeën"),
        ("Marit belt in december met alle verloskundigen over de tolk.", "heavy_sentence", "Marit belt in december…"),
        ("Salı günü sizi arayacağız. Teşekkür ederiz.", "other_language", "Salı günü sizi arayacağız"),
        ("We will call you on Tuesday about your appointment.", "other_language", "We will call you…"),
    ],
)
def test_nothing_is_kept_back_without_what_weighs_most(words: str, rule: str, named: str) -> None:
    verdict = judge(words)
    assert not verdict.is_plain
    assert verdict.findings[0].rule == rule
    assert named in verdict.findings[0].words


def test_every_text_of_the_corpus_that_is_kept_back_hears_why() -> None:
    texts = [text for row in PAIRS for text in row[1:]] + [row[column] for name, column in CORPUS for row in rows(name)]
    assert not [text for text in texts if not (verdict := judge(text)).is_plain and not verdict.findings]


def test_the_whole_number_is_enough_just_when_the_text_is_plain() -> None:
    texts = [before for _, before, _ in PAIRS] + [after for _, _, after in PAIRS]
    for verdict in map(judge, texts):
        assert (verdict.mark >= ENOUGH) == verdict.is_plain
        assert abs(verdict.mark - verdict.score) <= 0.5 or not verdict.is_plain


def test_words_that_parents_meet_come_with_an_explanation_once() -> None:
    found = judge("De jeugdarts belt. Vraag het de jeugdarts, of het wijkteam.").explanations
    assert [one.words for one in found] == ["jeugdarts", "wijkteam"]
    assert found[0] == Explanation("jeugdarts", "dokter die kijkt of je kind gezond opgroeit", "jeugdarts")


def test_mending_any_one_thing_raises_the_score() -> None:
    steps = [
        "Binnenkort wordt m.b.t. de opvang een intensivering van het aanbod gerealiseerd.",
        "In mei wordt m.b.t. de opvang een intensivering van het aanbod gerealiseerd.",
        "In mei wordt voor de opvang een intensivering van het aanbod gerealiseerd.",
        "In mei wordt voor de opvang meer aanbod gerealiseerd.",
        "In mei komt er meer aanbod voor de opvang.",
        "In mei komt er meer opvang.",
    ]
    scores = [judge(step).score for step in steps]
    assert scores == sorted(set(scores))


@pytest.mark.parametrize(
    ("whole", "apart"),
    [
        (
            "Wij bellen jou op dinsdag, omdat wij willen weten hoe het gaat, en dan praten we verder.",
            "Wij bellen jou op dinsdag. Omdat wij willen weten hoe het gaat. En dan praten we verder.",
        ),
        (
            "De kinderopvang is elke maandag open en het consultatiebureau elke dinsdag.",
            "De kinderopvang is elke maandag open. En het consultatiebureau elke dinsdag.",
        ),
        ("Bel ons als je vragen hebt, want wij helpen graag.", "Bel ons als je vragen hebt. Want wij helpen graag."),
        ("Ouders wachten lang en bellen vaak.", "Ouders wachten lang. En bellen vaak."),
    ],
)
def test_a_sentence_that_is_split_reads_better(whole: str, apart: str) -> None:
    assert judge(apart).score > judge(whole).score


def test_two_texts_that_differ_in_one_word_differ_in_score() -> None:
    assert judge("De gemeente stuurt jou een brief.").score > judge("De gemeente stuurt jou een circulaire.").score


def test_one_bad_sentence_cannot_hide_in_a_long_text() -> None:
    plain = "Wij bellen jou op dinsdag. " * 20
    bad = "De implementatie van het beleid wordt binnenkort gecontinueerd."
    assert judge(plain).is_plain
    assert judge(plain + bad).score <= judge(plain).score - 10
    assert not judge(plain + bad).is_plain


def test_the_longer_a_sentence_the_lower_its_score() -> None:
    scores = [judge("Wij gaan " + "heel " * number + "graag met je mee.").score for number in (2, 8, 12, 16)]
    assert scores == sorted(set(scores), reverse=True)


def test_a_text_without_words_has_nothing_against_it() -> None:
    assert [judge(words).score for words in ("", "   \n", "👍", "…")] == [100, 100, 100, 100]


def test_a_score_is_between_0_and_100_and_has_three_decimals() -> None:
    for words in ("implementatie " * 500, "Ja.", "De uitvoering van het beleid wordt binnenkort gecontinueerd."):
        score = judge(words).score
        assert 0 <= score <= 100
        assert round(score, 3) == score
    assert judge("implementatie " * 500).score <= 5
    assert judge("Ja.").score >= 90


def test_the_texts_that_parents_get_of_us_are_plain() -> None:
    """In the order of the flows, every form of each; what is wrong comes with the verdict."""
    found = []
    for text in load(FLOWS).texts().values():
        for form in {text.singular, text.plural} - {None}:
            if text.audience == "parent" and form:
                verdict = judge(form, day_follows=text.key.startswith(READY_MADE))
                if not verdict.is_plain:
                    found.append(f"{text.key} ({verdict.score}): {form!r} {[f.words for f in verdict.findings if f.severe]}")
    assert not found, "\n".join(found)


READY_MADE = "common.ready_"
"""Those messages end with the promised day, which is a text of its own."""


@pytest.mark.parametrize(
    ("language", "plain", "hard"),
    [
        (
            "tr",
            "Salı günü sizi arayacağız.",
            "Bölgedeki ortaklarımızla görüşmelerin ardından sizinle önümüzdeki dönemde bu konuda iletişime geçeceğiz.",
        ),
        (
            "ar",
            "سنتصل بك يوم الثلاثاء.",
            "سنقوم بالتواصل معك في الفترة القادمة بعد أن يتم الاتفاق مع جميع الشركاء في الحي حول هذا.",
        ),
        (
            "pl",
            "Zadzwonimy we wtorek.",
            "Po uzgodnieniu wszystkich kwestii z partnerami działającymi w okolicy skontaktujemy się z Państwem w tej sprawie.",
        ),
        (
            "zh_Hans",
            "我们星期二给您打电话。",
            "在与本地区所有合作伙伴就上述事项进行充分沟通并达成一致意见之后我们将在适当的时候再次与您取得联系并告知您安排的情况。",
        ),
    ],
)
def test_other_languages_are_judged_by_length_and_that_is_said(language: str, plain: str, hard: str) -> None:
    assert judge(plain, language).score > judge(hard, language).score + 10
    assert judge(plain, language).findings == ()
    assert "long_sentence" in {finding.rule for finding in judge(hard, language).findings}
    assert judge(plain, language).checks == "length"
    assert judge("", language).checks == "length"


def test_vowel_marks_make_no_arabic_word_longer() -> None:
    assert [s.length for s in sentences("شُكْرًا لَكِ")] == [2]


def test_sentences_end_at_their_marks_and_not_within_an_abbreviation_or_number() -> None:
    text = "Kom om 9.30 uur, i.v.m. de koffie. Neem mee: een foto! Tot dan?\nGroet"
    assert [sentence.length for sentence in sentences(text)] == [7, 2, 2, 2, 1]


def test_what_is_no_word_does_not_hold_anybody_up() -> None:
    """A long address, or a cat on the keyboard; in time of its own, since others may be busy."""
    start = time.process_time()
    for words in ("ge" * 2000, "a" * 4000, "ver" + "werking" * 500, "www.gemeente.nl/" + "ouder-" * 600):
        judge(words)
    assert time.process_time() - start < 2


def test_a_line_is_judged_within_five_milliseconds() -> None:
    """Median over many, so that a busy machine does not decide."""
    line = (
        "De mogelijkheden voor laagdrempelige ondersteuning worden binnenkort in samenwerking met ketenpartners verder verkend."
    )
    judge(line)
    took = []
    for _ in range(50):
        start = time.perf_counter()
        judge(line)
        took.append(time.perf_counter() - start)
    assert sorted(took)[25] < 0.005


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "Wij hebben beslag gelegd op uw loon.",
            "Wij hebben beslag gelegd op uw loon. Dit betekent dat uw werkgever een deel betaalt.",
        ),
        (
            "Er geldt een ondertoezichtstelling.",
            "Er geldt een ondertoezichtstelling. Een ondertoezichtstelling is hulp die de rechter verplicht.",
        ),
    ],
)
def test_who_explains_a_word_is_not_punished_for_it(before: str, after: str) -> None:
    assert judge(after).score > judge(before).score


@pytest.mark.parametrize(
    "words",
    [
        "Kijk op www.kansrijkestart.nl of mail naar samira@wijkteam.nl.",
        "Binnen twee weken hoor je van ons of het doorgaat.",
        "Je kunt het formulier inleveren bij Samira.",
        "Dat is een overzicht van de gemeenteraad.",
        "Samira speelt een belangrijke rol.",
        "Hierbij sturen wij je de lijst.",
    ],
)
def test_plain_words_that_look_otherwise_are_let_through(words: str) -> None:
    assert not [finding for finding in judge(words).findings if finding.severe]


def test_what_is_left_of_a_web_page_or_a_pasted_list_is_no_word() -> None:
    assert judge("<p>Je krijgt&nbsp;geld.</p><p>Bel ons.</p>").score == judge("Je krijgt geld.\nBel ons.").score
    assert judge("Neem mee: - je pas; - je brief.").score == judge("Neem mee:\n- je pas;\n- je brief.").score


def test_an_abbreviation_that_is_written_out_passes_in_the_rest_of_the_text() -> None:
    found = judge("Je krijgt een persoonsgebonden budget (pgb). Het pgb komt op 3 mei.").findings
    assert "abbreviation" not in {finding.rule for finding in found}


def test_long_lines_of_short_words_take_no_time_to_speak_of() -> None:
    started = time.process_time()
    judge("aa bb cc " * 1500)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    "words",
    [
        "Een moeder zei: “Ik snap niks van dat beleid van jullie.” Wij bellen je op dinsdag 3 maart.",
        'Ouders vertelden: "Er wordt nooit iets gedaan met onze signalen." Wij gaan dat anders doen.',
        "Een vader zei: ‘U hoort binnenkort van ons, en dan hoor je niks.’ Wij gaan dat anders doen.",
        "Een moeder zei: «In deze situatie ontvangen wij geen hulp.» Wij gaan dat anders doen.",
    ],
)
def test_what_a_parent_said_between_quotation_marks_keeps_nothing_back(words: str) -> None:
    verdict = judge(words)
    assert verdict.findings
    assert all(finding.quoted and not finding.severe for finding in verdict.findings)
    assert verdict.is_plain


def test_the_score_counts_what_a_parent_said_all_the_same() -> None:
    said = "Een moeder zei: “Ik snap niks van {} van jullie.” Wij bellen je op dinsdag 3 maart."
    assert judge(said.format("het beleid")).score < judge(said.format("de plannen")).score


@pytest.mark.parametrize(
    "words",
    [
        "Wij kiezen voor een “integrale aanpak” in de wijk.",
        "Een vader zei: ‘Het beleid is niet goed voor ons.’ Wij gaan het beleid veranderen.",
        "Wij gaan het beleid van de gemeente veranderen.",
    ],
)
def test_marks_around_a_word_or_two_let_nothing_off(words: str) -> None:
    assert any(finding.severe for finding in judge(words).findings)


def test_one_double_denial_is_told_once() -> None:
    found = [finding.words for finding in judge("Wij doen dat niet zonder jou.").findings]
    assert found == ["niet zonder"]


def test_a_passive_is_told_with_its_own_participle() -> None:
    found = [f.words for f in judge("De vragen zijn besproken met Samira en worden opgepakt.").findings if f.rule == "passive"]
    assert found == ["worden … opgepakt"]
    assert [f.words for f in judge("Wij weten dat het besproken wordt en ook gedeeld.").findings if f.rule == "passive"] == [
        "wordt … besproken"
    ]
