"""What happens when people do something in the middle of something else: each of these went wrong once."""

from bot.rehearsal.demo.stage import LONG_STEP, Stage
from bot.rehearsal.gatherings import Gathering
from tests.end_to_end.town import asks, coordinators, forum, group_says, joined, nothing_new, sends, set_aside, words


async def test_words_of_danger_in_the_middle_of_something_are_answered_at_once(stage: Stage) -> None:
    await coordinators(stage)
    lotte = await joined(stage, "Lotte")
    await sends(stage)
    await stage.pass_time(minutes=20)
    await stage.tap(lotte, "react.understood.choices.not")
    stage.expect(lotte, "react.what_missed.ask")
    await stage.say(lotte, "hij slaat mij")
    stage.expect(lotte, "danger.safe.ask")
    await stage.say(lotte, "en hij slaat mijn kind")
    stage.expect(lotte, "danger.safe.ask")


async def test_marits_private_note_does_not_become_the_answer_that_has_the_same_number(stage: Stage) -> None:
    group = await forum(stage)
    marit, lotte = stage.people["Marit"], await joined(stage, "Lotte")
    await stage.pass_time(hours=11)
    await asks(stage, lotte, "Wanneer is de koffie?")
    answer = await stage.say(marit, "Dinsdag om tien uur.", topic=group.topics[-1].id)
    note = await stage.say(marit, "Boodschappen")
    while note.id != answer.id:
        if note.id < answer.id:
            note = await stage.say(marit, "Boodschappen")
        else:
            answer = await stage.say(marit, "Dinsdag om tien uur.", topic=group.topics[-1].id)
    marit.phone.edit(note, "Boodschappen: luiers, brood")
    await stage.settle()
    await stage.pass_time(days=1)
    assert "Dinsdag om tien uur." in words(lotte.phone.received)
    assert "luiers" not in words(lotte.phone.received)


async def test_who_pauses_is_not_reminded_and_gets_the_answer_afterwards(stage: Stage) -> None:
    group = await forum(stage)
    marit, lotte = stage.people["Marit"], await joined(stage, "Lotte")
    await sends(stage)
    await stage.pass_time(minutes=20)
    await asks(stage, lotte, "Wanneer is de koffie?")
    await stage.say(lotte, "/pauze")
    await stage.tap(lotte, "pause.how_long.choices.month")
    lotte.fresh()
    await stage.say(marit, "Dinsdag om tien uur.", topic=group.topics[-1].id)
    await stage.pass_time(days=4)
    assert nothing_new(lotte)
    await stage.pass_time(days=30, most=LONG_STEP)
    stage.expect(lotte, "answer_received.answer.say")


async def test_a_stop_holds_for_what_was_told_before_it_was_handled(stage: Stage) -> None:
    await coordinators(stage)
    sem = await joined(stage, "Sem")
    await sends(stage)
    await stage.pass_time(minutes=20)
    sem.fresh()
    stage.world.clock.advance(4 * 24 * 3600)
    sem.phone.say("stop")
    for polling in stage.house.polling:
        await polling.poll_once()
    for tick in stage.house.ticks:
        await tick.body()
    await stage.settle()
    stage.expect(sem, "stop.stopped.say")
    await stage.pass_time(days=2)
    assert nothing_new(sem)


async def test_coordinators_may_talk_in_their_group_while_we_wait_for_a_choice(stage: Stage) -> None:
    await forum(stage)
    marit = stage.people["Marit"]
    await joined(stage, "Lotte")
    await stage.say(marit, "/stuur", in_group=True)
    before = len(group_says(stage, "common.not_understood"))
    for chat in ("Bram, kijk jij ook even?", "Ik ben er zo."):
        await stage.say(marit, chat, in_group=True)
    assert len(group_says(stage, "common.not_understood")) == before
    assert await set_aside(stage) == 0


async def test_questions_do_not_move_to_another_group_by_a_slip_of_the_hand(stage: Stage) -> None:
    await forum(stage)
    marit, lotte = stage.people["Marit"], await joined(stage, "Lotte")
    neighbours = Gathering.create(stage.world, marit.phone.user, "Buurtapp")
    neighbours.add_bot(stage.bot, by=marit.phone.user)
    await stage.settle()
    await asks(stage, lotte, "Wanneer is de koffie?")
    assert "Wanneer is de koffie?" not in words(marit.phone.messages_in(neighbours.chat))
    assert group_says(stage, "common.topic_header")


async def test_a_topic_closed_by_accident_keeps_the_promise(stage: Stage) -> None:
    group = await forum(stage)
    marit, lotte = stage.people["Marit"], await joined(stage, "Lotte")
    await asks(stage, lotte, "Wanneer is de koffie?")
    topic = group.topics[-1]
    group.close_topic(topic, by=marit.phone.user)
    await stage.settle()
    assert group_says(stage, "common.topic_still_open", topic.id)
    group.reopen_topic(topic, by=marit.phone.user)
    await stage.say(marit, "Dinsdag.", topic=topic.id)
    await stage.pass_time(minutes=20)
    stage.expect(lotte, "answer_received.answer.say")


async def test_ada_who_opens_her_invitation_twice_is_asked_again(stage: Stage) -> None:
    await coordinators(stage)
    ada = await stage.invite("Ada", "nl")
    stage.expect(ada, "welcome.language.say")
    ada.phone.say(ada.phone.messages[0].text)
    await stage.settle()
    stage.expect(ada, "welcome.language.say")


async def test_a_voice_of_somebody_who_did_not_say_yes_is_not_kept(stage: Stage) -> None:
    await coordinators(stage)
    ada = await stage.invite("Ada", "nl")
    await stage.speak(ada, b"OggS a voice", 1)
    async with stage.house.work() as work:
        assert await work.uow.media.wanted(10) == []
