"""Stands in for actions, queries and events: says what would be done, and asks how it should end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.dialogue.actions import DONE, Vocabulary, named
from bot.dialogue.commands import Act, Ask
from bot.dialogue.events import Finished, Found
from bot.domain.wording import Value, Values
from bot.playing.console import Console, Prompt
from bot.playing.samples import Samples

MOST_ITEMS = 12


@dataclass(frozen=True, slots=True)
class Host:
    """Carries nothing out."""

    vocabulary: Vocabulary
    samples: Samples
    console: Console

    def act(self, command: Act, there: Mapping[str, Any]) -> Finished:
        """How an action ends. What it gives is what has that name already, else a sample."""
        spec = self.vocabulary.actions.get(command.name)
        if spec is None:
            self.console.tell(f"· would do {command.name}, which does not exist")
            return Finished()
        planned = ", which is planned" * spec.planned
        self.console.tell(f"· would do {command.name}({listed(named(spec.args, command.args))}){planned}")
        given = {name: there.get(name, self.samples.value(name)) for name in sorted(spec.gives)}
        if not given and not spec.outcomes:
            return Finished()
        outcomes = (DONE, *sorted(spec.outcomes))
        outcome, values = self._told("outcome", given, outcomes)
        if outcome == DONE:
            return Finished(DONE, given | values)
        also = {name: self.samples.value(name) for name in sorted(spec.gives_on.get(outcome, ()))}
        return Finished(outcome, also | {name: value for name, value in values.items() if name in also})

    def look_up(self, command: Ask) -> Found:
        """So many things as are said."""
        spec = self.vocabulary.queries.get(command.query)
        if spec is None:
            self.console.tell(f"· would look up {command.query}, which does not exist")
            return Found()
        planned = ", which is planned" * spec.planned
        self.console.tell(f"· would look up {command.query}({listed(named(spec.args, command.args))}){planned}")
        least = 1 if spec.always_finds else 0
        self.console.tell(f"  How many does it find? A number from {least} to {MOST_ITEMS}; Enter is 2.")
        while True:
            said = self.console.ask(Prompt("number", tuple(map(str, range(least, 4))))) or "2"
            if said.isdecimal() and least <= int(said) <= MOST_ITEMS:
                return Found(tuple(self.item(spec.gives, number) for number in range(1, int(said) + 1)))
            self.console.tell(f"  '{said}' is no number from {least} to {MOST_ITEMS}.")

    def item(self, names: Iterable[str], number: int = 1) -> Values:
        """A sample of each."""
        return {name: self.samples.value(name, number) for name in sorted(names)}

    def begin(self, takes: Iterable[str]) -> Values:
        """The values that a flow begins with."""
        given = self.item(takes)
        return given | self._told("begin", given, ())[1] if given else given

    def woken(self, event: str, said: str) -> Values | None:
        """The values of an event, with those that were said; None when these cannot be read, which is told."""
        given = self.item(self.vocabulary.events.get(event, ()))
        read = self._read(said, given, ())
        return None if read is None else given | read[1]

    def _told(self, kind: str, given: Values, outcomes: tuple[str, ...]) -> tuple[str, Values]:
        if len(outcomes) > 1:
            self.console.tell(f"  Enter is {DONE}; or type {' or '.join(outcomes[1:])}.")
        if given:
            self.console.tell(f"  {'Begins with' if kind == 'begin' else 'Gives'} {listed(given)}.")
            looked_at = {name: several for name in given if (several := self.samples.matters(name))}
            example, *_ = looked_at or given
            differs = "; ".join(f"{name} is {' or '.join(map(shown, several))}" for name, several in looked_at.items())
            self.console.tell(f"  Enter takes these; or type others, as {example}=…" + (f" ({differs})" if differs else ""))
        options = {name: self.samples.matters(name) for name in given}
        while True:
            said = self.console.ask(Prompt("begin" if kind == "begin" else "outcome", outcomes, options))
            if (read := self._read(said, given, outcomes)) is not None:
                return read

    def _read(self, said: str, given: Values, outcomes: tuple[str, ...]) -> tuple[str, Values] | None:
        """An outcome, and values by name; None when it cannot be read, which is told."""
        outcome, values = DONE, Values()
        for piece in filter(None, (piece.strip() for piece in said.split(","))):
            name, mark, value = (part.strip() for part in piece.partition("="))
            if mark and name in given:
                values[name] = self._typed(name, value, given[name])
            elif not mark and name in outcomes:
                outcome = name
            else:
                known = [*outcomes, *(f"{each}=…" for each in given)]
                self.console.tell(f"  '{piece}' means nothing here. You can type: {', '.join(known)}; or Enter.")
                return None
        return outcome, values

    def _typed(self, name: str, value: str, before: Value) -> Value:
        for one in (*self.samples.matters(name), before):
            if shown(one) == value:
                return one
        return int(value) if isinstance(before, int) and value.isdecimal() else value


def shown(value: Any) -> str:
    """A value as somebody may type it."""
    match value:
        case bool():
            return str(value).lower()
        case {"date": day}:
            return str(day)
        case {"text": key}:
            return f"‹{key}›"
        case {"language": code}:
            return f"‹{code}›"
        case list() | tuple():
            return " + ".join(map(shown, value))
        case _:
            return str(value)


def listed(values: Mapping[str, Any]) -> str:
    """`kind: helps, subject: meaning`."""
    return ", ".join(f"{name}: {shown(value)}" if name else shown(value) for name, value in values.items())
