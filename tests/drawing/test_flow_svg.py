"""The picture of a flow: what is in it, not where it stands."""

from collections.abc import Collection
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bot.config import Settings
from bot.dialogue.graph import calls_of, graph_of
from bot.drawing.cards import cards_of
from bot.drawing.overview import overview_svg
from bot.drawing.svg import flow_svg
from bot.drawing.words import Words
from bot.manuscript import Manuscript, read_manuscript
from bot.texts.languages import language as known_language
from tests.dialogue.test_graph import COMMON, WRONG

SVG = "{http://www.w3.org/2000/svg}"
SMALL = """
flow: small
title: "Klein & fijn"
audience: parent
commands: [klein]
steps:
  ask:
    ask: "Helpt <dit>?"
    choices:
      helps: {label: "Ja", go: thanks}
      not: {label: "Nee", go: ask}
    until: {after: 14 days, go: thanks}
  thanks: {say: "Dank je wel.", end: true}
"""


@pytest.fixture(scope="session")
def manuscript() -> Manuscript:
    """The project's own flows."""
    return read_manuscript(Settings())


def folder(tmp_path: Path, **flows: str) -> Manuscript:
    for name, text in {**flows, "common": COMMON}.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return read_manuscript(Settings(flows_dir=tmp_path))


def drawn(manuscript: Manuscript, flow: str, language: str = "nl", lit: Collection[str] = ()) -> ET.Element:
    svg = flow_svg(graph_of(manuscript.book, manuscript.vocabulary, flow), Words(language, manuscript.catalogs), lit=lit)
    return ET.fromstring(svg)


def steps(svg: ET.Element) -> dict[str, ET.Element]:
    return {group.get("data-step", ""): group for group in svg.iter(f"{SVG}g") if group.get("data-step")}


def said(element: ET.Element, kind: str = "") -> list[str]:
    """The lines of text in it, of one class when that is given."""
    return [str(text.text) for text in element.iter(f"{SVG}text") if kind in {"", text.get("class")}]


def test_the_structure_of_a_small_one(tmp_path: Path) -> None:
    svg = drawn(folder(tmp_path, small=SMALL), "small")
    assert (svg.tag, svg.get("role"), svg.get("class")) == (f"{SVG}svg", "img", "flow-picture")
    assert [str(child.text) for child in svg[:2]] == [
        "small: Klein & fijn",
        "Klein & fijn. for a parent · 2 steps. 4 texts in Nederlands (nl)",
    ]
    named = {group.get("id"): group.get("class") for group in svg.iter(f"{SVG}g") if group.get("id")}
    assert named == {"step-ask": "step asks", "step-thanks": "step says ends"}
    found = steps(svg)
    assert said(found["ask"], "ask") == ["Helpt <dit>?"]
    assert said(found["ask"], "button") == ["Ja", "Nee"]
    assert said(found["ask"], "why") == ["after 14 days"]
    assert said(found["ask"], "leads") == ["↺ here again"]
    assert said(found["thanks"]) == ["thanks", "says, ends", "Dank je wel.", "◂ here"]
    lines = [path.get("class") for path in svg.iter(f"{SVG}path")]
    assert sorted(map(str, lines)) == ["way comes until", "way goes", "way goes choice"]
    [begin] = [group for group in svg.iter(f"{SVG}g") if group.get("class") == "begin"]
    assert said(begin) == ["begins", "/klein"]


def test_every_way_is_a_line_or_stands_in_words_on_its_step(manuscript: Manuscript) -> None:
    for flow in manuscript.book.flows:
        graph = graph_of(manuscript.book, manuscript.vocabulary, flow)
        svg = ET.fromstring(flow_svg(graph, Words()))
        lines = [path for path in svg.iter(f"{SVG}path") if "way" in str(path.get("class")).split()]
        cells = [cell for card in cards_of(graph, Words()).values() for cell in card.cells]
        assert len(lines) == 1 + sum(cell.line for cell in cells)
        leads = [line for group in steps(svg).values() for line in said(group, "leads")]
        assert len(leads) == sum(not cell.line for cell in cells)
        ways = {(edge.step, edge.why, edge.name, edge.to) for node in graph.nodes for edge in node.edges}
        assert {(cell.edge.step, cell.edge.why, cell.edge.name, cell.edge.to) for cell in cells} == ways
        assert "nowhere" not in {group.get("class") for group in svg.iter(f"{SVG}g")}


def test_a_step_can_be_lit(tmp_path: Path) -> None:
    svg = drawn(folder(tmp_path, small=SMALL), "small", lit={"thanks", "elsewhere"})
    assert {name for name, group in steps(svg).items() if "lit" in str(group.get("class")).split()} == {"thanks"}


def test_mistakes_are_seen_in_words_and_in_shapes(tmp_path: Path) -> None:
    svg = drawn(folder(tmp_path, talk=WRONG), "talk")
    found = steps(svg)
    assert {name for name, group in found.items() if "wrong" in str(group.get("class"))} == {"a", "b", "c"}
    assert "unreached" in str(found["c"].get("class"))
    assert any("There is no step 'nowhere'" in line for line in said(found["a"], "finding"))
    assert any("There is no action 'fly'" in line for line in said(found["b"], "finding"))
    kinds = [str(group.get("class")) for group in svg.iter(f"{SVG}g")]
    assert (kinds.count("ghost"), kinds.count("nowhere")) == (1, 1)
    broken = [path for path in svg.iter(f"{SVG}path") if "broken" in str(path.get("class"))]
    assert len(broken) == 2
    about = said(svg, "about wrong")
    assert about[0] == "7 mistakes, marked with ! where they are"
    assert "line 5: 'reading' is always there" in about[1]


def test_choices_that_may_all_be_hidden_lead_to_a_dead_end(tmp_path: Path) -> None:
    hidden = SMALL.replace("    until: {after: 14 days, go: thanks}\n", "")
    for label, condition in (("Ja", "reading: read"), ("Nee", "place: group")):
        hidden = hidden.replace(f'label: "{label}"', f'label: "{label}", when: {{{condition}}}')
    svg = drawn(folder(tmp_path, small=hidden), "small")
    assert "none may be shown" in said(steps(svg)["ask"], "why")
    assert [said(group) for group in svg.iter(f"{SVG}g") if group.get("class") == "nowhere"] == [["dead end:", "no way on"]]


def test_a_text_that_a_language_lacks_is_in_dutch_and_marked(tmp_path: Path) -> None:
    svg = drawn(folder(tmp_path, small=SMALL), "small", "ar")
    marks = said(svg, "missing")
    assert "Dank je wel." in said(svg, "say")
    assert "no text in ar yet" in marks
    [about] = said(svg, "about wrong")
    assert about.startswith("4 texts in العربية (ar): ")
    assert "shown in Dutch and marked 'no text in ar yet'" in about


def test_arabic_runs_from_right_to_left(manuscript: Manuscript) -> None:
    svg = drawn(manuscript, "react", "ar")
    texts = [text for text in svg.iter(f"{SVG}text") if text.get("class") in {"ask", "say", "remind", "button"}]
    assert texts
    assert {text.get("direction") for text in texts} == {"rtl"}
    assert not said(svg, "missing")


def test_the_whole_of_a_long_text_is_in_its_tooltip(tmp_path: Path) -> None:
    long = "Een lange zin die niet past. " * 40
    svg = drawn(folder(tmp_path, small=SMALL.replace("Dank je wel.", long)), "small")
    lines = said(steps(svg)["thanks"], "say")
    assert len(lines) == 5
    assert lines[-1].endswith("…")
    assert long.strip() in {str(title.text) for title in svg.iter(f"{SVG}title")}


def test_the_same_flow_is_the_same_text(manuscript: Manuscript) -> None:
    graph = graph_of(manuscript.book, manuscript.vocabulary, "progress")
    assert flow_svg(graph, Words()) == flow_svg(graph, Words("nl", manuscript.catalogs))


def test_every_flow_is_drawn_in_every_script(manuscript: Manuscript) -> None:
    scripts = {known_language(code).script: code for code in sorted(manuscript.catalogs.all, key="nl".__eq__)}
    for flow in manuscript.book.flows:
        graph = graph_of(manuscript.book, manuscript.vocabulary, flow)
        for language in scripts.values():
            svg = ET.fromstring(flow_svg(graph, Words(language, manuscript.catalogs)))
            assert list(steps(svg)) == list(manuscript.book.flows[flow].steps)
            own = any(key.startswith(f"{flow}.") for key in manuscript.book.texts())
            untold = manuscript.book.flows[flow].audience not in manuscript.catalogs.all[language].audiences
            assert bool(said(svg, "missing")) == (own and untold), (flow, language)


def test_the_overview_has_every_flow_and_every_call(manuscript: Manuscript, tmp_path: Path) -> None:
    svg = ET.fromstring(overview_svg(manuscript.book))
    flows = {group.get("data-flow") for group in svg.iter(f"{SVG}g") if group.get("data-flow")}
    assert flows == set(manuscript.book.flows)
    assert len(list(svg.iter(f"{SVG}path"))) == len(calls_of(manuscript.book))
    lost = ET.fromstring(overview_svg(folder(tmp_path, talk=WRONG).book))
    assert said(lost, "about wrong") == ["called and not there: stars"]
    assert [said(group)[0] for group in lost.iter(f"{SVG}g") if group.get("class") == "ghost"] == ["stars"]
