"""A flow as nodes and edges: the picture that the checker has of it, mistakes included."""

from pathlib import Path

import pytest

from bot.dialogue.book import FlowBook
from bot.dialogue.edges import Edge, Why
from bot.dialogue.finding import Finding
from bot.dialogue.graph import Graph, Standing, graph_of
from bot.dialogue.loader import load
from bot.dialogue.ways import chart_of
from tests.dialogue.test_walks import OUR_OWN, World
from tests.dialogue.vocabulary import VOCABULARY

COMMON = 'texts: {not_understood: "?", too_long: "{most}", skip: "S", back: "B"}\n'
WRONG = """
flow: talk
title: "T"
audience: parent
takes: [reading]
steps:
  a:
    ask: "?"
    choices:
      x: {label: "X", go: nowhere}
      y: {label: "Y"}
      z: {label: "Z", go: b}
  b: {do: [fly], say: "{gone}", end: true}
  c: {say: "never", call: stars, go: b}
"""


def graph(book: FlowBook, flow: str) -> Graph:
    return graph_of(book, VOCABULARY, flow)


@pytest.fixture
def wrong(tmp_path: Path) -> Graph:
    """A flow with a mistake of every kind that a picture shows."""
    (tmp_path / "talk.yaml").write_text(WRONG, encoding="utf-8")
    (tmp_path / "common.yaml").write_text(COMMON, encoding="utf-8")
    return graph(load(tmp_path), "talk")


def node(of: Graph, name: str) -> tuple[Standing, dict[str, Edge], list[Finding]]:
    found = next(each for each in of.nodes if each.name == name)
    return found.standing, {edge.name or str(edge.why): edge for edge in found.edges}, list(found.findings)


@pytest.mark.parametrize("flow", sorted(OUR_OWN.book.flows))
def test_every_step_is_a_node_and_every_way_an_edge(flow: str) -> None:
    drawn, world = graph_of(OUR_OWN.book, OUR_OWN.vocabulary, flow), OUR_OWN
    assert [each.name for each in drawn.nodes] == list(world.book.flows[flow].steps)
    chart = chart_of(world.book, world.vocabulary)
    for each in drawn.nodes:
        ways = {(way.path, way.to) for way in chart.from_step(each.step)}
        assert {(edge.path, edge.to) for edge in each.edges} == ways
        assert len(each.edges) == len(ways) or len({edge.why for edge in each.edges}) > 1
    assert not drawn.ghosts
    assert not drawn.all_findings


@pytest.mark.parametrize("flow", sorted(OUR_OWN.book.flows))
def test_every_text_of_a_flow_is_in_its_graph_once(flow: str) -> None:
    drawn = graph_of(OUR_OWN.book, OUR_OWN.vocabulary, flow)
    keys = [line.key for each in drawn.nodes for line in each.texts if not (each.step.text_of and line.slot in {"say", "ask"})]
    assert sorted(map(str, keys)) == sorted(key for key in OUR_OWN.book.texts() if key.split(".")[0] == flow)


def test_why_a_conversation_goes_somewhere(book: FlowBook) -> None:
    found = {edge.why for flow in book.flows for each in graph(book, flow).nodes for edge in each.edges}
    ours = {edge.why for flow in OUR_OWN.book.flows for each in of_ours(OUR_OWN, flow).nodes for edge in each.edges}
    assert found | ours == set(Why)


def of_ours(world: World, flow: str) -> Graph:
    return graph_of(world.book, world.vocabulary, flow)


def test_an_edge_says_what_stands_on_the_button_and_what_it_does() -> None:
    standing, edges, _ = node(of_ours(OUR_OWN, "react"), "understood")
    assert standing is Standing.ASKS
    helps = edges["helps"]
    assert (helps.why, helps.to, helps.label and helps.label.key) == (Why.CHOICE, "proposals", "react.understood.choices.helps")
    assert [call.name for call in helps.does] == ["record_reaction"]
    assert (edges["not_joined"].why, edges["not_joined"].to) == (Why.OUTCOME, "come_back")
    assert (edges["until"].to, edges["until"].after and edges["until"].after.days) == ("quiet_end", 14)


def test_steps_stand_in_their_own_way() -> None:
    found = {each.name: each.standing for each in of_ours(OUR_OWN, "react").nodes}
    assert (found["proposals"], found["come_back"], found["thanks"]) == (Standing.EACH, Standing.CALLS, Standing.SAYS)
    assert found["quiet_end"] is Standing.SILENT
    assert node(of_ours(OUR_OWN, "make_report"), "make")[0] is Standing.WAITS


def test_who_calls_it_and_what_is_planned(tmp_path: Path) -> None:
    assert of_ours(OUR_OWN, "react").callers == ("bulletin",)
    assert not of_ours(OUR_OWN, "react").planned
    text = 'flow: night\ntitle: "T"\naudience: parent\nsteps:\n  a: {do: [dream], end: true}\n'
    (tmp_path / "night.yaml").write_text(text, encoding="utf-8")
    assert graph(load(tmp_path), "night").planned == ("dream",)


def test_mistakes_stand_at_the_step_that_they_are_about(wrong: Graph) -> None:
    _, edges, findings = node(wrong, "a")
    assert (edges["x"].to, edges["x"].there, edges["x"].leads_nowhere) == ("nowhere", False, True)
    assert (edges["y"].to, edges["y"].leads_nowhere) == (None, True)
    assert not edges["z"].leads_nowhere
    assert sorted(finding.code for finding in findings) == ["dead_end", "unknown_step"]
    assert wrong.ghosts == ("nowhere",)
    assert sorted(finding.code for finding in node(wrong, "b")[2]) == ["placeholder", "unknown_action"]
    assert [each.name for each in wrong.nodes if not each.reached] == ["c"]
    assert [finding.code for finding in wrong.findings] == ["reserved"]
    assert len(wrong.all_findings) == 7
