"""A person's conversations together: which one starts, which one hears, which one goes on when another is over."""

from collections.abc import Collection, Container
from dataclasses import replace
from typing import Any

from bot.dialogue import floor
from bot.dialogue.book import FlowBook
from bot.dialogue.events import Chose, TimePassed, Woke
from bot.domain.actor import Role
from bot.domain.conversation import Conversation, Standing
from bot.domain.delivery import Purpose, Recipient
from bot.domain.errors import NotThere
from bot.domain.follow_up import FollowUp
from bot.domain.person import Person, PersonState
from bot.domain.question import Question
from bot.handling import holding, speaking, way_back
from bot.handling.moment import Moment
from bot.handling.turns import Turns
from bot.services.delivery import sending

QUESTION = "question:"
"""How the ledger marks a message that is about a question instead of a conversation."""


class Conversations:
    """Everything that can happen to the conversations of one person."""

    def __init__(self, book: FlowBook, turns: Turns, unready: Container[str] = ()) -> None:
        """`unready` names the flows that cannot start yet (`bot.dialogue.checker`)."""
        self._book = book
        self._turns = turns
        self._unready = unready

    async def start(self, moment: Moment, person: Person, flow: str, values: dict[str, Any], place: Recipient) -> None:
        """The person starts a flow: it takes the floor; an open one of the same flow gives way."""
        if flow in self._unready:
            await speaking.tell(moment, place, "common.not_yet")
            return
        held = await self._held(moment, person)
        # By its name alone: the person means this flow, whatever an open one is about.
        views = [replace(view, flow=conversation.flow) for view, conversation in held.values()]
        for conversation_id in floor.started_by_person(views, flow, str(place)).ends:
            values = holding.with_earlier_words(values, held[conversation_id][1])
            await self._end(moment, held[conversation_id][1])
        await self._begin(moment, person, holding.new(moment, person, flow, place), values)

    async def interrupt(
        self, moment: Moment, person: Person, event: str, data: dict[str, Any], roles: Collection[Role] = ()
    ) -> None:
        """The person did something that cannot wait for the floor: the flows that it starts, start at once. `roles`: only those
        that are for these of theirs."""
        for name in self._book.started_by(event):
            if self._book.flows[name].is_for(roles or person.roles):
                values = {key: data[key] for key in self._book.flows[name].takes if key in data}
                await self.start(moment, person, name, values, speaking.own_chat(person.id))

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
            if not self._book.flows[name].is_for(person.roles) or name in self._unready:
                continue
            values = {key: data[key] for key in self._book.flows[name].takes if key in data}
            identity = holding.identity(name, values)
            views = self._in_the_way(await self._held(moment, person), identity, values.get("question_id"))
            entrance = floor.started_by_event(views, identity, str(place), moment.work.clock.now())
            conversation = replace(holding.new(moment, person, name, place), delivery_id=delivery_id)
            match entrance.start:
                case floor.Start.SPEAK:
                    await self._begin(moment, person, conversation, values)
                    spoken = True
                case floor.Start.QUEUE:
                    await self._queue(moment, conversation, values, entrance)
                    spoken = True
                case floor.Start.KEEP:
                    # The same delivery told of again: the conversation that opens it queues.
                    spoken |= delivery_id is not None and await self._opens(person, moment, delivery_id)
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

    async def asks_for_a_name(self, moment: Moment, person: Person, place: Recipient) -> bool:
        """Whether a language's name is an answer to what the one with the floor asks: words, or which language."""
        held = await self._held(moment, person)
        holder = floor.with_floor([view for view, _ in held.values()], str(place))
        if holder is None:
            return False
        conversation = held[holder][1]
        return self._turns.asks_for_words(conversation) or self._turns.asks_for(conversation, "offered_languages")

    async def tapped(self, moment: Moment, person: Person, token: str, place: Recipient) -> None:
        """A button: of the person's own conversation, or in a group of any coordinator's."""
        uow = moment.work.uow
        button = await uow.conversations.button(token)
        mine = button is not None and button.coalition_id == person.coalition_id and button.person_id in {None, person.id}
        if button is None and await self._enters(moment, person, token, place):
            return
        if button is None or not mine or (button.person_id is None and not person.is_coordinator):
            if await speaking.take_buttons(moment, place, token, chosen=False):
                await speaking.tell(moment, place, "common.over")
            return
        if button.choice == speaking.WHOLE:
            await speaking.show_all(moment, place, token)
            return
        conversation = await uow.conversations.get(button.conversation_id)
        if not self._is_for(conversation, person):
            await self._end(moment, conversation)
            conversation = await uow.conversations.get(conversation.id)
        owner = person if conversation.person_id == person.id else await uow.people.find(conversation.person_id)
        heard = False
        if owner is not None and conversation.standing is Standing.OPEN:
            event = Chose(button.step, button.visit, button.choice)
            conversation, heard = await self._turns.go_on(moment, owner, conversation, event)
            await self._after(moment, owner, conversation)
        first = await speaking.take_buttons(moment, place, token, chosen=heard, conversation_id=conversation.id)
        if not heard and first:
            stopped = person.state is PersonState.STOPPED
            await speaking.tell(moment, place, "common.stopped" if stopped else "common.over")

    async def _enters(self, moment: Moment, person: Person, token: str, place: Recipient) -> bool:
        """A button of a card: it starts its flow for whoever may, and stays."""
        door = await moment.work.uow.cards.door(token)
        if door is None or door.coalition_id != person.coalition_id:
            return False
        flow = self._book.flows.get(door.flow)
        if flow is None or not flow.is_for(person.roles):
            return False
        if person.state is PersonState.STOPPED and door.flow not in self._book.started_by(way_back.EVENT):
            return False
        await self.start(moment, person, door.flow, dict(door.values), replace(place, topic_of=door.topic_of))
        return True

    async def time_passed(self, moment: Moment, person: Person, conversation_id: str, kind: str, visit: int) -> None:
        """A timer of a conversation went off; of one that went on since, nothing comes."""
        if kind == "floor":
            await self._next(moment, person, speaking.own_chat(person.id))
            return
        conversation = await moment.work.uow.conversations.get(conversation_id)
        if kind == "remind" and not await holding.may_remind(moment.work, person, conversation):
            return
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
        try:
            return await moment.work.uow.questions.get(about.removeprefix(QUESTION))
        except NotThere:  # forgotten with its parent
            return None

    async def _begin(self, moment: Moment, person: Person, conversation: Conversation, values: dict[str, Any]) -> None:
        # Saved first: buttons and timers name it.
        await moment.work.uow.conversations.save(conversation)
        conversation = await self._turns.begin(moment, person, conversation, values)
        await self._after(moment, person, conversation)

    async def _begin_queued(self, moment: Moment, person: Person, conversation: Conversation) -> None:
        """For the reason for which it came; not when what it opens was withdrawn or held meanwhile: then the next."""
        if conversation.delivery_id is not None and not await sending.may_open(moment.work, conversation.delivery_id):
            await self._end(moment, conversation)
            await self._next(moment, person, conversation.place)
            return
        moment = replace(moment, purpose=Purpose(conversation.state.get("purpose", moment.purpose)))
        await self._begin(moment, person, replace(conversation, standing=Standing.OPEN), conversation.state["start"])

    def _in_the_way(
        self, held: dict[str, tuple[floor.Held, Conversation]], identity: str, question_id: str | None
    ) -> list[floor.Held]:
        """Those that something new may have to wait for. What is about the same question need not: a second answer goes after the
        first one, unless the parent is just asked to type something about it."""
        return [
            view
            for view, conversation in held.values()
            if question_id is None
            or view.flow == identity
            or view.standing is not Standing.OPEN
            or holding.question_of(conversation) != question_id
            or self._turns.asks_for_words(conversation)
        ]

    async def _opens(self, person: Person, moment: Moment, delivery_id: str) -> bool:
        """Whether a conversation of the person that has not begun yet opens this delivery."""
        return any(c.delivery_id == delivery_id for c in await moment.work.uow.conversations.of(person.id))

    async def _queue(self, moment: Moment, conversation: Conversation, values: dict[str, Any], entrance: floor.Entrance) -> None:
        conversation = replace(conversation, standing=Standing.QUEUED, state={"start": values, "purpose": str(moment.purpose)})
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
        """When one is over, the floor goes to the one that has queued longest. Of somebody who stopped, nothing else goes on."""
        now = await moment.work.uow.people.find(person.id)
        if now is not None and now.state is PersonState.STOPPED:
            for _, other in (await self._held(moment, person)).values():
                if other.id != conversation.id and other.standing is not Standing.OVER:
                    await self._end(moment, other)
        if conversation.standing is Standing.OVER:
            if now is not None and now.is_parent and now.language != person.language:
                await self._ask_again(moment, now, conversation.place)
            await self._next(moment, person, conversation.place)

    async def _ask_again(self, moment: Moment, person: Person, place: Recipient) -> None:
        """Whoever chose another language is asked in it what they were being asked."""
        held = await self._held(moment, person)
        holder = floor.with_floor([view for view, _ in held.values()], str(place))
        if holder is not None:
            await self._turns.repeat(moment, person, held[holder][1])

    async def _next(self, moment: Moment, person: Person, place: Recipient) -> None:
        held = await self._held(moment, person)
        views = [view for view, _ in held.values()]
        now = moment.work.clock.now()
        queued = [view for view in views if view.standing is Standing.QUEUED and view.place == str(place)]
        following = floor.next_in_queue(views, str(place), now)
        if following is not None:
            await self._begin_queued(moment, person, held[following][1])
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
        return {c.id: (holding.view(self._book, c), c) for c in found if self._is_for(c, person)}

    def _is_for(self, conversation: Conversation, person: Person) -> bool:
        """Whoever laid down a role does not go on with what they began in it."""
        flow = self._book.flows.get(conversation.flow)
        return flow is None or flow.is_for(person.roles)
