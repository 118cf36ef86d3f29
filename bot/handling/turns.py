"""One conversation, one turn: the engine says what, actions and queries do it, the ledger takes what is said."""

from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol

from bot.dialogue import events
from bot.dialogue.book import FlowBook
from bot.dialogue.commands import Act, Ask, ClearTimers, Command, End, NotUnderstood, Say, SetTimer
from bot.dialogue.engine import advance, offered, repeated
from bot.dialogue.model import Step
from bot.dialogue.state import DialogueState, Phase
from bot.domain.conversation import Conversation, Standing
from bot.domain.delivery import RecipientKind
from bot.domain.follow_up import FollowUp
from bot.domain.person import Person
from bot.domain.wording import Value
from bot.handling import speaking
from bot.handling.context import Context, Done
from bot.handling.moment import Moment
from bot.handling.registry import Registry
from bot.services.ports import UnitOfWork

TYPED: frozenset[Literal["text", "voice", "photo", "document"]] = frozenset({"text", "voice", "photo", "document"})


class Labels(Protocol):
    """How a button reads to a person."""

    async def label(self, uow: UnitOfWork, label: Value, person: Person) -> str: ...


@dataclass(slots=True)
class _Result:
    """What has come of a turn so far."""

    state: DialogueState
    heard: bool
    says: list[Say] = field(default_factory=list)
    lost: NotUnderstood | None = None


class Turns:
    """Runs the engine for one conversation until it waits or is over."""

    def __init__(self, book: FlowBook, registry: Registry, labels: Labels) -> None:
        self._book = book
        self._registry = registry
        self._labels = labels

    async def begin(self, moment: Moment, person: Person, conversation: Conversation, values: dict[str, Any]) -> Conversation:
        """Its first turn."""
        started = events.Started(conversation.flow, values)
        return (await self._turn(moment, person, conversation, None, started))[0]

    async def go_on(
        self, moment: Moment, person: Person, conversation: Conversation, event: events.Event
    ) -> tuple[Conversation, bool]:
        """A next turn, and whether the event was for this conversation as it stands."""
        state = DialogueState.from_json(conversation.state)
        return await self._turn(moment, person, conversation, state, event)

    async def hear(self, moment: Moment, person: Person, conversation: Conversation) -> tuple[Conversation, bool]:
        """What the person just typed, said or sent is for this conversation."""
        inbound = moment.inbound
        assert inbound is not None
        state = DialogueState.from_json(conversation.state)
        labels = {}
        for button in offered(self._book, state, _facts(person, conversation)):
            labels[button.choice] = await self._labels.label(moment.work.uow, button.label, person)
        kind = next(kind for kind in TYPED if kind == inbound.kind.value)
        said = events.Said(inbound.text, kind, moment.media_id or "", labels)
        return await self._turn(moment, person, conversation, state, said)

    async def repeat(self, moment: Moment, person: Person, conversation: Conversation) -> None:
        """What it waits for is asked once more, as the person reads it now; that they did not understand it before is past."""
        state = DialogueState.from_json(conversation.state).now(misunderstood=0)
        await moment.work.uow.conversations.save(replace(conversation, state=state.to_json()))
        if says := repeated(self._book, state, _facts(person, conversation)):
            await speaking.say(moment, conversation, says, f"{state.visit}:again")

    def takes_words(self, conversation: Conversation) -> bool:
        """Whether any words that are typed are an answer to what it asks now."""
        step = self._waits_at(conversation)
        return step is not None and step.answer is not None and "text" in step.answer.kinds

    def asks_for_words(self, conversation: Conversation) -> bool:
        """Whether the person was just asked to type something: there is nothing to tap instead."""
        step = self._waits_at(conversation)
        return step is not None and step.answer is not None and step.choices is None

    def asks_for(self, conversation: Conversation, query: str) -> bool:
        """Whether what can be chosen now comes from this query."""
        step = self._waits_at(conversation)
        return step is not None and step.found is not None and step.found.from_ == query

    def _waits_at(self, conversation: Conversation) -> Step | None:
        state = DialogueState.from_json(conversation.state)
        if state.phase is not Phase.WAITING:
            return None
        flow = self._book.flows.get(state.top.flow)
        return flow.steps.get(state.top.step) if flow else None

    async def _turn(
        self, moment: Moment, person: Person, conversation: Conversation, state: DialogueState | None, event: events.Event
    ) -> tuple[Conversation, bool]:
        uow = moment.work.uow
        result = await self._advance(moment, person, conversation, state, event)
        if result.says:
            await speaking.say(moment, conversation, result.says, str(result.state.visit))
        elif conversation.delivery_id is not None:
            await uow.ledger.fill(conversation.delivery_id, [], conversation_id=conversation.id)
        if result.lost is not None:
            await self._pass_on(moment, person, conversation, result.lost)
        conversation = replace(
            conversation,
            state=result.state.to_json(),
            standing=Standing.OVER if result.state.is_over else Standing.OPEN,
            asks=result.state.asks and not result.state.is_over,
            touched_at=moment.work.clock.now() if result.heard else conversation.touched_at,
            delivery_id=None,
        )
        await uow.conversations.save(conversation)
        return conversation, result.heard

    async def _advance(
        self, moment: Moment, person: Person, conversation: Conversation, state: DialogueState | None, event: events.Event
    ) -> _Result:
        """Engine and host in turns, until nothing more is asked of the host."""
        turn = advance(self._book, state, event, _facts(person, conversation))
        result = _Result(turn.state, turn.heard)
        while True:
            answer: events.Event | None = None
            for command in turn.commands:
                if isinstance(command, Say):
                    result.says.append(command)
                elif isinstance(command, NotUnderstood):
                    result.lost = command
                else:
                    answer = await self._carry_out(moment, person, conversation, turn.state, command) or answer
            result.state = turn.state
            if answer is None:
                return result
            # An action may have changed the person: another language, a pause.
            person = await moment.work.uow.people.find(person.id) or person
            turn = advance(self._book, turn.state, answer, _facts(person, conversation))

    async def _carry_out(
        self, moment: Moment, person: Person, conversation: Conversation, state: DialogueState, command: Command
    ) -> events.Event | None:
        follow_ups = moment.work.uow.follow_ups
        match command:
            case Act(name, args):
                action = self._registry.actions[name]
                done: Done = await action.run(self._context(moment, person, conversation, state), action.spec.arguments(args))
                return events.Finished(done.outcome, done.values)
            case Ask(name, args):
                query = self._registry.queries[name]
                context = self._context(moment, person, conversation, state)
                return events.Found(tuple(await query.run(context, query.spec.arguments(args))))
            case SetTimer(kind, after, visit):
                await follow_ups.plan(
                    FollowUp(
                        id=moment.work.chance.id(),
                        coalition_id=conversation.coalition_id,
                        key=f"timer:{conversation.id}:{visit}:{kind}",
                        kind=kind,
                        due_at=moment.work.clock.now() + after,
                        person_id=person.id,
                        conversation_id=conversation.id,
                        visit=visit,
                    )
                )
            case ClearTimers() | End():
                await follow_ups.cancel(conversation_id=conversation.id)
            case _:
                pass
        return None

    async def _pass_on(self, moment: Moment, person: Person, conversation: Conversation, lost: NotUnderstood) -> None:
        """What a parent said twice in vain goes to a person, as a question. Coordinators are people themselves."""
        if not person.is_parent:
            await speaking.tell(moment, conversation.place, "common.not_understood")
            return
        action = self._registry.actions["ask_question"]
        args = {"words": lost.text, "media_id": lost.media_id}
        context = self._context(moment, person, conversation, DialogueState.from_json(conversation.state))
        done: Done = await action.run(context, action.spec.arguments(args))
        if done.outcome == "done":
            if lost.media_id and not lost.text:  # nobody hears what a voice says before a person does
                await speaking.tell(moment, conversation.place, "danger.safe.say")
            key = "common.passed_on" if done.values["is_read"] == "yes" else "common.passed_on_unread"
            await speaking.tell(moment, conversation.place, key, done.values)
            return
        # Who takes no part yet cannot be answered: they are asked again, instead of hearing nothing.
        await self.repeat(moment, person, conversation)

    def _context(self, moment: Moment, person: Person, conversation: Conversation, state: DialogueState) -> Context:
        values = state.top.values if state.frames else {}
        return Context(
            work=moment.work,
            person=person,
            actor=moment.actor,
            account=moment.account,
            place=conversation.place,
            conversation_id=conversation.id,
            values=values,
            inbound=moment.inbound,
        )


def _facts(person: Person, conversation: Conversation) -> events.PersonFacts:
    place: Literal["private", "group"] = "group" if conversation.place.kind is RecipientKind.GROUP else "private"
    return events.PersonFacts(person.language, person.reading, person.state, place)
