"""Another coalition, served by the same house."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot import operating
from bot.domain.actor import Role
from bot.rehearsal.chats import BotAccount
from bot.rehearsal.demo.stage import Somebody, Stage, hurried
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.phones import Phone
from bot.wiring import open_house
from tests.end_to_end.town import forum, join_in

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


@asynccontextmanager
async def another_coalition(stage: Stage, folder: Path) -> AsyncIterator[Elsewhere]:
    """It is there from the house's next start on; Marit and Bram sit in their forum."""
    file = folder / "elders.yaml"
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
