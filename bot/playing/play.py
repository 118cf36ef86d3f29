"""One conversation, played: the engine says what, a person at a terminal answers as a parent or coordinator would."""

from dataclasses import replace

from bot.dialogue.actions import DONE, named
from bot.dialogue.book import FlowBook
from bot.dialogue.commands import Act, Ask, ButtonChoice, ClearTimers, Command, End, NotUnderstood, Say, SetTimer, Turn
from bot.dialogue.engine import advance, offered
from bot.dialogue.events import Chose, Event, PersonFacts, Said, Started
from bot.dialogue.model import Step
from bot.dialogue.scene import PERSON_FACTS
from bot.dialogue.state import DialogueState
from bot.domain.errors import Mistake
from bot.manuscript import Manuscript
from bot.playing.console import Console, Left, Prompt
from bot.playing.host import Host
from bot.playing.orders import obey
from bot.playing.passing import Time
from bot.playing.samples import Samples
from bot.playing.screen import Screen

CHANGES = {"choose_language": ("language", "code"), "choose_reading": ("reading", "reading")}
"""Actions that change who reads: what of them, and the argument that says how."""
Place = tuple[str, str]
"""A flow and a step of it."""


class Play:
    """From the first step until it is over or nobody answers any more. Whoever plays it may look at everything here."""

    def __init__(self, manuscript: Manuscript, flow: str, language: str, console: Console, samples: Samples) -> None:
        """`samples` may serve many plays of one manuscript. Raises Mistake for a flow or a language that is not there."""
        self.flow, self.console, self._manuscript = manuscript.book.flows[manuscript.flow(flow)], console, manuscript
        self.facts = PersonFacts(language=manuscript.language(language))
        self.time = Time()
        self.state: DialogueState | None = None
        self.visited: set[Place] = set()
        """Where something was said, done, looked up or waited for."""
        self._samples = samples
        self.host = Host(manuscript.vocabulary, self._samples, console)

    def run(self) -> bool:
        """Whether it came to its end."""
        own_name = self._manuscript.catalogs.own_name(self.facts.language)
        self.console.tell(f"{self.flow.flow}: {self.flow.title}")
        self.console.tell(f"· for a {self.flow.audience}, in {own_name}; :help says what you can type")
        if planned := self._manuscript.planned.get(self.flow.flow):
            self.console.tell(f"· it cannot start yet, as these are planned: {', '.join(planned)}")
        try:
            self.feed(Started(self.flow.flow, self.host.begin(self.flow.takes)))
            while self.state and not self.state.is_over:
                obey(self, self.console.ask(Prompt("answer", tuple(self._options()))))
        except Left:
            top = self.state.top if self.state and self.state.frames else None
            where = f"at '{top.step}' of '{top.flow}'" if top else "before it began"
            self.console.tell(f"· left midway, {where}")
            return False
        self.console.tell("· the end")
        return True

    @property
    def book(self) -> FlowBook:
        return self._manuscript.book

    @property
    def buttons(self) -> tuple[ButtonChoice, ...]:
        """Those that stand open."""
        return offered(self.book, self.state, self.facts)

    @property
    def step(self) -> Step:
        """Where it stands. Only while it is not over."""
        assert self.state is not None
        return self.book.flows[self.state.top.flow].steps[self.state.top.step]

    def feed(self, event: Event) -> None:
        """As `bot.handling.turns` does: engine and host in turns, until the conversation waits or is over."""
        turn = advance(self.book, self.state, event, self.facts)
        heard = turn.heard
        while (answer := self._carried_out(turn)) is not None:
            turn = advance(self.book, self.state, answer, self.facts)
        if not heard:
            self.console.tell("· nothing here hears that now")
        if self.state and not self.state.is_over and not self.state.asks:
            self.console.tell(f"· waits for {self.step.wait_for}: type :event, or :later")

    def tap(self, choice: str) -> None:
        """A button."""
        assert self.state is not None
        self.feed(Chose(self.state.top.step, self.state.visit, choice))

    def say(self, words: str) -> None:
        """Something is typed."""
        self.feed(Said(words, labels={button.choice: self._screen.label(button.label) for button in self.buttons}))

    def become(self, fact: str, value: str) -> None:
        """Another language, a listener, somebody who paused. Raises Mistake for what nobody can be."""
        if fact not in PERSON_FACTS:
            raise Mistake(f"Nothing is known of '{fact}'.", mend=f"Known are: {', '.join(PERSON_FACTS)}.")
        if fact == "language":
            self.facts = replace(self.facts, language=self._manuscript.language(value))
        elif fact == "place":
            self.facts = replace(self.facts, place="group" if value == "group" else "private")
        else:
            self.facts = PersonFacts(**{**_strings(self.facts), fact: value}, place=self.facts.place)

    def _options(self) -> list[str]:
        found = [str(number) for number, _ in enumerate(self.buttons, 1)]
        found += ["ja"] * self.step.asks + [":voice"] * bool(self.step.answer) + [":event"] * bool(self.step.wait_for)
        return found + [":later"] * bool(self.time.timers)

    @property
    def _screen(self) -> Screen:
        return Screen(self._manuscript.catalogs, self._samples, self.facts.language)

    def _carried_out(self, turn: Turn) -> Event | None:
        before = self.state.top.flow if self.state and self.state.frames else self.flow.flow
        self.state = turn.state
        answer: Event | None = None
        for command in turn.commands:
            answer = self._carry_out(command) or answer
        if turn.state.frames:
            self.visited.add((turn.state.top.flow, turn.state.top.step))
            if turn.state.top.flow != before:
                self.console.tell(f"· now in '{turn.state.top.flow}'")
        return answer

    def _carry_out(self, command: Command) -> Event | None:
        assert self.state is not None
        match command:
            case Say():
                self.visited |= {
                    (flow, step) for flow, step, _ in (key.split(".", 2) for key in command.texts if key.count(".") > 1)
                }
                self._show(command, self.buttons)
            case Act():
                finished = self.host.act(command, self.state.top.values)
                if finished.outcome == DONE:
                    self._changed(command)
                return finished
            case Ask():
                return self.host.look_up(command)
            case SetTimer(kind, after, visit):
                self.time.set(kind, after, visit)
            case ClearTimers() | End():
                self.time.timers.clear()
            case NotUnderstood():
                self._not_understood()
        return None

    def _show(self, say: Say, buttons: tuple[ButtonChoice, ...] = ()) -> None:
        for line in ("", *self._screen.message(say, buttons)):
            self.console.tell(line)

    def _changed(self, command: Act) -> None:
        fact, argument = CHANGES.get(command.name, ("", ""))
        spec = self._manuscript.vocabulary.actions.get(command.name)
        value = named(spec.args, command.args).get(argument) if fact and spec else None
        if value is not None and (fact != "language" or value in self._manuscript.catalogs.all):
            self.become(fact, str(value))

    def _not_understood(self) -> None:
        if self.flow.audience == "parent":
            self.console.tell("· not understood twice: it goes to the coordinators, as a question")
            self._show(Say(("common.passed_on",), {"answer_day": self._samples.value("answer_day")}))
        else:
            self._show(Say(("common.not_understood",)))


def _strings(facts: PersonFacts) -> dict[str, str]:
    return {"language": facts.language, "reading": facts.reading, "state": facts.state}
