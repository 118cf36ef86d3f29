"""Buttons that are over, tapped twice, somebody else's, or made up: each says so, and changes nothing."""

from bot.rehearsal.demo.stage import Somebody, Stage
from bot.rehearsal.messages import Message
from tests.end_to_end.town import BULLETIN, forum, in_group, joined, nothing_new, sends, set_aside


def token_of(message: Message, label: str) -> str:
    """What the button with this label carries."""
    return next(str(b["callback_data"]) for row in message.keyboard or [] for b in row if b["text"] == label)


async def asked_what_helps(stage: Stage, *names: str) -> list[Somebody]:
    """Parents who got the bulletin and are asked what they think of it."""
    people = [await joined(stage, name) for name in names]
    await sends(stage)
    await stage.pass_time(minutes=1)
    return people


async def reactions(stage: Stage) -> int:
    async with stage.house.work() as work:
        return len(await work.uow.bulletins.reactions(BULLETIN))


async def test_a_button_that_is_tapped_twice_counts_once_and_the_second_tap_gets_no_answer(stage: Stage) -> None:
    [lotte] = await asked_what_helps(stage, "Lotte")
    question = stage.expect(lotte, "react.understood.ask")[-1]
    yes = stage.house.library.catalogs.render("react.understood.choices.helps", "nl")
    lotte.phone.tap(yes, message=question)
    lotte.phone.tap(yes, message=question)
    await stage.settle()
    stage.expect(lotte, "react_proposal.plan.ask")
    assert stage.house.library.catalogs.render("common.over", "nl") not in [message.text for message in lotte.phone.received]
    assert await reactions(stage) == 1
    assert await set_aside(stage) == 0


async def test_a_button_of_a_conversation_that_is_over_says_so(stage: Stage) -> None:
    lotte = await joined(stage, "Lotte")
    await stage.say(lotte, "Mag ik iets vragen?")
    [asked] = stage.expect(lotte, "unprompted.send_it.ask")
    late = token_of(asked, stage.house.library.catalogs.render("unprompted.send_it.choices.yes", "nl"))
    await stage.tap(lotte, "unprompted.send_it.choices.no")
    stage.expect(lotte, "unprompted.not_sent.say")
    lotte.phone.tap_data(asked, late)
    await stage.settle()
    stage.expect(lotte, "common.over")


async def test_the_button_of_another_parent_or_a_made_up_one_does_nothing_for_whoever_taps_it(stage: Stage) -> None:
    lotte, sem = await asked_what_helps(stage, "Lotte", "Sem")
    label = stage.house.library.catalogs.render("react.understood.choices.helps", "nl")
    stolen = token_of(stage.expect(lotte, "react.understood.ask")[-1], label)
    theirs = stage.expect(sem, "react.understood.ask")[-1]
    for data in (stolen, "made-up", "x" * 64):
        sem.phone.tap_data(theirs, data)
        await stage.settle()
        stage.expect(sem, "common.over")
    assert await reactions(stage) == 0
    assert nothing_new(lotte)
    await stage.tap(lotte, "react.understood.choices.helps")
    stage.expect(lotte, "react_proposal.plan.ask")


async def test_a_parent_in_the_coordinators_group_cannot_send_a_bulletin_by_its_button(stage: Stage) -> None:
    group = await forum(stage)
    marit, bram = stage.people["Marit"], stage.people["Bram"]
    lotte = await joined(stage, "Lotte")
    group.join(lotte.phone.user, by=marit.phone.user)
    await stage.say(marit, "/stuur", in_group=True)
    before = in_group(stage)[-1]
    [label] = [label for row in before.buttons for label in row if "Ouders" in label]
    lotte.phone.tap(label, message=before)
    await stage.settle()
    assert in_group(stage)[-1].id == before.id
    bram.phone.tap(label, message=before)
    await stage.settle()
    assert stage.pattern("send.confirm.ask", "nl").search(in_group(stage)[-1].text)
