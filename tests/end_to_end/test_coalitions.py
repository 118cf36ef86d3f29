"""Two coalitions in one process: their parents, bulletins, questions and groups never mix."""

from bot.rehearsal.demo.stage import Somebody, Stage
from bot.rehearsal.phones import Phone
from tests.end_to_end.elsewhere import Elsewhere
from tests.end_to_end.town import asks, in_group, invitation, joined, nothing_new, sends, words


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
