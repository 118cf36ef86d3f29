"""A flow of which something is planned cannot start yet: whoever asks for it is told so, and nothing breaks."""

from bot.rehearsal.demo.stage import Stage
from tests.end_to_end.town import coordinators, forum, group_says, set_aside


async def test_a_coordinator_who_wants_to_write_is_told_that_it_cannot_be_done_yet(stage: Stage) -> None:
    marit, _ = await coordinators(stage)
    await stage.say(marit, "/schrijf")
    stage.expect(marit, "common.not_yet")
    await stage.say(marit, "/help")
    stage.expect(marit, "coordinator_help.menu.say")
    assert await set_aside(stage) == 0


async def test_in_the_group_too(stage: Stage) -> None:
    await forum(stage)
    await stage.say(stage.people["Marit"], "/schrijf", in_group=True)
    assert group_says(stage, "common.not_yet")
    assert await set_aside(stage) == 0
