"""Two coalitions in one process: their parents, bulletins, questions and groups never mix."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot import operating
from bot.domain.actor import Role
from bot.rehearsal.chats import BotAccount
from bot.rehearsal.demo.stage import Somebody, Stage, hurried
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.phones import Phone
from bot.wiring import open_house
from tests.end_to_end.town import asks, forum, in_group, invitation, join_in, joined, nothing_new, sends, words

TOKEN = "4200002:another-token-of-the-rehearsal"
ELSEWHERE = """\
coalition: {id: elders, name: "Kansrijke Start Elders", signs_as: "Noor", languages: [nl]}
bot_account: {id: elders-telegram, token_setting: WEERKLANK_TOKEN_ELDERS}
people:
  - {id: noor, name: "Noor", roles: [coordinator]}
trajectories:
  - {id: elders-weken, title: "Samen in Elders"}
"""


@dataclass
class Elsewhere:
    """The other coalition: its bot, its coordinator and a parent of its own."""

    bot: BotAccount
    noor: Somebody
    daan: Somebody
    group: Gathering


@pytest.fixture
async def elsewhere(stage: Stage, tmp_path: Path) -> AsyncIterator[Elsewhere]:
    """Served by the same house from its next start on."""
    file = tmp_path / "elders.yaml"
    file.write_text(ELSEWHERE, encoding="utf-8")
    bot = stage.world.add_bot(TOKEN, username="weerklank_elders_bot", first_name="Weerklank")
    settings = replace(stage.settings, named={**stage.settings.named, "WEERKLANK_TOKEN_ELDERS": TOKEN})
    clock, library = stage.house.outside.clock, stage.house.library
    await operating.load(settings, file, clock=clock, library=library)
    async with AsyncExitStack() as stack:
        stage.house = await stack.enter_async_context(open_house(settings, clock=clock, limits=hurried, library=library))
        await forum(stage)
        noor, daan = (Somebody(name, "nl", Phone.new(stage.world, bot, name, language_code="nl")) for name in ("Noor", "Daan"))
        await join_in(stage.house, bot, noor, "elders-weken", Role.COORDINATOR)
        await join_in(stage.house, bot, daan, "elders-weken")
        group = Gathering.create(stage.world, noor.phone.user, "Elders", forum=True)
        group.add_bot(bot, admin=True, topics=True)
        await stage.settle()
        yield Elsewhere(bot, noor, daan, group)


async def test_bulletins_and_questions_stay_with_their_own_coalition(stage: Stage, elsewhere: Elsewhere) -> None:
    lotte = await joined(stage, "Lotte")
    await sends(stage)
    await stage.pass_time(minutes=1)
    stage.expect(lotte, "bulletin.acknowledgement.say")
    assert nothing_new(elsewhere.daan)
    await asks(stage, elsewhere.daan, "Is het in Elders gratis?")
    assert "Is het in Elders gratis?" not in words(in_group(stage))
    theirs = elsewhere.noor.phone.messages_in(elsewhere.group.chat)
    assert "Is het in Elders gratis?" in words(theirs)


async def test_an_invitation_opens_only_at_the_bot_of_its_own_coalition(stage: Stage, elsewhere: Elsewhere) -> None:
    sem = Somebody("Sem", "nl", Phone.new(stage.world, elsewhere.bot, "Sem", language_code="nl"))
    sem.phone.open_link(await invitation(stage))
    await stage.settle()
    stage.expect(sem, "common.unknown_invitation")


async def test_a_coordinator_of_one_coalition_can_do_nothing_in_the_group_of_another(stage: Stage, elsewhere: Elsewhere) -> None:
    lotte = await joined(stage, "Lotte")
    await asks(stage, lotte, "Mag mijn moeder mee?")
    assert stage.forum is not None
    stage.forum.join(elsewhere.noor.phone.user, by=stage.forum.owner)
    noor = Phone(stage.world, stage.bot, elsewhere.noor.phone.user)
    before = len(in_group(stage))
    noor.say("/stuur", chat=stage.forum.chat)
    noor.say("Nee hoor", chat=stage.forum.chat, topic=stage.forum.topics[0].id)
    await stage.settle()
    await stage.pass_time(minutes=20)
    assert len(in_group(stage)) == before
    assert nothing_new(lotte)
