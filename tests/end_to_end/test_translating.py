"""Words cross from one language into another, through people: a Turkish question, a Dutch answer, and a bulletin in Turkish."""

from dataclasses import replace

from bot.domain.actor import Role
from bot.domain.recording import heard
from bot.rehearsal.demo.stage import Somebody, Stage
from bot.rehearsal.demo.story import TONE
from bot.services.translation import translating
from tests.end_to_end.town import BULLETIN, asks, forum, in_group, joined, nothing_new, person_of, sends, set_aside, words

MEANING = "meaning"


async def translator(stage: Stage, name: str, language: str) -> Somebody:
    """Somebody who joined, and knows this language beside Dutch."""
    somebody = await joined(stage, name, role=Role.TRANSLATOR)
    async with stage.house.work() as work:
        person = await person_of(work, somebody)
        assert person is not None
        await work.uow.people.save(replace(person, name=name, translates=frozenset({language})))
    return somebody


async def without_turkish(stage: Stage) -> None:
    """One element of the bulletin was not put into Turkish yet."""
    async with stage.house.work() as work:
        bulletin = await work.uow.bulletins.get(BULLETIN)
        revision = await work.uow.bulletins.revision(bulletin.revision_id or "")
        texts = {key: text for key, text in revision.texts.items() if key != ("tr", MEANING)}
        changed = replace(revision, id=work.chance.id(), number=revision.number + 1, texts=texts)
        await work.uow.bulletins.add_revision(changed)
        await work.uow.bulletins.save(replace(bulletin, revision_id=changed.id))
        look = await work.uow.bulletins.second_look(revision.id)
        assert look is not None
        await work.uow.bulletins.add_second_look(replace(look, revision_id=changed.id))


async def test_a_turkish_question_is_read_in_dutch_and_its_answer_in_turkish(stage: Stage) -> None:
    group = await forum(stage)
    elif_, fatma = await translator(stage, "Elif", "tr"), await joined(stage, "Fatma", "tr")
    await asks(stage, fatma, "Annem de gelebilir mi?")
    stage.expect(elif_, "translation_asked.ask.say")
    [topic] = group.topics
    assert "Elif zet dit in het Nederlands" in words(in_group(stage, topic.id))
    await stage.tap(elif_, "translation_asked.ask.choices.now")
    assert "Annem de gelebilir mi?" in words(elif_.fresh())
    await stage.say(elif_, "Mag mijn moeder ook komen?")
    assert "Mag mijn moeder ook komen?" in words(in_group(stage, topic.id))

    fatma.fresh()
    stage.people["Marit"].phone.say("Ja, graag! Je moeder is welkom.", chat=group.chat, topic=topic.id)
    await stage.settle()
    await stage.pass_time(minutes=20)
    assert nothing_new(fatma)
    await stage.tap(elif_, "translation_asked.ask.choices.now")
    await stage.say(elif_, "Evet, lütfen! Anneniz de gelebilir.")
    await stage.pass_time(minutes=20)
    came = stage.expect(fatma, "answer_received.answer.say")
    assert "Evet, lütfen! Anneniz de gelebilir." in words(came)
    assert "Ja, graag" not in words(came)
    assert "Elif" not in words(came)
    assert await set_aside(stage) == 0


async def test_an_answer_to_somebody_in_danger_does_not_wait_for_a_translator(stage: Stage) -> None:
    group = await forum(stage)
    elif_, fatma = await translator(stage, "Elif", "tr"), await joined(stage, "Fatma", "tr")
    await stage.say(fatma, "Kocam beni dövüyor")
    await stage.tap(fatma, "danger.safe.choices.yes")
    await stage.tap(fatma, "danger.call_first.choices.yes")
    [topic] = group.topics
    fatma.fresh()
    stage.people["Marit"].phone.say("Ik bel je nu.", chat=group.chat, topic=topic.id)
    await stage.settle()
    await stage.pass_time(minutes=20)
    assert "Ik bel je nu." in words(stage.expect(fatma, "answer_received.answer.say"))
    assert "Je antwoord gaat nu, zoals jij het schreef" in words(in_group(stage, topic.id))
    await stage.say(elif_, "/vertalen")
    await stage.tap(elif_, "translate", label=next(label for label in labels(elif_) if "antwoord" in label.lower()))
    await stage.say(elif_, "Seni şimdi arıyorum.")
    await stage.pass_time(minutes=20)
    assert "Seni şimdi arıyorum." in words(fatma.fresh())
    assert await set_aside(stage) == 0


async def test_a_parent_declines_elif_who_sees_nothing_of_what_comes_next(stage: Stage) -> None:
    group = await forum(stage)
    elif_, fatma = await translator(stage, "Elif", "tr"), await joined(stage, "Fatma", "tr")
    await asks(stage, fatma, "Annem de gelebilir mi?")
    await stage.pass_time(minutes=1)
    await stage.tap(fatma, "who_translates", label=next(label for label in labels(fatma) if "Elif" in label))
    stage.expect(fatma, "who_translates.nobody_left.say")
    elif_.fresh()
    await asks(stage, fatma, "Babam da gelebilir mi?")
    assert nothing_new(elif_)
    assert len(group.topics) == 2
    assert "Niemand kan dit nu vertalen" in words(in_group(stage, group.topics[1].id))
    # What she was asked before is no longer hers.
    await stage.tap(elif_, "translation_asked.ask.choices.now")
    stage.expect(elif_, "translate_one.gone.say")
    assert await set_aside(stage) == 0


async def test_a_bulletin_gets_its_turkish_while_it_goes_out_and_is_heard(stage: Stage) -> None:
    await forum(stage)
    elif_, leyla = await translator(stage, "Elif", "tr"), await translator(stage, "Leyla", "tr")
    fatma, lotte = await joined(stage, "Fatma", "tr"), await joined(stage, "Lotte")
    await without_turkish(stage)
    await sends(stage)
    assert not nothing_new(lotte)
    assert nothing_new(fatma)
    async with stage.house.work() as work:
        marit = await person_of(work, stage.people["Marit"])
        assert marit is not None
        await translating.ask(work, marit.actor, BULLETIN)
    await stage.settle()
    await stage.tap(elif_, "translation_asked.ask.choices.now")
    await stage.say(elif_, "Bunu anladık.")
    await stage.tap(elif_, "translate_bulletin.all.choices.speak")
    await stage.tap(elif_, "translate_aloud.speak.choices.next")
    await stage.speak(elif_, TONE.read_bytes(), 1)
    await stage.tap(elif_, "translate_aloud.speak.choices.enough")
    await stage.pass_time(minutes=1)
    async with stage.house.work() as work:
        coalition_id = (await work.uow.bulletins.get(BULLETIN)).coalition_id
        found = await work.uow.recordings.find(coalition_id, "tr", heard(MEANING, "Bunu anladık."))
        assert found is not None
        assert found.content == TONE.read_bytes()
    await stage.tap(elif_, "translate_bulletin.all.choices.ready")
    await stage.tap(leyla, "translation_to_read.ask.choices.now")
    assert [leyla.phone.download(m) for m in leyla.fresh() if m.kind == "voice"] == [TONE.read_bytes()]
    assert nothing_new(fatma)
    await stage.tap(leyla, "translation_read.verdict.choices.yes")
    await stage.pass_time(minutes=20)
    assert "Bunu anladık." in words(fatma.fresh())
    assert await set_aside(stage) == 0


def labels(somebody: Somebody) -> list[str]:
    """Of all buttons that they see, newest message first."""
    keyboards = [message.keyboard or [] for message in somebody.phone.messages[::-1]]
    return [button["text"] for keyboard in keyboards for row in keyboard for button in row]
