"""The card of a question says where an answer is, and survives deleted topics; what colleagues say to each other stays there."""

from bot.domain.question import Arrival
from bot.rehearsal.demo.stage import Somebody, Stage
from bot.rehearsal.demo.story import TONE
from bot.rehearsal.messages import Message
from tests.end_to_end.test_quiet import at
from tests.end_to_end.town import asks, coordinators, forum, group_says, in_group, joined, nothing_new, set_aside, words

PHOTO = b"\x89PNG\r\n\x1a\n a picture of nothing"


async def in_topic(stage: Stage, who: str, text: str, topic: int) -> Message:
    """Typed in a topic; what comes of it later is the test's own business."""
    assert stage.forum is not None
    message = stage.people[who].phone.say(text, chat=stage.forum.chat, topic=topic)
    await stage.settle()
    return message


async def asked(stage: Stage) -> tuple[Somebody, int]:
    """Lotte asked something in a forum; she, and the topic."""
    group = await forum(stage)
    lotte = await joined(stage, "Lotte")
    await asks(stage, lotte, "Mag mijn moeder mee?")
    return lotte, group.topics[0].id


async def test_the_card_says_that_the_answer_waits_for_the_morning_and_that_it_came(stage: Stage) -> None:
    lotte, topic = await asked(stage)
    await at(stage, 2, 22)
    lotte.fresh()
    await in_topic(stage, "Marit", "Ja, ze is welkom.", topic)
    [card] = group_says(stage, "common.card_quiet", topic)
    assert "woensdag 3 juni, 09:00 uur" in words([card])
    await at(stage, 3, 9)
    await at(stage, 3, 9, 20)
    assert "Ja, ze is welkom." in words(lotte.fresh())
    assert [one.id for one in group_says(stage, "common.card_arrived", topic)] == [card.id], "it is edited in place"


async def test_who_is_busy_gets_the_answer_a_little_later_and_the_card_says_so(stage: Stage) -> None:
    lotte, topic = await asked(stage)
    await stage.say(lotte, "/taal")
    await in_topic(stage, "Marit", "Ja, ze is welkom.", topic)
    assert group_says(stage, "common.card_busy", topic)
    await stage.pass_time(minutes=16)
    assert group_says(stage, "common.card_arrived", topic)


async def test_a_second_answer_to_the_same_question_does_not_wait_for_the_first(stage: Stage) -> None:
    lotte, topic = await asked(stage)
    await in_topic(stage, "Marit", "Ja, ze is welkom.", topic)
    await in_topic(stage, "Marit", "En haar zus ook.", topic)
    assert "En haar zus ook." in words(lotte.fresh())


async def test_words_that_begin_with_two_strokes_stay_among_colleagues(stage: Stage) -> None:
    lotte, topic = await asked(stage)
    lotte.fresh()
    for said in ("// Weet jij dit?", "  //ik ook niet"):
        await in_topic(stage, "Bram", said, topic)
    assert stage.forum is not None
    stage.people["Bram"].phone.send_file("photo", PHOTO, caption="// kijk", chat=stage.forum.chat, topic=topic)
    await stage.settle()
    await stage.pass_time(minutes=20)
    assert nothing_new(lotte)
    assert group_says(stage, "common.card_open", topic)


async def test_what_still_waits_goes_in_its_new_words_only(stage: Stage) -> None:
    lotte, topic = await asked(stage)
    await at(stage, 4, 22)
    lotte.fresh()
    said = await in_topic(stage, "Marit", "Nee.", topic)
    stage.people["Marit"].phone.edit(said, "Ja, ze is welkom.")
    await stage.settle()
    assert group_says(stage, "common.answer_changed_in_time", topic)
    await at(stage, 5, 9)
    await at(stage, 5, 9, 20)
    came = words(lotte.fresh())
    assert "Ja, ze is welkom." in came
    assert "Nee." not in came
    assert not stage.pattern("answer_changed.answer.say", "nl").search(came)


async def test_what_has_gone_is_corrected_once_for_each_change(stage: Stage) -> None:
    lotte, topic = await asked(stage)
    said = await in_topic(stage, "Marit", "Om tien uur.", topic)
    lotte.fresh()
    for better in ("Om elf uur.", "Om elf uur."):
        stage.people["Marit"].phone.edit(said, better)
        await stage.settle()
    came = stage.expect(lotte, "answer_changed.answer.say")
    assert words(came).count("Om elf uur.") == 1
    stage.people["Marit"].phone.edit(said, "x" * 3500)
    await stage.settle()
    assert group_says(stage, "common.answer_too_long", topic)
    assert nothing_new(lotte)


async def test_without_a_group_a_changed_answer_is_corrected_as_well(stage: Stage) -> None:
    marit, _ = await coordinators(stage)
    lotte = await joined(stage, "Lotte")
    await asks(stage, lotte, "Mag mijn moeder mee?")
    question = next(message for message in marit.phone.received if "Mag mijn moeder mee?" in words([message]))
    said = marit.phone.say("Om tien uur.", reply_to=question)
    await stage.settle()
    lotte.fresh()
    marit.phone.edit(said, "Om elf uur.")
    await stage.settle()
    stage.expect(lotte, "answer_changed.answer.say")
    stage.expect(marit, "common.answer_changed_after")


async def test_pictures_and_files_go_both_ways(stage: Stage) -> None:
    group = await forum(stage)
    lotte = await joined(stage, "Lotte")
    await stage.say(lotte, "/vraag")
    lotte.phone.send_file("photo", PHOTO, caption="Is dit het goede adres?")
    await stage.settle()
    topic = group.topics[0].id
    viewer = stage.people["Marit"].phone
    assert "Is dit het goede adres?" in words(in_group(stage, topic))
    assert [viewer.download(one) for one in in_group(stage, topic) if one.kind == "photo"] == [PHOTO]
    assert group_says(stage, "common.topic_photo", topic)
    lotte.fresh()
    viewer.send_file("document", TONE.read_bytes(), name="route.pdf", chat=group.chat, topic=topic)
    await stage.settle()
    await stage.pass_time(minutes=20)
    assert [one.kind for one in lotte.fresh() if one.kind != "text"] == ["document"]


async def test_a_card_in_a_deleted_topic_is_made_again_with_buttons_that_work(stage: Stage) -> None:
    lotte, topic = await asked(stage)
    group, marit = stage.forum, stage.people["Marit"]
    assert group is not None
    await in_topic(stage, "Marit", "Ja.", topic)
    group.delete_topic(group.topics[0])
    await stage.tap(lotte, "answer_received.answer.choices.no")
    await stage.say(lotte, "En op welke dag?")
    [again] = group.topics
    assert group_says(stage, "common.topic_header", again.id)
    await stage.tap(marit, "common.button_take", in_group=True)
    assert group_says(stage, "common.card_taken", again.id)
    assert await set_aside(stage) == 0


async def test_a_card_that_somebody_deleted_comes_back_when_something_changes(stage: Stage) -> None:
    _, topic = await asked(stage)
    [card] = group_says(stage, "common.topic_header", topic)
    stage.world.delete(card)
    await in_topic(stage, "Marit", "Ja.", topic)
    assert group_says(stage, "common.card_arrived", topic)


async def test_words_of_danger_reach_each_coordinator_at_night_once_and_nobody_else(stage: Stage) -> None:
    await forum(stage)
    lotte, sem = await joined(stage, "Lotte"), await joined(stage, "Sem")
    marit, bram = stage.people["Marit"], stage.people["Bram"]
    await at(stage, 4, 23)
    for each in (marit, bram, sem):
        each.fresh()
    await stage.say(lotte, "hij slaat mij")
    await stage.tap(lotte, "danger.safe.choices.yes")
    assert nothing_new(marit), "she has not said yet that it may be sent"
    assert "2 coördinatoren lezen het dan." in words(stage.expect(lotte, "danger.call_first.say"))
    await stage.tap(lotte, "danger.call_first.choices.yes")
    for each in (marit, bram):
        assert len([m for m in each.fresh() if stage.pattern("common.danger_private", "nl").search(m.text)]) == 1
    assert nothing_new(sem)
    await stage.tap(bram, "common.button_read")
    await stage.say(bram, "Ik bel je morgen.")
    stage.expect(bram, "answer_one.send.say")
    async with stage.house.work() as work:
        [answer] = await work.uow.questions.under_way()
    assert answer.arrival is Arrival.UNDERWAY
    await at(stage, 5, 9, 20)
    await stage.pass_time(minutes=1)
    assert "Ik bel je morgen." in words(lotte.fresh())
    async with stage.house.work() as work:
        assert await work.uow.questions.under_way() == []


async def test_buttons_of_a_question_that_was_forgotten_are_harmless(stage: Stage) -> None:
    lotte, _ = await asked(stage)
    bram = stage.people["Bram"]
    assert stage.forum is not None
    await stage.tap(bram, "common.button_hand", in_group=True)
    await stage.say(lotte, "/gegevens")
    await stage.tap(lotte, "know_forget.known.choices.forget")
    await stage.tap(lotte, "know_forget.sure.choices.forget")
    await stage.pass_time(minutes=5)
    shown = [m for m in bram.phone.messages_in(stage.forum.chat) if m.keyboard]
    for message in shown:
        for button in [button for row in message.keyboard or [] for button in row]:
            bram.phone.tap_data(message, button["callback_data"])
            await stage.settle()
    assert await set_aside(stage) == 0


async def test_an_answer_to_a_question_that_was_forgotten_meanwhile_is_said_to_be_too_late(stage: Stage) -> None:
    lotte, _ = await asked(stage)
    bram = stage.people["Bram"]
    await stage.say(bram, "/vragen")
    await stage.tap(bram, "", label=[b for m in bram.phone.received for row in m.buttons for b in row if "·" in b][-1])
    await stage.say(lotte, "/gegevens")
    await stage.tap(lotte, "know_forget.known.choices.forget")
    await stage.tap(lotte, "know_forget.sure.choices.forget")
    await stage.pass_time(minutes=5)
    await stage.say(bram, "Ja, ze is welkom.")
    stage.expect(bram, "answer_one.gone.say")
    assert await set_aside(stage) == 0


async def test_what_a_parent_types_after_an_answer_reopens_the_question(stage: Stage) -> None:
    lotte, topic = await asked(stage)
    await in_topic(stage, "Marit", "Ja, ze is welkom.", topic)
    await stage.say(lotte, "Op welke dag dan?")
    await stage.say(lotte, "En hoe laat?")
    await stage.tap(lotte, "answer_received.send_it.choices.yes")
    stage.expect(lotte, "question.send.say")
    assert stage.forum is not None
    assert len(stage.forum.topics) == 1
    assert "Op welke dag dan?\nEn hoe laat?" in words(in_group(stage, topic))
    assert group_says(stage, "common.card_open", topic)
    await in_topic(stage, "Marit", "Op dinsdag.", topic)
    await stage.say(lotte, "Dank je wel!")
    await stage.tap(lotte, "answer_received.send_it.choices.no")
    stage.expect(lotte, "answer_received.not_sent.say")
    assert group_says(stage, "common.card_arrived", topic)
