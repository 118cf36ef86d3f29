"""Coordinators in a forum: a topic for each question, words and voices both ways; what happens when topics or groups change."""

from bot.rehearsal.chats import Topic
from bot.rehearsal.demo.stage import Stage
from bot.rehearsal.demo.story import TONE
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.messages import Message
from tests.databases import on_both
from tests.end_to_end.town import asks, coordinators, forum, group_says, in_group, joined, nothing_new, set_aside, stranger, words

pytestmark = on_both


async def says(stage: Stage, who: str, text: str, topic: Topic | None = None, reply_to: Message | None = None) -> None:
    """In the group, and time enough for the parent to get it."""
    assert stage.forum is not None
    stage.people[who].phone.say(text, chat=stage.forum.chat, topic=topic.id if topic else None, reply_to=reply_to)
    await stage.settle()
    await stage.pass_time(minutes=20)


async def test_a_question_gets_a_topic_under_a_pseudonym_and_words_go_both_ways(stage: Stage) -> None:
    group = await forum(stage)
    assert group_says(stage, "common.group_bound")
    lotte = await joined(stage, "Lotte")
    await asks(stage, lotte, "Mag mijn moeder mee?")
    [topic] = group.topics
    assert "Lotte" not in words(in_group(stage))
    assert topic.name in words(in_group(stage, topic.id))
    assert "Mag mijn moeder mee?" in words(in_group(stage, topic.id))

    await says(stage, "Bram", "Ja, ze is welkom.", topic)
    came = stage.expect(lotte, "answer_received.answer.say")
    assert "Ja, ze is welkom." in words(came)
    assert "Bram" not in words(came)
    await stage.tap(lotte, "answer_received.answer.choices.no")
    await stage.say(lotte, "En mijn zus?")
    assert [one.id for one in group.topics] == [topic.id]
    assert "En mijn zus?" in words(in_group(stage, topic.id))


async def test_voices_go_both_ways(stage: Stage) -> None:
    group = await forum(stage)
    amal = await joined(stage, "Amal", "ar")
    await stage.say(amal, "/vraag")
    await stage.speak(amal, TONE.read_bytes(), 1)
    stage.expect(amal, "question.send.say")
    [topic] = group.topics
    viewer = stage.people["Marit"].phone
    heard = [message for message in in_group(stage, topic.id) if message.kind == "voice"]
    assert [viewer.download(message) for message in heard] == [TONE.read_bytes()]

    answer = TONE.read_bytes() + b"antwoord"
    viewer.send_file("voice", answer, duration=2, chat=group.chat, topic=topic.id)
    await stage.settle()
    await stage.pass_time(minutes=20)
    voices = [message for message in amal.fresh() if message.kind == "voice"]
    assert [amal.phone.download(message) for message in voices] == [answer]


async def test_two_parents_have_two_topics_and_never_read_each_other(stage: Stage) -> None:
    group = await forum(stage)
    lotte, sem = await joined(stage, "Lotte"), await joined(stage, "Sem")
    await asks(stage, lotte, "Vraag van een")
    await asks(stage, sem, "Vraag van twee")
    first, second = group.topics
    assert "Vraag van twee" not in words(in_group(stage, first.id))
    await says(stage, "Marit", "Antwoord aan twee", second)
    assert "Antwoord aan twee" in words(sem.fresh())
    assert nothing_new(lotte)


async def test_a_deleted_topic_is_made_again_and_nothing_is_lost(stage: Stage) -> None:
    group = await forum(stage)
    lotte = await joined(stage, "Lotte")
    await asks(stage, lotte, "Mag mijn moeder mee?")
    [first] = group.topics
    await says(stage, "Marit", "Ja.", first)
    lotte.fresh()
    group.delete_topic(first)
    await stage.tap(lotte, "answer_received.answer.choices.no")
    await stage.say(lotte, "En op welke dag?")
    await stage.settle()
    [second] = group.topics
    assert second.name == first.name
    assert "En op welke dag?" in words(in_group(stage, second.id))
    await says(stage, "Marit", "Op dinsdag.", second)
    assert "Op dinsdag." in words(lotte.fresh())
    assert await set_aside(stage) == 0


async def test_what_is_said_in_general_or_in_a_topic_of_their_own_stays_there(stage: Stage) -> None:
    group = await forum(stage)
    lotte = await joined(stage, "Lotte")
    await asks(stage, lotte, "Mag mijn moeder mee?")
    other = group.open_topic("Taart")
    await says(stage, "Marit", "Wie haalt taart?", other)
    await says(stage, "Marit", "Goedemorgen")
    assert nothing_new(lotte)
    assert await set_aside(stage) == 0


async def test_somebody_who_is_no_coordinator_cannot_answer_in_the_group(stage: Stage) -> None:
    group = await forum(stage)
    lotte, sem = await joined(stage, "Lotte"), stranger(stage, "Sem")
    group.join(sem.phone.user)
    await asks(stage, lotte, "Mag mijn moeder mee?")
    await says(stage, "Sem", "Nee hoor", group.topics[0])
    assert nothing_new(lotte)


async def test_a_group_that_a_stranger_put_the_bot_in_is_told_so_and_hears_nothing(stage: Stage) -> None:
    await coordinators(stage)
    sem, lotte = stranger(stage, "Sem"), await joined(stage, "Lotte")
    stage.forum = Gathering.create(stage.world, sem.phone.user, "Een andere groep", supergroup=True)
    for _ in range(2):
        stage.forum.add_bot(stage.bot, admin=False, topics=False)
        await stage.settle()
        await stage.say(sem, "/stuur", in_group=True)
        stage.forum.remove(stage.bot.user)
        await stage.settle()
    said = [m for m in sem.phone.messages_in(stage.forum.chat) if m.from_bot]
    assert all(stage.pattern("common.unknown_group", "nl").search(message.text) for message in said)
    assert 1 <= len(said) <= 2
    await asks(stage, lotte, "Mag mijn moeder mee?")
    assert "Mag mijn moeder mee?" not in words(sem.phone.messages_in(stage.forum.chat))
    assert await set_aside(stage) == 0


async def test_in_a_plain_group_a_reply_to_the_question_is_the_answer(stage: Stage) -> None:
    await forum(stage, topics=False)
    assert group_says(stage, "common.group_needs_topics")
    lotte, sem = await joined(stage, "Lotte"), await joined(stage, "Sem")
    await asks(stage, lotte, "Mag mijn moeder mee?")
    await asks(stage, sem, "Is het gratis?")
    asked = next(message for message in in_group(stage) if "Mag mijn moeder mee?" in words([message]))
    await says(stage, "Bram", "Ja, ze is welkom.", reply_to=asked)
    assert "Ja, ze is welkom." in words(lotte.fresh())
    assert nothing_new(sem)


async def test_a_group_that_becomes_a_forum_goes_on(stage: Stage) -> None:
    group = await forum(stage, topics=False)
    lotte = await joined(stage, "Lotte")
    await asks(stage, lotte, "Mag mijn moeder mee?")
    group.upgrade(forum=True)
    group.promote(stage.bot)
    await stage.settle()
    await stage.say(stage.people["Marit"], "/stand", in_group=True)
    assert in_group(stage)
    sem = await joined(stage, "Sem")
    await asks(stage, sem, "Is het gratis?")
    assert "Is het gratis?" in words(in_group(stage))
    assert await set_aside(stage) == 0


async def test_a_group_that_moved_while_nobody_told_us_is_followed(stage: Stage) -> None:
    """The message that says so may come after our next call: then Telegram's error names the new id."""
    group = await forum(stage, topics=False)
    lotte = await joined(stage, "Lotte")
    allowed = stage.bot.allowed_updates
    stage.bot.allowed_updates = frozenset({"callback_query"})
    group.upgrade()
    stage.bot.allowed_updates = allowed
    await asks(stage, lotte, "Mag mijn moeder mee?")
    assert "Mag mijn moeder mee?" in words(in_group(stage))


async def test_without_a_group_coordinators_answer_in_their_own_chat(stage: Stage) -> None:
    marit, bram = await coordinators(stage)
    lotte, sem = await joined(stage, "Lotte"), await joined(stage, "Sem")
    await asks(stage, lotte, "Mag mijn moeder mee?")
    await asks(stage, sem, "Is het gratis?")
    for coordinator in (marit, bram):
        assert "Mag mijn moeder mee?" in words(coordinator.fresh())
    asked = next(m for m in marit.phone.received if "Mag mijn moeder mee?" in words([m]))
    marit.phone.say("Ja, ze is welkom.", reply_to=asked)
    await stage.settle()
    await stage.pass_time(minutes=20)
    assert "Ja, ze is welkom." in words(lotte.fresh())

    await stage.say(bram, "/vragen")
    [[label]] = bram.phone.last.buttons
    await stage.tap(bram, "", label=label)
    stage.expect(bram, "answer_one.show.ask")
    await stage.say(bram, "Het is gratis.")
    stage.expect(bram, "answer_one.send.say")
    await stage.pass_time(minutes=20)
    assert "Het is gratis." in words(sem.fresh())
    assert nothing_new(lotte)


async def test_who_answers_anonymously_is_told_once_an_hour_that_nothing_was_sent(stage: Stage) -> None:
    group = await forum(stage)
    lotte = await joined(stage, "Lotte")
    await asks(stage, lotte, "Mag mijn moeder mee?")
    [topic] = group.topics
    marit = stage.people["Marit"].phone

    async def anonymously(text: str, thread: int | None = topic.id) -> None:
        marit.say(text, chat=group.chat, topic=thread, anonymous=True)
        await stage.settle()

    await anonymously("Ja, ze is welkom.")
    await anonymously("Ook haar zus.")
    await anonymously("Wie bakt er taart?", None)
    assert len(group_says(stage, "common.anonymous", topic.id)) == 1
    await stage.pass_time(minutes=20)
    assert nothing_new(lotte)
    await anonymously("/vragen", None)
    assert len(group_says(stage, "common.anonymous")) == 2, "one in the topic, and one in the group itself"
    await stage.pass_time(hours=1)
    await anonymously("Ja, ze is welkom.")
    assert len(group_says(stage, "common.anonymous", topic.id)) == 2
    await says(stage, "Marit", "Ja, ze is welkom.", topic)
    stage.expect(lotte, "answer_received.answer.say")
    assert await set_aside(stage) == 0
