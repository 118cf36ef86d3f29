"""Reactions as they come, a proposal that moves, and its owner: from phone to phone."""

import re
from datetime import timedelta

from bot.domain.actor import Role
from bot.domain.proposal import ProposalStatus
from bot.rehearsal.demo.stage import Somebody, Stage
from bot.rehearsal.messages import Message
from tests.end_to_end.test_quiet import at
from tests.end_to_end.town import (
    coordinators,
    forum,
    group_says,
    in_group,
    joined,
    nothing_new,
    person_of,
    sends,
    stranger,
    words,
)

COFFEE = "Koffie-ochtend voor ouders"
LANGUAGES = ("nl", "tr", "ar", "pl", "en")
PARENTS = ("Lotte", "Fatma", "Amal", "Zofia", "Grace", "Sem", "Emine", "Hanan", "Kasia", "John")


async def ten_parents(stage: Stage) -> list[Somebody]:
    return [await joined(stage, name, LANGUAGES[number % 5]) for number, name in enumerate(PARENTS)]


async def reacts(stage: Stage, parent: Somebody, how: str = "helps") -> None:
    """To what was understood, and to the first plan."""
    await stage.tap(parent, "react.understood.choices.helps")
    await stage.tap(parent, f"react_proposal.plan.choices.{how}")


def card_of(stage: Stage) -> Message:
    [card] = [message for message in group_says(stage, "common.reaction_legend") if COFFEE in message.text]
    return card


def link_in(somebody: Somebody) -> str:
    """The token of the newest link that somebody got."""
    found = [found[1] for m in somebody.phone.messages if (found := re.search(r"start=([\w-]+)", m.text))]
    return found[-1]


async def test_ten_parents_react_a_card_moves_in_steps_and_who_reacted_hears_of_a_move_in_their_language(stage: Stage) -> None:
    await forum(stage)
    marit, parents = stage.people["Marit"], await ten_parents(stage)
    await sends(stage)
    for parent in parents[:4]:
        await reacts(stage, parent)
    await at(stage, 2, 11, 1)
    assert not [message for message in in_group(stage) if "💬" in message.text]
    await reacts(stage, parents[4])
    await stage.settle()
    assert not [message for message in in_group(stage) if "💬" in message.text]
    await at(stage, 2, 12, 1)
    assert "👍 5+   🤔 –   👎 –" in words([card_of(stage)])
    for parent in parents[5:9]:
        await reacts(stage, parent, "not")
    await at(stage, 2, 13, 1)
    assert "👍 5+   🤔 –   👎 –" in words([card_of(stage)])
    number = card_of(stage).id

    marit.phone.tap("➡️ Verplaats", message=card_of(stage))
    await stage.settle()
    marit.phone.tap("✅ Klaar", chat=stage.forum.chat if stage.forum else None)
    await stage.settle()
    for parent in parents:
        parent.fresh()
    await at(stage, 2, 14, 10)
    for parent in parents[:9]:
        [told] = [m for m in parent.phone.messages if stage.pattern("common.moved_done", parent.language).search(m.text)]
        assert stage.pattern("proposal_moved.look.say", parent.language).search(told.text)
    assert nothing_new(parents[9])
    await at(stage, 3, 16)
    for parent in parents[:9]:
        assert len([m for m in parent.phone.messages if stage.pattern("common.moved_done", parent.language).search(m.text)]) == 1
    assert card_of(stage).id == number


async def test_an_owner_by_a_link_sees_one_proposal_and_says_where_it_stands(stage: Stage) -> None:
    marit, _ = await coordinators(stage)
    lotte = await joined(stage, "Lotte")
    await sends(stage)
    await reacts(stage, lotte)
    await stage.say(marit, "/voorstellen")
    await stage.tap(marit, "", label=COFFEE)
    await stage.tap(marit, "proposal.show.choices.link")
    samira, other = stranger(stage, "Samira"), stranger(stage, "Karim")
    token = link_in(marit)
    samira.phone.open_link(token)
    await stage.settle()
    await stage.tap(samira, "owner_welcome.hello.choices.yes")
    other.phone.open_link(token)
    await stage.settle()
    stage.expect(other, "common.used_invitation")
    async with stage.house.work() as work:
        person = await person_of(work, samira)
        assert person is not None
        assert person.roles == {Role.OWNER}
        assert (await work.uow.trajectories.proposal("koffie-ochtend")).owner_id == person.id
    for command in ("/reacties", "/vragen", "/stuur", "/verslag", "/voorstellen", "/vraag"):
        samira.fresh()
        await stage.say(samira, command)
        stage.expect(samira, "owner_proposals.choose.ask")
    await stage.tap(samira, "", label=COFFEE)
    await stage.tap(samira, "owner_proposal.show.choices.ready")
    await stage.say(samira, "Er komen elke week 12 ouders.")
    stage.expect(marit, "owner_said.news.say")
    lotte.fresh()
    await stage.tap(marit, "owner_said.news.choices.follow")
    stage.world.clock.advance(timedelta(hours=1, minutes=1).total_seconds())
    await stage.settle()
    stage.expect(lotte, "proposal_moved.look.say")
    async with stage.house.work() as work:
        assert (await work.uow.trajectories.proposal("koffie-ochtend")).status is ProposalStatus.DONE
        [move] = await work.uow.trajectories.moves("koffie-ochtend")
        assert move.made


async def test_odd_input_while_a_proposal_is_made(stage: Stage) -> None:
    marit, bram = await coordinators(stage)
    await stage.say(marit, "/voorstellen")
    await stage.tap(marit, "proposals.choose.choices.new")
    await stage.tap(marit, "", label="De eerste weken met je baby")
    marit.phone.send_file("voice", b"OggS", duration=1)
    await stage.settle()
    stage.expect(marit, "common.not_understood")
    await stage.say(marit, "S" * 121)
    stage.expect(marit, "common.too_long")
    await stage.say(marit, "Speelgroep")
    await stage.say(marit, "Elke zaterdag is er een speelgroep.")
    await stage.tap(marit, "common.skip")
    await stage.say(bram, "/voorstellen")
    await stage.tap(bram, "", label="Speelgroep")
    async with stage.house.work() as work:
        made = [p for p in await work.uow.trajectories.proposals("eerste-weken") if p.texts.get("title") == "Speelgroep"]
    assert [p.status for p in made] == [ProposalStatus.EXPLORING]
