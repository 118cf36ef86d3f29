"""A conversation played by hand: what somebody does, and what they get. Its state goes through JSON between two turns."""

import json
from typing import Any

from bot.dialogue.actions import DONE
from bot.dialogue.book import FlowBook
from bot.dialogue.commands import Act, Ask, Command, Say, Turn
from bot.dialogue.engine import advance
from bot.dialogue.events import Chose, Event, Finished, Found, PersonFacts, Said, Started, TimePassed, Woke
from bot.dialogue.state import DialogueState
from bot.domain.person import Person
from tests.dialogue.vocabulary import VOCABULARY

DAYS = ({"day_id": "mo", "day_name": "maandag"}, {"day_id": "tu", "day_name": "dinsdag"})
PLANS = ({"title": "Een spreekuur"}, {"title": "Een huis"})


class Talk:
    """Answers actions with `outcomes` (else done) and `gives`, queries with `finds`; keeps what was said and done."""

    def __init__(self, book: FlowBook, person: Person, *, flow: str = "meeting", **values: Any) -> None:
        self.book = book
        self.facts = PersonFacts(language=person.language, reading=person.reading, state=person.state)
        self.state: DialogueState | None = None
        self.outcomes: dict[str, str] = {}
        self.gives: dict[str, dict[str, Any]] = {"count": {"total": 2}, "assume": {"certain": "nee"}}
        self.finds: dict[str, tuple[dict[str, Any], ...]] = {
            "days": DAYS,
            "plans": PLANS,
            "certainties": ({"certainty": "heel"},),
        }
        self.done: list[tuple[str, dict[str, Any]]] = []
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.commands: list[Command] = []
        self.heard = True
        self.feed(Started(flow, values))

    def feed(self, event: Event) -> list[Command]:
        """One event, and the outcomes of all that it sets going. Answers what came of it, actions and queries left out."""
        self.commands = []
        turn = self._turn(event)
        self.heard = turn.heard
        while turn.commands and isinstance(last := turn.commands[-1], Act | Ask):
            if isinstance(last, Act):
                self.done.append((last.name, VOCABULARY.actions[last.name].arguments(last.args).model_dump()))
                turn = self._turn(Finished(self.outcomes.get(last.name, DONE), self.gives.get(last.name, {})))
            else:
                self.asked.append((last.query, VOCABULARY.queries[last.query].arguments(last.args).model_dump()))
                turn = self._turn(Found(self.finds[last.query]))
        return self.commands

    def _turn(self, event: Event) -> Turn:
        stored = None if self.state is None else DialogueState.from_json(json.loads(json.dumps(self.state.to_json())))
        turn = advance(self.book, stored, event, self.facts)
        self.state = turn.state
        self.commands += [command for command in turn.commands if not isinstance(command, Act | Ask)]
        return turn

    def types(self, text: str, **labels: str) -> list[Command]:
        return self.feed(Said(text, labels=labels))

    def speaks(self, media_id: str) -> list[Command]:
        return self.feed(Said("", "voice", media_id))

    def taps(self, choice: str) -> list[Command]:
        assert self.state is not None
        return self.feed(Chose(self.state.top.step, self.state.visit, choice))

    def waits(self, kind: Any) -> list[Command]:
        assert self.state is not None
        return self.feed(TimePassed(kind, self.state.visit))

    def wakes(self, event: str, **values: Any) -> list[Command]:
        return self.feed(Woke(event, values))

    @property
    def said(self) -> list[tuple[str, ...]]:
        """The keys of the messages of the last turn."""
        return [command.texts for command in self.commands if isinstance(command, Say)]

    @property
    def last(self) -> Say:
        """The last message."""
        return [command for command in self.commands if isinstance(command, Say)][-1]

    @property
    def buttons(self) -> list[str]:
        """The choices under the last message."""
        return [button.choice for row in self.last.rows for button in row]

    @property
    def values(self) -> dict[str, Any]:
        assert self.state is not None
        return self.state.top.values
