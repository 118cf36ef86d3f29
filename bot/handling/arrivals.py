"""One row of the inbox: who it is from, where it was said, and who deals with it."""

from collections.abc import Mapping
from typing import Any

from bot.domain.actor import system
from bot.domain.delivery import Purpose
from bot.domain.events import Happened
from bot.domain.inbound import Inbound, InboundKind
from bot.domain.inbox import InboxRow
from bot.domain.person import Person, PersonState
from bot.handling.conversations import Conversations
from bot.handling.groups import GroupChat
from bot.handling.moment import Moment
from bot.handling.private import PrivateChat
from bot.services.delivery import sending
from bot.services.delivery.planning import NO_ADDRESS
from bot.services.people import leaving
from bot.services.work import Work

PURPOSES = {
    "bulletin_due": Purpose.BROADCAST,
    "question_answered": Purpose.ANSWER,
    "answer_changed": Purpose.ANSWER,
    "question_closed": Purpose.ANSWER,
    "document_settled": Purpose.REPLY,
    "report_made": Purpose.REPLY,
    "translator_named": Purpose.REPLY,
}
"""Why what an event says goes out; the others are follow-ups. A report was asked for a moment before, and so was the question
with which a parent hears who translates it."""


FOR_ANY_STATE = frozenset({"bulletin_due", "question_answered", "answer_changed", "question_closed", "follow_up_due"})
"""A bulletin looks for itself who may get it; an answer waits while its parent pauses; a conversation's timer may end it.
Rendering sees to it that nobody who left hears anything. Everything else has lost its sense for who paused or left.
"""


class Arrivals:
    """Handles updates and events; the worker gives it one row at a time, inside its transaction."""

    def __init__(self, private: PrivateChat, groups: GroupChat, conversations: Conversations) -> None:
        self._private = private
        self._groups = groups
        self._conversations = conversations

    async def handle(self, work: Work, row: InboxRow) -> None:
        """One row. Handling the same row again makes nothing twice: its deliveries are keyed by it."""
        if row.overtaken:
            await self._overtaken(work, row)
        elif row.inbound is not None:
            await self._arrived(work, row, row.inbound)
        elif row.happened is not None:
            await self._happened(work, row, row.happened)

    async def _overtaken(self, work: Work, row: InboxRow) -> None:
        """The person said stop since, and that was handled already. So nothing starts by it, and nobody is answered: what they
        said before belongs to what they stopped. Only whether they can be reached is still true."""
        inbound = row.inbound
        if inbound is None:
            return
        if inbound.in_group:
            await self._arrived(work, row, inbound)
        elif inbound.kind in {InboundKind.LEFT, InboundKind.RETURNED}:
            address = await work.uow.people.find_address(inbound.bot_account_id, inbound.address_kind, inbound.sender)
            if address is not None and address.person_id is not None:
                change = leaving.mark_unreachable if inbound.kind is InboundKind.LEFT else leaving.returned
                await change(work, address.person_id)

    async def _arrived(self, work: Work, row: InboxRow, inbound: Inbound) -> None:
        if inbound.kind is InboundKind.IGNORED:
            return
        account = await work.uow.coalitions.bot_account(inbound.bot_account_id)
        address = await work.uow.people.find_address(account.id, inbound.address_kind, inbound.sender) if inbound.sender else None
        person = await work.uow.people.find(address.person_id) if address and address.person_id else None
        actor = person.actor if person else system(account.coalition_id)
        moment = Moment(work, account, actor, f"in:{row.id}", Purpose.REPLY, inbound)
        if inbound.in_group:
            await self._groups.handle(moment, inbound, person)
        else:
            await self._private.handle(moment, inbound, address, person)

    async def _happened(self, work: Work, row: InboxRow, event: Happened) -> None:
        person = await work.uow.people.find(event.person_id)
        if person is None or person.state is PersonState.FORGETTING:
            return
        if person.state is not PersonState.ACTIVE and event.name not in FOR_ANY_STATE:
            return
        accounts = await work.uow.coalitions.bot_accounts(event.coalition_id)
        addresses = [(account, await work.uow.people.address_of(person.id, account.id)) for account in accounts]
        account = next((account for account, address in addresses if address is not None), None)
        if account is None:
            if event.name == "bulletin_due":
                await work.uow.ledger.set_waiting(event.data["delivery_id"], NO_ADDRESS)
            return
        purpose = PURPOSES.get(event.name, Purpose.FOLLOW_UP)
        moment = Moment(work, account, person.actor, f"in:{row.id}", purpose)
        data = event.data
        if event.name == "follow_up_due":
            await self._conversations.time_passed(moment, person, data["conversation_id"], data["kind"], data["visit"] or 0)
        elif event.name == "bulletin_due":
            await self._bulletin_due(moment, person, data)
        else:
            await self._conversations.happen(moment, person, event.name, data)

    async def _bulletin_due(self, moment: Moment, person: Person, data: Mapping[str, Any]) -> None:
        """Opens a broadcast's delivery, unless things changed since it was planned, or it was told of twice."""
        if await sending.may_open(moment.work, data["delivery_id"]):
            delivery = await moment.work.uow.ledger.get(data["delivery_id"])
            told = {"bulletin_id": delivery.bulletin_id, "revision_id": delivery.revision_id}
            await self._conversations.happen(moment, person, "bulletin_due", told, delivery_id=delivery.id)
