"""A conversation in a terminal: the real engine and texts, with nothing behind it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from bot.config import Settings
from bot.manuscript import Manuscript, read_manuscript
from bot.playing.console import Terminal
from bot.playing.play import Play
from bot.playing.samples import Samples
from bot.texts.languages import language as known_language
from tests.dialogue.test_graph import COMMON
from tests.playing.dice import Dice

TODAY = date(2026, 9, 30)
SEEDS = range(3)
PERSONS = (("active", "read"), ("active", "listen"), ("invited", "read"), ("paused", "read"), ("stopped", "read"))
SMALL = """
flow: small
title: "Klein"
audience: parent
takes: [number]
steps:
  ask:
    do: [check_presence]
    on: {silent: gone}
    ask: "Nummer {number}?"
    choices:
      helps: {label: "Ja", do: [{choose_language: ar}], go: words}
      not: {label: "Nee", when: {state: active}, go: words}
    remind: {after: 3 days, say: "Nog even?"}
    until: {after: 14 days, go: gone}
  words:
    ask: "Wat zou helpen?"
    answer: {kinds: [text, voice], save_as: help_words, skippable: true}
    back: true
    go: wait
  wait:
    say: "We wachten."
    wait_for: words_unprompted
    until: {after: 1 week, go: gone}
    go: told
  told: {say: "Je collega zei: {words}", end: true}
  gone: {say: "Dag.", end: true}
"""


@pytest.fixture(scope="session")
def manuscript() -> Manuscript:
    """The project's own flows."""
    return read_manuscript(Settings())


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Manuscript:
    folder = tmp_path_factory.mktemp("flows")
    (folder / "small.yaml").write_text(SMALL, encoding="utf-8")
    (folder / "common.yaml").write_text(COMMON.replace("?", "Wat?"), encoding="utf-8")
    return read_manuscript(Settings(flows_dir=folder))


def samples_of(manuscript: Manuscript) -> Samples:
    """For as many plays of it as one likes."""
    return Samples(manuscript.book, manuscript.catalogs, TODAY)


def played(manuscript: Manuscript, flow: str, answers: Iterable[str], language: str = "nl") -> tuple[bool, str]:
    """Whether it came to its end, and the transcript."""
    out = StringIO()
    console = Terminal(iter(answers), out, typed=False)
    ended = Play(manuscript, flow, language, console, samples_of(manuscript)).run()
    return ended, out.getvalue()


def test_a_conversation_from_its_beginning_to_its_end(small: Manuscript) -> None:
    ended, paper = played(small, "small", ["number=7", "", "nee", "=7", ":event words=Kort!"])
    assert ended
    assert paper.splitlines() == [
        "small: Klein",
        "· for a parent, in Nederlands; :help says what you can type",
        "  Begins with number: 2.",
        "  Enter takes these; or type others, as number=…",
        "? number=7",
        "· would do check_presence()",
        "  Enter is done; or type silent.",
        "?",
        "",
        "│ Nummer 7?",
        "│ [1] Ja",
        "│ [2] Nee",
        "> nee",
        "",
        "│ Wat zou helpen?",
        "│ [1] S   [2] B",
        "> =7",
        "",
        "│ We wachten.",
        "· waits for words_unprompted: type :event, or :later",
        "> :event words=Kort!",
        "· words_unprompted happens (words: Kort!, words_media: )",
        "",
        "│ Je collega zei: Kort!",
        "· the end",
    ]


def test_an_outcome_leads_elsewhere(small: Manuscript) -> None:
    ended, paper = played(small, "small", ["", "silent"])
    assert ended
    assert paper.endswith("? silent\n\n│ Dag.\n· the end\n")


def test_time_passes_when_somebody_says_so(small: Manuscript) -> None:
    ended, paper = played(small, "small", ["", "", ":later 2 days", ":later", ":later 3 weeks"])
    assert ended
    assert paper.endswith(
        "> :later 2 days\n· 2 days after it began, and nothing comes\n"
        "> :later\n· 3 days after it began\n\n· a reminder\n│ Nog even?\n│ [1] Ja\n│ [2] Nee\n"
        "> :later 3 weeks\n· 14 days after it began\n\n│ Dag.\n· the end\n"
    )


def test_back_and_a_language_that_was_chosen(small: Manuscript) -> None:
    _, paper = played(small, "small", ["", "", ":back", "2", ":back"])
    assert "> :back\n· There is no button back here.\n" in paper
    assert paper.count("Nummer 2?") == 2
    _, paper = played(small, "small", ["", "", "1", ""])
    assert "· no text in ar yet\n│ Wat zou helpen?\n" in paper


def test_who_reads_may_be_another(small: Manuscript) -> None:
    _, paper = played(small, "small", ["", "", ":person state=paused", "2", ":person language=xx", ":person"])
    assert "· reading: read, language: nl, state: paused, place: private" in paper
    assert "> 2\n\n│ Wat?\n│ [1] Ja\n" in paper
    assert "· There are no texts in 'xx'. Languages here are: ar, bg, en," in paper


def test_what_is_said_in_vain(small: Manuscript) -> None:
    answers = ["number", "", "dance", "", "what", "what", ":voice", ":event", ":later soon", "/vraag", ":quit"]
    ended, paper = played(small, "small", answers)
    assert not ended
    for said in (
        "'number' means nothing here. You can type: number=…; or Enter.",
        "'dance' means nothing here. You can type: done, silent; or Enter.",
        "· not understood twice: it goes to the coordinators, as a question",
        "· This step waits for no event.",
        "· A duration is a number with minutes, hours, days or weeks, such as 3 days.",
        "· a command starts another flow; here only this one is played",
    ):
        assert said in paper
    assert paper.endswith("> :quit\n· left midway, at 'ask' of 'small'\n")


def test_a_stop_word_is_told_and_does_nothing(manuscript: Manuscript) -> None:
    _, paper = played(manuscript, "react", ["", "stop"])
    assert "· a word for stop: it comes before everything, and starts the flow 'stop'" in paper


def test_called_flows_are_walked_too_and_queries_find_samples(manuscript: Manuscript) -> None:
    _, paper = played(manuscript, "react", ["", "helpt", "", "1", "", "answer_kind=other"])
    assert "· would look up proposals_told(revision_id: revision-1)\n  How many does it find?" in paper
    assert "· now in 'react_proposal'" in paper


def test_what_is_planned_is_said(small: Manuscript) -> None:
    vocabulary = small.vocabulary
    spec = replace(vocabulary.actions["check_presence"], planned=True)
    planned = replace(small, vocabulary=replace(vocabulary, actions={**vocabulary.actions, "check_presence": spec}))
    _, paper = played(planned, "small", [""])
    assert "· it cannot start yet, as these are planned: check_presence\n" in paper
    assert "· would do check_presence(), which is planned\n" in paper


def test_a_flow_with_mistakes_can_be_played(tmp_path: Path) -> None:
    text = 'flow: odd\ntitle: "T"\naudience: parent\nsteps:\n  a: {do: [fly], say: "{gone}", go: nowhere}\n'
    (tmp_path / "odd.yaml").write_text(text, encoding="utf-8")
    ended, paper = played(read_manuscript(Settings(flows_dir=tmp_path)), "odd", [])
    assert ended
    assert "· would do fly, which does not exist\n\n│ {gone}\n· the end" in paper


def test_every_flow_can_be_played_in_every_script(manuscript: Manuscript) -> None:
    samples = samples_of(manuscript)
    scripts = {known_language(code).script: code for code in sorted(manuscript.catalogs.all, key="nl".__eq__)}
    for flow in manuscript.book.flows:
        for language in scripts.values():
            for seed in SEEDS if language == "nl" else SEEDS[:1]:
                dice = Dice(seed)
                Play(manuscript, flow, language, dice, samples).run()
                said = [line for line in dice.lines if not line.endswith(": what somebody sent)")]
                wrong = [line for line in said if "means nothing here" in line or line.startswith("│ (")]
                assert not wrong, (flow, language, seed)


def test_playing_comes_by_nearly_every_step_and_every_flow_ends(manuscript: Manuscript) -> None:
    wanted, visited, samples = set(), set(), samples_of(manuscript)
    for name, flow in manuscript.book.flows.items():
        wanted |= {(name, step) for step, each in flow.steps.items() if each.say or each.ask or each.do or each.waits}
        ends = []
        for seed in range(25):
            play = Play(manuscript, name, "nl", Dice(seed), samples)
            state, reading = PERSONS[seed % len(PERSONS)]
            play.become("state", state)
            play.become("reading", reading)
            ends.append(play.run())
            visited |= play.visited
        assert any(ends), name
    assert len(wanted - visited) < 0.15 * len(wanted), sorted(wanted - visited)


def test_the_same_dice_play_the_same(manuscript: Manuscript) -> None:
    papers = []
    for _ in range(2):
        dice = Dice(4)
        Play(manuscript, "send", "nl", dice, samples_of(manuscript)).run()
        papers.append(dice.lines)
    assert papers[0] == papers[1]
