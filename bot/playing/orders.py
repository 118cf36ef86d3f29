"""What somebody types at a played conversation: an answer, or an order that begins with a colon."""

from typing import TYPE_CHECKING, get_args

from bot.dialogue.events import Kind, Said, TimePassed, Woke
from bot.dialogue.hearing import says_stop
from bot.dialogue.names import duration
from bot.dialogue.scene import PERSON_FACTS
from bot.domain.errors import Mistake
from bot.playing.console import Left
from bot.playing.host import listed

if TYPE_CHECKING:
    from bot.playing.play import Play

HELP = (
    "a number                  taps that button",
    "words                     are typed; =7 types a 7",
    ":voice :photo :document   sends one",
    ":back                     taps the button back",
    ":later 3 days             time passes; without how long, until something comes",
    ":event                    what the step waits for happens; :event name=value says how",
    ":person reading=listen    who reads: language, reading, state, place",
    ":values                   what the conversation knows",
    ":quit                     stops here",
)


def obey(play: "Play", line: str) -> None:
    """One line. Raises Left."""
    buttons = play.buttons
    if line.startswith(":"):
        word, _, rest = line[1:].partition(" ")
        try:
            _ordered(play, word, rest.strip())
        except (Mistake, ValueError) as error:
            play.console.tell(f"· {error}")
    elif line.isdecimal() and 1 <= int(line) <= len(buttons):
        play.tap(buttons[int(line) - 1].choice)
    elif line.startswith("/"):
        play.console.tell("· a command starts another flow; here only this one is played")
    elif says_stop(line, play.book.words):
        play.console.tell("· a word for stop: it comes before everything, and starts the flow 'stop'")
    elif line:
        play.say(line.removeprefix("="))


def _ordered(play: "Play", word: str, rest: str) -> None:
    """Raises Left; Mistake or ValueError, with words for people, for what cannot be."""
    match word:
        case "quit":
            raise Left
        case "back":
            if all(button.choice != "back" for button in play.buttons):
                raise Mistake("There is no button back here.")
            play.tap("back")
        case "later":
            _later(play, rest)
        case "voice" | "photo" | "document":
            kind: Kind = next(each for each in get_args(Kind) if each == word)
            play.feed(Said("", kind, f"{word}-1"))
        case "event":
            _happen(play, rest)
        case "person":
            name, _, value = (part.strip() for part in rest.partition("="))
            if rest:
                play.become(name, value)
            play.console.tell(f"· {listed({fact: getattr(play.facts, fact) for fact in PERSON_FACTS})}")
        case "values":
            play.console.tell(f"· {listed(play.state.top.values if play.state else {}) or 'nothing'}")
        case _:
            for line in HELP:
                play.console.tell(f"  {line}")


def _later(play: "Play", how_long: str) -> None:
    until = play.time.now + duration(how_long) if how_long else play.time.next
    came = False
    while play.state and not play.state.is_over and (due := play.time.due(until)):
        came = True
        play.console.tell(f"· {play.time} after it began")
        play.feed(TimePassed(*due))
    if not came:
        play.console.tell(f"· {play.time} after it began, and nothing comes")


def _happen(play: "Play", rest: str) -> None:
    event = play.step.wait_for
    if event is None:
        raise Mistake("This step waits for no event.")
    values = play.host.woken(event, rest)
    if values is not None:
        play.console.tell(f"· {event} happens ({listed(values)})" if values else f"· {event} happens")
        play.feed(Woke(event, values))
