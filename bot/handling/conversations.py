"""A person's conversations together: which one starts, which one hears, which one goes on when another is over."""

from dataclasses import replace
from typing import Any

from bot.dialogue import floor
from bot.dialogue.book import FlowBook
from bot.dialogue.events import Chose, TimePassed, Woke
from bot.domain.conversation import Conversation, Standing
from bot.domain.delivery import Recipient
from bot.domain.follow_up import FollowUp
from bot.domain.person import Person
from bot.domain.question import Question
from bot.handling import speaking
from bot.handling.moment import Moment
from bot.handling.turns import Turns

QUESTION = "question:"
"""How the ledger marks a message that is about a question instead of a conversation."""


class Conversations:
    """Everything that can happen to the conversations of one person."""

    def __init__(self, book: FlowBook, turns: Turns) -> None:
        self._book = book
        self._turns = turns

    async def start(self, moment: Moment, person: Person, flow: str, values: dict[str, Any], place: Recipient) -> None:
        """The person starts a flow: it takes the floor; an open one of the same flow gives way."""
        held = await self._held(moment, person)
        entrance = floor.started_by_person([view for view, _ in held.values()], _identity(flow, {}), str(place))
        for conversation_id in entrance.ends:
            await self._end(moment, held[conversation_id][1])
        await self._begin(moment, person, self._new(moment, person, flow, place), values)

    async def happen(
        self, moment: Moment, person: Person, event: str, data: dict[str, Any], *, delivery_id: str | None = None
    ) -> None:
        """Something happened to the person: conversations that wait for it wake up, flows that it starts, start."""
        held = await self._held(moment, person)
        for view, conversation in held.values():
            if view.standing is Standing.OPEN:
                await self._turns.go_on(moment, person, conversation, Woke(event, data))
        place = speaking.own_chat(person.id)
        spoken = False
        for name in self._book.started_by(event):
            if self._book.flows[name].audience not in _audiences(person):
                continue
            values = {key: data[key] for key in self._book.flows[name].takes if key in data}
            views = [view for view, _ in (await self._held(moment, person)).values()]
            entrance = floor.started_by_event(views, _identity(name, values), str(place), moment.work.clock.now())
            conversation = replace(self._new(moment, person, name, place), delivery_id=delivery_id)
            match entrance.start:
                case floor.Start.SPEAK:
                    await self._begin(moment, person, conversation, values)
                    spoken = True
                case floor.Start.QUEUE:
                    await self._queue(moment, conversation, values, entrance)
                    spoken = True
                case floor.Start.KEEP:
                    pass
        if delivery_id is not None and not spoken:
            await moment.work.uow.ledger.fill(delivery_id, [])

    async def said(self, moment: Moment, person: Person, place: Recipient) -> bool:
        """Typed, spoken or sent: for the conversation replied to, or the one with the floor. False when nobody has it."""
        assert moment.inbound is not None
        held = await self._held(moment, person)
        replied = moment.inbound.reply_to
        about = await moment.work.uow.conversations.by_message(place, replied) if replied else None
        heard_by = floor.addressed([view for view, _ in held.values()], str(place), replied_to=about)
        if heard_by is None:
            return False
        conversation, heard = await self._turns.hear(moment, person, held[heard_by][1])
        await self._after(moment, person, conversation)
        return heard

    async def takes_words(self, moment: Moment, person: Person, place: Recipient) -> bool:
        """Whether the conversation with the floor takes any words as its answer."""
        held = await self._held(moment, person)
        holder = floor.with_floor([view for view, _ in held.values()], str(place))
        return holder is not None and self._turns.takes_words(held[holder][1])

    async def tapped(self, moment: Moment, person: Person, token: str, place: Recipient) -> None:
        """A button: of the person's own conversation, or in a group of any coordinator's."""
        uow = moment.work.uow
        button = await uow.conversations.button(token)
        mine = button is not None and button.coalition_id == person.coalition_id and button.person_id in {None, person.id}
        if button is None or not mine or (button.person_id is None and not person.is_coordinator):
            await speaking.tell(moment, place, "common.over")
            return
        conversation = await uow.conversations.get(button.conversation_id)
        owner = person if conversation.person_id == person.id else await uow.people.find(conversation.person_id)
        heard = False
        if owner is not None and conversation.standing is Standing.OPEN:
            event = Chose(button.step, button.visit, button.choice)
            conversation, heard = await self._turns.go_on(moment, owner, conversation, event)
            await self._after(moment, owner, conversation)
        if not heard:
            await speaking.tell(moment, place, "common.over")

    async def time_passed(self, moment: Moment, person: Person, conversation_id: str, kind: str, visit: int) -> None:
        """A timer of a conversation went off; of one that went on since, nothing comes."""
        if kind == "floor":
            await self._next(moment, person, speaking.own_chat(person.id))
            return
        conversation = await moment.work.uow.conversations.get(conversation_id)
        if conversation.standing is Standing.OPEN:
            touched_at = conversation.touched_at
            event = TimePassed("remind" if kind == "remind" else "until", visit)
            conversation, _ = await self._turns.go_on(moment, person, conversation, event)
            if kind == "remind":
                # A reminder does not make it the one that was talked to last.
                conversation = replace(conversation, touched_at=touched_at)
                await moment.work.uow.conversations.save(conversation)
            await self._after(moment, person, conversation)

    async def question_replied_to(self, moment: Moment, place: Recipient, external_id: str) -> Question | None:
        """The question that a message of ours was about."""
        about = await moment.work.uow.conversations.by_message(place, external_id)
        if about is None or not about.startswith(QUESTION):
            return None
        return await moment.work.uow.questions.get(about.removeprefix(QUESTION))

    async def _begin(self, moment: Moment, person: Person, conversation: Conversation, values: dict[str, Any]) -> None:
        # Saved first: buttons and timers name it.
        await moment.work.uow.conversations.save(conversation)
        conversation = await self._turns.begin(moment, person, conversation, values)
        await self._after(moment, person, conversation)

    async def _queue(self, moment: Moment, conversation: Conversation, values: dict[str, Any], entrance: floor.Entrance) -> None:
        conversation = replace(conversation, standing=Standing.QUEUED, state={"start": values})
        await moment.work.uow.conversations.save(conversation)
        await self._look_again(moment, conversation, entrance)

    async def _look_again(self, moment: Moment, conversation: Conversation, entrance: floor.Entrance) -> None:
        assert entrance.free_at is not None
        await moment.work.uow.follow_ups.plan(
            FollowUp(
                id=moment.work.chance.id(),
                coalition_id=conversation.coalition_id,
                key=f"floor:{conversation.id}:{entrance.free_at.isoformat()}",
                kind="floor",
                due_at=entrance.free_at,
                person_id=conversation.person_id,
                conversation_id=conversation.id,
                visit=0,
            )
        )

    async def _after(self, moment: Moment, person: Person, conversation: Conversation) -> None:
        """When one is over, the floor goes to the one that has queued longest."""
        if conversation.standing is Standing.OVER:
            await self._next(moment, person, conversation.place)

    async def _next(self, moment: Moment, person: Person, place: Recipient) -> None:
        held = await self._held(moment, person)
        views = [view for view, _ in held.values()]
        now = moment.work.clock.now()
        queued = [view for view in views if view.standing is Standing.QUEUED and view.place == str(place)]
        following = floor.next_in_queue(views, str(place), now)
        if following is not None:
            conversation = held[following][1]
            await self._begin(moment, person, replace(conversation, standing=Standing.OPEN), conversation.state["start"])
        elif queued:
            holder = floor.with_floor(views, str(place))
            touched = next(view.touched_at for view in views if view.id == holder)
            entrance = floor.Entrance(floor.Start.QUEUE, free_at=touched + floor.BUSY)
            await self._look_again(moment, held[queued[0].id][1], entrance)

    async def _end(self, moment: Moment, conversation: Conversation) -> None:
        await moment.work.uow.follow_ups.cancel(conversation_id=conversation.id)
        await moment.work.uow.conversations.save(replace(conversation, standing=Standing.OVER, asks=False))

    async def _held(self, moment: Moment, person: Person) -> dict[str, tuple[floor.Held, Conversation]]:
        found = await moment.work.uow.conversations.of(person.id)
        return {c.id: (self._view(c), c) for c in found}

    def _view(self, conversation: Conversation) -> floor.Held:
        flow = self._book.flows.get(conversation.flow)
        start = conversation.state.get("start")
        if start is None:
            frames = conversation.state.get("frames") or [{}]
            start = frames[0].get("values", {})
        values = {key: start[key] for key in flow.takes if key in start} if flow else {}
        return floor.Held(
            conversation.id,
            _identity(conversation.flow, values),
            conversation.standing,
            conversation.asks,
            conversation.touched_at,
            str(conversation.place),
        )

    def _new(self, moment: Moment, person: Person, flow: str, place: Recipient) -> Conversation:
        now = moment.work.clock.now()
        return Conversation(
            id=moment.work.chance.id(),
            coalition_id=person.coalition_id,
            person_id=person.id,
            place=place,
            flow=flow,
            standing=Standing.OPEN,
            state={},
            started_at=now,
            touched_at=now,
        )


def _identity(flow: str, values: dict[str, Any]) -> str:
    """What makes two runs the same: the flow, and what it is about. Two bulletins are two conversations."""
    about = ",".join(f"{key}={values[key]}" for key in sorted(values) if isinstance(values[key], str))
    return f"{flow}({about})"


def _audiences(person: Person) -> set[str]:
    return {"coordinator"} if person.is_coordinator else {"parent"}
