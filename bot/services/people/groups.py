"""The chat in which coordinators sit together: bound when a joined coordinator adds the bot."""

from dataclasses import replace

from bot.domain.actor import Actor, Role, system
from bot.domain.coalition import BotAccount, Group
from bot.domain.errors import NotAllowed
from bot.domain.person import PersonState
from bot.services.auditing import note
from bot.services.hearing import questions
from bot.services.work import Work


async def bind(work: Work, actor: Actor, account: BotAccount, external_id: str, is_forum: bool) -> Group:
    """The group is the coalition's now. Binding it again updates it. NotAllowed: `not_joined`, and what Actor says."""
    actor.must_be(Role.COORDINATOR, coalition_id=account.coalition_id)
    person = await work.uow.people.get(actor.id)
    if person.state is not PersonState.ACTIVE:
        raise NotAllowed("not_joined")
    known = await work.uow.coalitions.group_by_external(account.id, external_id)
    if known is None:
        group = Group(work.chance.id(), account.coalition_id, account.id, external_id, is_forum)
    else:
        group = replace(known, is_forum=is_forum, active=True)
    await work.uow.coalitions.save_group(group)
    await note(work, actor, "group_bound", group.id)
    return group


async def move(work: Work, account: BotAccount, old_external_id: str, new_external_id: str) -> Group | None:
    """The channel gave the group another id (a supergroup). Topics of the old one are gone. None: we do not know the group."""
    group = await work.uow.coalitions.group_by_external(account.id, old_external_id)
    if group is None:
        return await work.uow.coalitions.group_by_external(account.id, new_external_id)
    group = replace(group, external_id=new_external_id)
    await work.uow.coalitions.save_group(group)
    for question in await work.uow.questions.open(group.coalition_id):
        if question.group_id == group.id and question.topic_id is not None:
            await questions.topic_gone(work, question.id)
    await note(work, system(group.coalition_id), "group_moved", group.id)
    return group


async def leave(work: Work, account: BotAccount, external_id: str) -> Group | None:
    """The bot was taken out of the group: nothing goes there until it is bound again. None: we do not know the group."""
    group = await work.uow.coalitions.group_by_external(account.id, external_id)
    if group is None:
        return None
    group = replace(group, active=False)
    await work.uow.coalitions.save_group(group)
    await note(work, system(group.coalition_id), "group_left", group.id)
    return group
