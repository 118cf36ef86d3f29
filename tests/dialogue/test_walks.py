"""Random walks through the flows: whatever comes, nothing breaks, and a stored state goes on as one that was not."""

import json
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import bot
from bot.dialogue.actions import DONE, Vocabulary
from bot.dialogue.book import FlowBook
from bot.dialogue.checker import check
from bot.dialogue.commands import Act, Ask, Command, Say
from bot.dialogue.engine import advance, offered
from bot.dialogue.events import Chose, Event, Finished, Found, PersonFacts, Said, Started, TimePassed, Woke
from bot.dialogue.loader import load
from bot.dialogue.state import DialogueState, Phase
from bot.handling.registry import registry
from bot.texts.placeholders import names_of
from tests.dialogue.conftest import FLOWS
from tests.dialogue.vocabulary import VOCABULARY

TYPED = st.sampled_from(["ja", "1", "2", "klaar", "skip", "terug", "goed", "", "?", "x" * 30, "hayır", "stop"])
LONGEST_WALK = 30


@dataclass(frozen=True)
class World:
    """Files, and what they may name."""

    book: FlowBook
    vocabulary: Vocabulary


OF_TESTS = World(load(FLOWS), VOCABULARY)
OUR_OWN = World(load(Path(bot.__file__).parents[1] / "flows"), registry().vocabulary())


@st.composite
def persons(draw: st.DrawFn) -> PersonFacts:
    return PersonFacts(
        language=draw(st.sampled_from(["nl", "tr", "ar"])),
        reading=draw(st.sampled_from(["read", "listen"])),
        place=draw(st.sampled_from(["private", "group"])),
    )


@st.composite
def next_events(draw: st.DrawFn, world: World, state: DialogueState, person: PersonFacts, last: Command | None) -> Event:
    """What fits the state, most of the time; and now and then what does not."""
    if isinstance(last, Act) and state.phase is Phase.ACTING:
        spec = world.vocabulary.actions[last.name]
        outcome = draw(st.sampled_from([DONE, *sorted(spec.outcomes)]))
        gives = spec.gives if outcome == DONE else spec.gives_on.get(outcome, frozenset())
        return Finished(outcome, {name: draw(st.integers(0, 3)) for name in sorted(gives)})
    if isinstance(last, Ask) and state.phase is Phase.FINDING:
        query = world.vocabulary.queries[last.query]
        number = draw(st.integers(1 if query.always_finds else 0, 3))
        return Found(tuple({name: f"{name} {n}" for name in sorted(query.gives)} for n in range(number)))
    step = state.top.step
    choices = [button.choice for button in offered(world.book, state, person)]
    events: list[Event] = []
    events += [Chose(step, state.visit, choice) for choice in choices] * 3
    events += [Said(draw(TYPED)), Said("", draw(st.sampled_from(["voice", "photo"])), "media")]
    events += [TimePassed("remind", state.visit), TimePassed("until", state.visit), TimePassed("until", 0)]
    events += [Woke("colleague_ready", {"colleague_word": "Noor"}), Woke("rain")]
    events += [Chose(step, state.visit - 1, "x"), Chose("nowhere", state.visit, "99"), Finished("odd"), Found()]
    return draw(st.sampled_from(events))


def walk(data: st.DataObject, world: World) -> None:
    """Start some flow, and go on until it is over or long enough."""
    person = data.draw(persons())
    flow = data.draw(st.sampled_from(sorted(world.book.flows)))
    event: Event = Started(flow, {name: f"a {name}" for name in world.book.flows[flow].takes})
    state: DialogueState | None = None
    for _ in range(LONGEST_WALK):
        turn = advance(world.book, state, event, person)
        stored = None if state is None else DialogueState.from_json(json.loads(json.dumps(state.to_json())))
        assert advance(world.book, stored, event, person) == turn
        state = turn.state
        for command in turn.commands:
            if isinstance(command, Say):
                can_be_said(world, command)
        if state.is_over:
            return
        assert state.phase in {Phase.WAITING, Phase.ACTING, Phase.FINDING}
        event = data.draw(next_events(world, state, person, turn.commands[-1] if turn.commands else None))


def can_be_said(world: World, say: Say) -> None:
    """Every text exists, and every value that its words name is there."""
    texts = world.book.texts()
    assert say.texts or say.media
    needed = names_of(form for key in say.texts for form in texts[key].forms)
    assert needed - world.vocabulary.always <= set(say.values)


@given(st.data())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_nothing_that_can_happen_breaks_a_conversation(data: st.DataObject) -> None:
    walk(data, OF_TESTS)


@given(st.data())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_nothing_that_can_happen_breaks_a_conversation_of_our_own(data: st.DataObject) -> None:
    walk(data, OUR_OWN)


def test_our_own_flows_have_nothing_to_mend() -> None:
    assert [str(finding) for finding in check(OUR_OWN.book, OUR_OWN.vocabulary)] == []
