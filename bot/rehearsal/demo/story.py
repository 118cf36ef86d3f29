"""What happens in the demonstration, scene by scene. Every scene looks at what people's phones show."""

from pathlib import Path

from bot.domain.actor import Role
from bot.rehearsal.demo.stage import NotAsExpected, Somebody, Stage
from bot.rehearsal.gatherings import Gathering

TONE = Path(__file__).resolve().parent.parent / "data" / "tone.ogg"
"""One second of 440 Hz, labelled as a test tone: nobody's voice."""
BULLETIN = "eerste-terugkoppeling"
PARENTS = (("Lotte", "nl"), ("Sem", "nl"), ("Fatma", "tr"), ("Amal", "ar"), ("Zofia", "pl"), ("Grace", "en"))
TYPED_YES = {"tr": "evet", "ar": "نعم", "pl": "tak", "en": "yes", "nl": "ja"}


async def whole(stage: Stage) -> None:
    """All scenes. Raises NotAsExpected (or the phone's own NotPossible) at the first thing that does not happen."""
    await coordinators_join(stage)
    await parents_join(stage)
    await update_goes_out(stage)
    await parents_react(stage)
    await next_day(stage)
    await question_is_answered(stage)
    await one_stops(stage)
    await one_is_reminded(stage)
    await coordinators_look(stage)


async def coordinators_join(stage: Stage) -> None:
    """Marit and Bram join by invitation; Marit makes a forum group and puts the bot in."""
    for name in ("Marit", "Bram"):
        coordinator = await stage.invite(name, "nl", Role.COORDINATOR)
        stage.expect(coordinator, "coordinator_welcome.hello.say")
        await stage.tap(coordinator, "coordinator_welcome.hello.choices.yes")
        stage.expect(coordinator, "coordinator_welcome.joined.say")
    marit, bram = stage.people["Marit"], stage.people["Bram"]
    stage.forum = Gathering.create(stage.world, marit.phone.user, "Spiegelgesprek Voorbeeldstad", forum=True)
    stage.forum.join(bram.phone.user, by=marit.phone.user)
    stage.forum.add_bot(stage.bot, by=marit.phone.user, admin=True, topics=True)
    await stage.settle()
    group_says(stage, "common.group_bound")


async def parents_join(stage: Stage) -> None:
    """Six parents join in at most four taps, each in a language of their own."""
    for name, language in PARENTS:
        parent = await stage.invite(name, language)
        await stage.tap(parent, "", label=stage.house.library.catalogs.own_name(language))
        stage.expect(parent, "welcome.age.ask")
        await stage.tap(parent, "welcome.age.choices.adult")
        await stage.tap(parent, f"welcome.reading.choices.{'listen' if name == 'Amal' else 'read'}")
        stage.expect(parent, "consent.ask.say")
        await stage.tap(parent, "consent.ask.choices.yes")
        stage.expect(parent, "welcome.thanks.say")


async def update_goes_out(stage: Stage) -> None:
    """Marit sends the bulletin from the group; every parent gets it in their own language."""
    marit = stage.people["Marit"]
    await stage.say(marit, "/stuur", in_group=True)
    group_says(stage, "to_send.choose.ask")
    await stage.tap(marit, "", in_group=True, label=next(b for b in last_buttons(stage) if "Ouders" in b))
    group_says(stage, "send.confirm.ask")
    await stage.tap(marit, "send.confirm.choices.yes", in_group=True)
    group_says(stage, "send.sent.say")
    await stage.pass_time(minutes=20)
    for parent in parents(stage):
        stage.expect(
            parent, "bulletin.acknowledgement.say", "bulletin.meaning.say", "bulletin.follow_up.say", "react.understood.ask"
        )


async def parents_react(stage: Stage) -> None:
    """By button, by typing and by voice; Zofia says nothing, and Sem neither."""
    lotte, fatma, amal, grace = (stage.people[name] for name in ("Lotte", "Fatma", "Amal", "Grace"))
    await stage.tap(lotte, "react.understood.choices.helps")
    stage.expect(lotte, "react_proposal.plan.ask")
    await stage.tap(lotte, "react_proposal.plan.choices.helps")
    await stage.tap(lotte, "react_proposal.plan.choices.a_little")
    stage.expect(lotte, "react_proposal.what_would.ask")
    await stage.say(lotte, "Een tolk die ook belt.")
    await stage.tap(lotte, "keep_words.keep.choices.yes")
    stage.expect(lotte, "keep_words.allowed.say", "react_proposal.refusal.ask")
    await stage.tap(lotte, "react_proposal.refusal.choices.not")
    await stage.tap(lotte, "common.skip")
    stage.expect(lotte, "react.thanks.say")
    for parent in (fatma, grace):
        for _ in range(4):
            await stage.say(parent, TYPED_YES[parent.language])
        stage.expect(parent, "react.thanks.say")
    await stage.tap(amal, "react.understood.choices.not")
    stage.expect(amal, "react.what_missed.ask")
    await stage.speak(amal, TONE.read_bytes(), 1)
    await stage.tap(amal, "keep_words.keep.choices.yes")
    stage.expect(amal, "keep_words.hear.ask")
    await stage.tap(amal, "keep_words.hear.choices.yes")
    stage.expect(amal, "react_proposal.plan.ask")
    for _ in range(3):
        await stage.say(amal, TYPED_YES["ar"])
    stage.expect(amal, "react.thanks.say")


async def next_day(stage: Stage) -> None:
    """The day after the conversation: how are you, and whom you can call."""
    await stage.pass_time(days=1)
    for parent in parents(stage):
        stage.expect(parent, "day_after.how_are_you.say")
    grace = stage.people["Grace"]
    await stage.tap(grace, "day_after.how_are_you.choices.so_so")
    stage.expect(grace, "day_after.call_us.say")


async def question_is_answered(stage: Stage) -> None:
    """Lotte asks; a topic comes for it; Marit answers there; Lotte gets the answer and says that it helped."""
    lotte, marit = stage.people["Lotte"], stage.people["Marit"]
    await stage.say(lotte, "/vraag")
    stage.expect(lotte, "question.what.ask")
    await stage.say(lotte, "Mag mijn moeder mee naar de koffie-ochtend?")
    stage.expect(lotte, "question.send.say")
    if stage.forum is None or not stage.forum.topics:
        raise NotAsExpected("the group has no topic for the question")
    topic = stage.forum.topics[-1].id
    group_says(stage, "common.topic_header", topic=topic)
    await stage.say(marit, "Ja, graag! Je moeder is welkom.", topic=topic)
    await stage.pass_time(minutes=20)
    stage.expect(lotte, "answer_received.answer.say")
    await stage.tap(lotte, "answer_received.answer.choices.yes")
    stage.expect(lotte, "answer_received.thanks.say")


async def one_stops(stage: Stage) -> None:
    """Sem stops, in one word."""
    sem = stage.people["Sem"]
    sem.fresh()
    await stage.say(sem, "stop")
    stage.expect(sem, "stop.stopped.say")


async def one_is_reminded(stage: Stage) -> None:
    """Zofia, who did not react, gets one reminder, and no second one; Sem, who stopped, gets nothing."""
    await stage.pass_time(days=4)
    zofia, sem = stage.people["Zofia"], stage.people["Sem"]
    stage.expect(zofia, "react.understood.remind")
    await stage.pass_time(days=4)
    again = stage.pattern("react.understood.remind", "pl")
    if any(again.search(message.text) for message in zofia.fresh()):
        raise NotAsExpected("Zofia was reminded twice")
    if sem.fresh():
        raise NotAsExpected("Sem got a message after stopping")
    await stage.tap(zofia, "react.understood.choices.helps")
    stage.expect(zofia, "react_proposal.plan.ask")


async def coordinators_look(stage: Stage) -> None:
    """Bram asks how it stands, in the group."""
    bram = stage.people["Bram"]
    await stage.say(bram, "/stand", in_group=True)
    await stage.tap(bram, "", in_group=True, label=last_buttons(stage)[0])
    group_says(stage, "progress.show.say")


def parents(stage: Stage) -> list[Somebody]:
    """The six."""
    return [stage.people[name] for name, _ in PARENTS]


def last_buttons(stage: Stage) -> list[str]:
    """The labels under the newest message of the group that has buttons."""
    marit = stage.people["Marit"]
    assert stage.forum is not None
    messages = marit.phone.messages_in(stage.forum.chat)
    newest = next(message for message in reversed(messages) if message.buttons)
    return [label for row in newest.buttons for label in row]


def group_says(stage: Stage, key: str, *, topic: int | None = None) -> None:
    """The group shows this text. Raises NotAsExpected."""
    marit = stage.people["Marit"]
    assert stage.forum is not None
    shown = marit.phone.messages_in(stage.forum.chat, topic)
    pattern = stage.pattern(key, "nl")
    if not any(pattern.search(message.text) for message in shown):
        said = "\n---\n".join(message.text for message in shown)
        raise NotAsExpected(f"the group was not told {key}, but:\n{said}")
