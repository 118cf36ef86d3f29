"""Whether the check prefers what a parent can read, by pairs of our own and by rule."""

import time
from pathlib import Path

import pytest

from bot.texts.plain import judge
from bot.texts.plain_words import word_list
from bot.texts.sentences import sentences

PAIRS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "plain_pairs.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("rule", "before", "after"), PAIRS)
def test_what_a_person_would_say_scores_clearly_higher(rule: str, before: str, after: str) -> None:
    hard, plain = judge(before), judge(after)
    assert plain.score >= hard.score + 10
    assert rule in {finding.rule for finding in hard.findings}
    assert rule not in {finding.rule for finding in plain.findings}
    assert plain.score >= 70


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
    ],
)
def test_plain_words_have_no_findings(words: str) -> None:
    assert judge(words).findings == ()
    assert judge(words).score >= 85


def test_a_finding_names_the_words_and_what_to_say_instead() -> None:
    (finding,) = judge("Wij doen dit conform de wet.").findings
    assert (finding.words, finding.rule) == ("conform", "system_word")
    assert "volgens" in finding.say_instead


def test_a_verdict_is_plain_json() -> None:
    assert judge("Wij bellen binnenkort.").as_json()["findings"] == [
        {"words": "binnenkort", "rule": "vague_time", "say_instead": "noem de dag: 'op dinsdag 24 november'"}
    ]


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


def test_one_bad_sentence_cannot_hide_in_a_long_text() -> None:
    plain = "Wij bellen jou op dinsdag. " * 20
    assert judge(plain).score >= 90
    assert judge(plain + "De implementatie van het beleid wordt binnenkort gecontinueerd.").score <= judge(plain).score - 30


def test_the_longer_a_sentence_the_lower_its_score() -> None:
    scores = [judge("Wij gaan " + "heel " * number + "graag met je mee.").score for number in (2, 8, 12, 16)]
    assert scores == sorted(set(scores), reverse=True)


def test_a_text_without_words_has_nothing_against_it() -> None:
    assert [judge(words).score for words in ("", "   \n", "👍", "…")] == [100, 100, 100, 100]


def test_a_score_is_between_0_and_100() -> None:
    assert 0 <= judge("implementatie " * 500).score <= 5
    assert judge("Ja.").score == 100


@pytest.mark.parametrize(
    ("language", "plain", "hard"),
    [
        (
            "en",
            "We will call you on Tuesday.",
            "We will, as has been agreed with all of our partners in the area, be in touch about this in due course.",
        ),
        (
            "tr",
            "Salı günü sizi arayacağız.",
            "Bölgedeki ortaklarımızla yaptığımız görüşmelerin ardından sizinle önümüzdeki dönemde yeniden iletişime geçeceğiz.",
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
    ],
)
def test_other_languages_are_judged_by_length(language: str, plain: str, hard: str) -> None:
    assert judge(plain, language).score > judge(hard, language).score + 10
    assert judge(plain, language).findings == ()


def test_vowel_marks_make_no_arabic_word_longer() -> None:
    assert [s.length for s in sentences("شُكْرًا لَكِ")] == [2]


def test_sentences_end_at_their_marks_and_not_within_an_abbreviation_or_number() -> None:
    text = "Kom om 9.30 uur, i.v.m. de koffie. Neem mee: een foto! Tot dan?\nGroet"
    assert [sentence.length for sentence in sentences(text)] == [7, 2, 2, 2, 1]


def test_the_list_is_long_enough_to_start_with_and_says_what_to_say() -> None:
    lines = (Path(judge.__code__.co_filename).parent / "data" / "plain_nl.tsv").read_text(encoding="utf-8").splitlines()
    entries = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert all(len(entry) == 3 for entry in entries)
    assert {kind for kind, _, _ in entries} == {"system", "vague", "join", "becoming", "known"}
    assert sum(kind == "system" for kind, _, _ in entries) >= 120
    assert all(say for kind, _, say in entries if kind in {"system", "vague"})
    assert word_list("nl", "system").has("implementatietraject")


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
