"""What the outcome of a call means outside the ledger: a group that moved, a topic that was made, a person who is gone."""

from dataclasses import replace

from bot.domain.delivery import PartKind, RecipientKind, State
from bot.domain.errors import NotThere
from bot.domain.person import PersonState
from bot.outbox.claim import Settled
from bot.services.ports import UnitOfWork

REACHED = frozenset({PersonState.INVITED, PersonState.ACTIVE, PersonState.PAUSED})
"""Who becomes `unreachable`; somebody who stopped stays `stopped`."""


async def carry_out(uow: UnitOfWork, one: Settled) -> None:
    """In the transaction that writes the outcome down. Who was forgotten meanwhile is left alone."""
    verdict, recipient = one.verdict, one.claim.delivery.recipient
    try:
        if recipient.topic_of is not None:
            await _keep_topic(uow, one, recipient.topic_of)
        if verdict.moved_to is not None and recipient.kind is RecipientKind.GROUP:
            group = await uow.coalitions.group(recipient.id)
            await uow.coalitions.save_group(replace(group, external_id=verdict.moved_to))
        if verdict.unreachable:
            await _mark_unreachable(uow, one)
    except NotThere:
        return


async def _keep_topic(uow: UnitOfWork, one: Settled, question_id: str) -> None:
    made = one.claim.part.kind is PartKind.CREATE_TOPIC and one.verdict.state is State.SENT
    if made and one.verdict.external_id is not None:
        question = await uow.questions.get(question_id)
        group_id = one.claim.delivery.recipient.id
        await uow.questions.save(replace(question, topic_id=one.verdict.external_id, group_id=group_id))
    elif one.verdict.recreate_topic:
        question = await uow.questions.get(question_id)
        await uow.questions.save(replace(question, topic_id=None))


async def _mark_unreachable(uow: UnitOfWork, one: Settled) -> None:
    delivery = one.claim.delivery
    match delivery.recipient.kind:
        case RecipientKind.GROUP:
            group = await uow.coalitions.group(delivery.recipient.id)
            await uow.coalitions.save_group(replace(group, active=False))
        case RecipientKind.ADDRESS:
            address = await uow.people.address(delivery.recipient.id)
            await uow.people.save_address(replace(address, reachable=False))
        case RecipientKind.PERSON:
            person = await uow.people.get(delivery.recipient.id)
            if person.state in REACHED:
                await uow.people.save(replace(person, state=PersonState.UNREACHABLE))
            found = await uow.people.address_of(person.id, delivery.bot_account_id)
            if found is not None:
                await uow.people.save_address(replace(found, reachable=False))
