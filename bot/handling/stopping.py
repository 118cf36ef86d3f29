"""Whether what came in is stop: it works at once, whatever of the same person could not be handled before it."""

from bot.dialogue.book import FlowBook
from bot.dialogue.hearing import says_stop
from bot.dialogue.model import Flow, Step
from bot.dialogue.state import DialogueState
from bot.domain.conversation import Standing
from bot.domain.inbound import Inbound, InboundKind
from bot.domain.person import Person
from bot.handling.private import flow_of
from bot.services.work import Work

ACTION, FLOW = "stop_messages", "stop"
"""What a step does that stops, and the flow that starts with it."""


class Stopping:
    """Knows stop when it sees it: a word in any language, the command, or a button that leads to it."""

    def __init__(self, book: FlowBook) -> None:
        self._book = book

    async def is_stop(self, work: Work, inbound: Inbound) -> bool:
        """Of a parent, in their own chat. What is only nearly stop waits its turn."""
        if inbound.in_group or inbound.forwarded or not inbound.sender:
            return False
        address = await work.uow.people.find_address(inbound.bot_account_id, inbound.address_kind, inbound.sender)
        person = await work.uow.people.find(address.person_id) if address and address.person_id else None
        if person is None or not person.is_parent or person.is_coordinator:
            return False
        match inbound.kind:
            case InboundKind.TEXT:
                return says_stop(inbound.text, self._book.words)
            case InboundKind.COMMAND:
                return flow_of(self._book, inbound.word, person) == FLOW
            case InboundKind.TAP:
                return await self._button(work, person, inbound.token)
            case _:
                return False

    async def _button(self, work: Work, person: Person, token: str) -> bool:
        """One that still works. What it does is seen from the files, without doing it."""
        button = await work.uow.conversations.button(token)
        if button is None or button.person_id != person.id:
            return False
        conversation = await work.uow.conversations.get(button.conversation_id)
        if conversation.standing is not Standing.OPEN:
            return False
        state = DialogueState.from_json(conversation.state)
        flow = self._book.flows.get(state.top.flow) if not state.is_over else None
        step = flow.steps.get(button.step) if flow else None
        if flow is None or step is None or (state.visit, state.top.step) != (button.visit, button.step):
            return False
        choice = step.reactions().get(button.choice)
        return choice is not None and self._leads_to_stop(flow, choice.go or step.go)

    def _leads_to_stop(self, flow: Flow, target: str | None) -> bool:
        """Whether the next step stops, itself or by what it calls."""
        name = flow.step(target) if target else None
        if name is None:
            return False
        step = flow.steps[name]
        called = self._book.flows.get(step.call) if step.call else None
        return _stops(step) or (called is not None and _stops(called.steps[called.first]))


def _stops(step: Step) -> bool:
    return any(action.name == ACTION for action in step.do)
