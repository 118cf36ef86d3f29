"""Everything that any step of any flow can say is rendered in every language of its readers, and fits the channel.

With values as they are most days, and with every element at its largest; in each language that has words for it, and in two that
nobody speaks: a long one and one from right to left. Held against the limits of every channel, a caption's too.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pytest

from bot.dialogue.book import FlowBook
from bot.dialogue.commands import ButtonChoice, Say
from bot.dialogue.events import PersonFacts
from bot.dialogue.scene import Scene
from bot.dialogue.speaking import again, speak
from bot.dialogue.state import DialogueState, Frame, Phase
from bot.dialogue.text import Text
from bot.domain.delivery import Delivery, Part, PartKind, Purpose, Recipient, RecipientKind
from bot.domain.wording import Button, Content, Values
from bot.handling.happenings import ALWAYS
from bot.handling.rendering import Renderer
from bot.outbox.call import Call
from bot.outbox.limits import LIMITS, Limits
from bot.texts.catalogs import Catalogs
from bot.texts.check import visible_length
from bot.texts.isolates import FIRST_STRONG, POP
from bot.texts.pseudo import LONG, RIGHT_TO_LEFT, with_pseudo
from bot.texts.source import Audience
from bot.wiring import Library
from tests.conversations.values import LARGEST, MOST_DAYS, OF_HOUSE, items
from tests.fakes.clock import MONDAY_MORNING
from tests.people import BOT, LOTTE, NOOR, SPIEGEL, VOORBEELDSTAD
from tests.services.conftest import Town

PSEUDO = (LONG, RIGHT_TO_LEFT)
MOST_BUTTON = 40
"""Visible characters of a button that still stand on one line of a phone."""
FITTING = {"most_days": MOST_DAYS, "largest": LARGEST}
WHO = {"parent": LOTTE, "coordinator": NOOR}


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a step."""

    where: str
    say: Say


def sayings(book: FlowBook, flow: str, values: Values) -> Iterator[Said]:
    """Everything that the steps of a flow can say: at first, as a reminder, and when the answer was not understood."""
    for name, step in book.flows[flow].steps.items():
        options = items(step, values)
        frame = Frame(flow=flow, step=name, values=values, trail=("before",))
        state = DialogueState(frames=(frame,), phase=Phase.WAITING, options=options)
        scene = Scene(book, PersonFacts())
        for number, say in enumerate(speak(scene, state), 1):
            assert isinstance(say, Say)
            yield Said(f"{flow}.{name} ({number})", say)
        if step.remind and step.remind.say:
            yield Said(f"{flow}.{name} (reminder)", again(scene, state, f"{flow}.{name}.remind", step.remind.say))
        if step.asks:
            yield Said(f"{flow}.{name} (not understood)", again(scene, state, "common.not_understood"))
        if step.answer:
            yield Said(f"{flow}.{name} (too long)", again(scene, state, "common.too_long", most=step.answer.most))


async def rendered(town: Town, catalogs: Catalogs, say: Say, audience: str, language: str) -> Call:
    """As the dispatcher has it made."""
    person = replace(WHO[audience], language=language)
    town.put(person)
    buttons = tuple(tuple(Button(choice.label, town.chance.token()) for choice in row) for row in say.rows)
    content = Content(say.texts, say.values, buttons, shown=say.shown)
    part = Part("part", "delivery", 1, PartKind.SEND, content)
    recipient = Recipient(RecipientKind.PERSON, person.id)
    delivery = Delivery("delivery", VOORBEELDSTAD.id, BOT.id, recipient, Purpose.REPLY, "key", MONDAY_MORNING, parts=(part,))
    call = await Renderer(catalogs, town.clock).render(town.work.uow, delivery, part)
    assert isinstance(call, Call)
    return call


def house(fit: str) -> Town:
    """A coalition whose own words are short, or as long as they may be."""
    town = Town()
    town.rows.coalitions[VOORBEELDSTAD.id] = replace(VOORBEELDSTAD, **OF_HOUSE[fit])
    town.rows.accounts[BOT.id] = BOT
    town.rows.trajectories[SPIEGEL.id] = SPIEGEL
    return town


def faults(call: Call, picture: str | None = None) -> list[str]:
    """What a reader, or any channel, would not take."""
    found = _unreadable(call)
    for name, limits in LIMITS.items():
        found += [f"{fault}, which {name} does not take" for fault in _beyond(call, limits, with_picture=bool(picture))]
    return found


def _unreadable(call: Call) -> list[str]:
    found = []
    if not call.text.strip():
        found.append("says nothing")
    if "\n\n\n" in call.text or call.text != call.text.strip() or any(line != line.strip() for line in call.text.split("\n")):
        found.append("has blank ends or gaps")
    if any(line.count(FIRST_STRONG) != line.count(POP) for line in call.text.split("\n")):
        found.append("has an isolate that stays open")
    if FIRST_STRONG + POP in call.text:
        found.append("has an empty isolate")
    labels = [label for row in call.rows for label, _ in row]
    found += [
        f"has a button of {visible_length(label)}: {label}" for label in labels if not 0 < visible_length(label) <= MOST_BUTTON
    ]
    found += [f"has a button of more lines: {label}" for label in labels if "\n" in label]
    if re.search(r"\{[a-z_]+\}", call.text + "".join(labels)):
        found.append("has a placeholder that was not filled in")
    return found


def _beyond(call: Call, limits: Limits, *, with_picture: bool) -> list[str]:
    found = []
    if (length := utf16(call.text)) > (most := limits.caption if with_picture else limits.text):
        found.append(f"has {length} UTF-16 units, more than {most}")
    number = sum(map(len, call.rows))
    if number > limits.buttons or any(len(row) > limits.buttons_a_row for row in call.rows):
        found.append(f"has {number} buttons")
    tokens = [token for row in call.rows for _, token in row]
    return found + [f"has a token of {len(token)}" for token in tokens if len(token.encode()) > limits.token_bytes]


def utf16(text: str) -> int:
    """As phones count."""
    return len(text.encode("utf-16-le")) // 2


@pytest.fixture(scope="session")
def catalogs(library: Library) -> Catalogs:
    """With the two made languages."""
    real = library.catalogs.all
    return Catalogs(with_pseudo(real.values(), real["nl"]))


@pytest.mark.parametrize("fit", sorted(FITTING))
async def test_every_step_can_be_said_to_everybody_who_meets_it(fit: str, library: Library, catalogs: Catalogs) -> None:
    town, values, found, said = house(fit), FITTING[fit], [], 0
    for flow in library.book.flows:
        audience = library.book.flows[flow].audience
        for saying in sayings(library.book, flow, values):
            for language in library.catalogs.languages(audience) + PSEUDO:
                call = await rendered(town, catalogs, saying.say, audience, language)
                found += [f"{saying.where} in {language} {fault}" for fault in faults(call, saying.say.picture)]
                said += 1
    assert not found, "\n".join(found)
    assert said > len(library.book.flows) * len(library.catalogs.languages("coordinator"))


@pytest.mark.parametrize("fit", sorted(FITTING))
async def test_every_text_without_a_flow_can_be_said(fit: str, library: Library, catalogs: Catalogs) -> None:
    town, found = house(fit), []
    common, texts = library.book.common, library.book.texts()
    groups: list[tuple[Audience, Mapping[str, Text]]] = [("parent", common.texts), ("coordinator", common.coordinators)]
    for audience, names in groups:
        for name, text in names.items():
            key = f"common.{name}"
            say = Say((key,), {each: FITTING[fit][each] for each in text.names if each not in ALWAYS})
            if texts[key].is_button:
                say = Say(("common.not_understood",), rows=((ButtonChoice(name, {"text": key}),),))
            for language in library.catalogs.languages(audience) + PSEUDO:
                call = await rendered(town, catalogs, say, audience, language)
                found += [f"{key} in {language} {fault}" for fault in faults(call)]
    assert not found, "\n".join(found)
