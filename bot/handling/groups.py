"""What happens in a coordinators' group: we are added, it moves, a topic gets an answer, somebody gives a command."""

from dataclasses import replace

from bot.dialogue.book import FlowBook
from bot.domain.coalition import Group
from bot.domain.delivery import Recipient, RecipientKind
from bot.domain.errors import Refused
from bot.domain.inbound import Inbound, InboundKind
from bot.domain.person import Person, PersonState
from bot.domain.question import Question, QuestionState
from bot.handling import question_card
from bot.handling.answering import answer, correct
from bot.handling.arriving import SPOKEN, new_address
from bot.handling.conversations import Conversations
from bot.handling.moment import Moment
from bot.handling.private import flow_of
from bot.handling.speaking import tell
from bot.services.hearing import questions
from bot.services.people import groups

HEARD = frozenset({PersonState.ACTIVE, PersonState.UNREACHABLE})
"""Who blocked our private chat may still speak in the group."""
TALK = SPOKEN | {InboundKind.COMMAND, InboundKind.UNSUPPORTED, InboundKind.ANONYMOUS}
"""What says whether the group has topics now."""


class GroupChat:
    """Routes one update of a group. Only joined coordinators are heard; what others say there is not ours."""

    def __init__(self, book: FlowBook, conversations: Conversations) -> None:
        self._book = book
        self._conversations = conversations

    async def handle(self, moment: Moment, inbound: Inbound, person: Person | None) -> None:
        """One update of a group chat."""
        uow = moment.work.uow
        group = await uow.coalitions.group_by_external(moment.account.id, inbound.chat)
        coordinator = person if person and person.is_coordinator and person.state in HEARD else None
        if group is not None and inbound.kind in TALK and group.is_forum is not inbound.is_forum:
            # Topics were switched on or off since.
            group = replace(group, is_forum=inbound.is_forum)
            await uow.coalitions.save_group(group)
        match inbound.kind:
            case InboundKind.GROUP_JOINED:
                await self._joined(moment, inbound, coordinator)
            case InboundKind.GROUP_MOVED if group is not None:
                await groups.move(moment.work, moment.account, inbound.chat, inbound.word)
            case InboundKind.GROUP_LEFT if group is not None:
                await groups.leave(moment.work, moment.account, inbound.chat)
            case InboundKind.ANONYMOUS if group is not None:
                await self._anonymous(moment, inbound, group)
            case _ if group is not None and coordinator is not None:
                await self._coordinator(moment, inbound, group, coordinator)
            case _:
                pass

    async def _joined(self, moment: Moment, inbound: Inbound, coordinator: Person | None) -> None:
        if coordinator is None:
            address = await new_address(moment, inbound, inbound.chat)
            await tell(moment, Recipient(RecipientKind.ADDRESS, address.id), "common.unknown_group")
            return
        bound = await moment.work.uow.coalitions.coordinators_group(moment.account.coalition_id)
        if bound is not None and bound.external_id != inbound.chat:
            # Parents' questions go to one group, and never to another by a slip of the hand.
            address = await new_address(moment, inbound, inbound.chat)
            await tell(moment, Recipient(RecipientKind.ADDRESS, address.id), "common.group_already")
            return
        group = await groups.bind(moment.work, coordinator.actor, moment.account, inbound.chat, is_forum=inbound.is_forum)
        place = Recipient(RecipientKind.GROUP, group.id)
        await tell(moment, place, "common.group_bound")
        if group.is_forum:
            await tell(moment, place, "common.group_answers_in_topics")
        else:
            await tell(moment, place, "common.group_answers_by_reply")
            await tell(moment, place, "common.group_needs_topics")

    async def _anonymous(self, moment: Moment, inbound: Inbound, group: Group) -> None:
        """Said under a question, or a command: whoever it was is told, once an hour in each place, that nothing came of it. The
        rest is talk among people."""
        question = await self._question(moment, inbound, group)
        if question is None and not inbound.word:
            return
        place = Recipient(RecipientKind.GROUP, group.id, topic_of=question.id if question and group.is_forum else None)
        hour = moment.work.clock.now().strftime("%Y-%m-%dT%H")
        await tell(replace(moment, cause=f"anonymous:{hour}"), place, "common.anonymous")

    async def _coordinator(self, moment: Moment, inbound: Inbound, group: Group, person: Person) -> None:
        place = Recipient(RecipientKind.GROUP, group.id)
        question = await self._question(moment, inbound, group)
        here = replace(place, topic_of=question.id) if question is not None and group.is_forum else place
        match inbound.kind:
            case InboundKind.TAP:
                await self._conversations.tapped(moment, person, inbound.token, here)
            case InboundKind.COMMAND if (flow := flow_of(self._book, inbound.word, person)) is not None:
                await self._conversations.start(moment, person, flow, {}, place)
            case InboundKind.TOPIC_CLOSED if question is not None:
                await self._topic_closed(moment, person, question, here)
            case InboundKind.TOPIC_REOPENED if question is not None:
                await self._topic_reopened(moment, person, question, here)
            case InboundKind.EDITED:
                await correct(moment, inbound, person, here)
            case kind if kind in SPOKEN:
                await self._spoken(moment, inbound, person, group, question)
            case _:
                pass

    async def _spoken(self, moment: Moment, inbound: Inbound, person: Person, group: Group, question: Question | None) -> None:
        place = Recipient(RecipientKind.GROUP, group.id)
        if question is None:
            # People talk in their group: only a reply to us, or the answer that we wait for, is for us.
            if inbound.reply_to is not None or await self._conversations.takes_words(moment, person, place):
                await self._conversations.said(moment, person, place)
            return
        await answer(moment, inbound, person, question, replace(place, topic_of=question.id if group.is_forum else None))

    async def _topic_closed(self, moment: Moment, person: Person, question: Question, topic: Recipient) -> None:
        """A question that nobody answered stays open, with its promise; whoever closed its topic is told so."""
        if question.state is QuestionState.OPEN:
            await tell(moment, topic, "common.topic_still_open", {"pseudonym": question.pseudonym})
        else:
            await questions.close(moment.work, person.actor, question.id)
            await question_card.refresh(moment.work, moment.account, question.id)

    async def _topic_reopened(self, moment: Moment, person: Person, question: Question, topic: Recipient) -> None:
        """Nobody would get an answer of whom the parent left."""
        try:
            await questions.reopen(moment.work, person.actor, question.id)
        except Refused as refused:
            if refused.code != "parent_left":
                raise
            await tell(moment, topic, "common.parent_left", {"pseudonym": question.pseudonym})
            return
        await question_card.refresh(moment.work, moment.account, question.id)

    async def _question(self, moment: Moment, inbound: Inbound, group: Group) -> Question | None:
        """The question that is talked about: the topic's, or that of the message replied to."""
        uow = moment.work.uow
        if inbound.topic is not None:
            return await uow.questions.by_topic(group.id, inbound.topic)
        if inbound.reply_to is not None:
            return await self._conversations.question_replied_to(
                moment, Recipient(RecipientKind.GROUP, group.id), inbound.reply_to
            )
        return None
