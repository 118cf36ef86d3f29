"""Who listens hears an approved recording before the text, and who reads gets text only. The voice is nobody's: a test tone."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from bot import operating, steering
from bot.domain.approval import Approval
from bot.domain.person import Reading
from bot.rehearsal.demo.stage import EXAMPLE, Somebody, Stage, WorldClock, hurried
from bot.rehearsal.messages import Message
from bot.services.loading.load_reading import read
from bot.services.speaking import languages
from bot.services.speaking.recordings import own_words
from bot.wiring import open_house
from tests.end_to_end.town import BULLETIN, joined, person_of, sends
from tests.tones import lasting

WELCOME, CONSENT, CHOOSE = "welcome.language.say", "consent.ask.say", "welcome.language.ask"
COALITION = "voorbeeldstad"


async def recorded(stage: Stage, folder: Path, *texts: str, elements: Iterable[str] = (), language: str = "ar") -> None:
    """The example town, loaded again with recordings of these texts, and of these elements of its bulletin; the first lasts a
    second, the next two, …"""
    async with stage.house.work() as work:
        own = own_words(await work.uow.coalitions.get(COALITION))
    words = read(EXAMPLE).model.trajectories[0].bulletins[0].texts[language].by_element()
    rows = [{"text": key, "says": stage.house.library.catalogs.render(key, language, own)} for key in texts]
    rows += [{"bulletin": BULLETIN, "element": element, "says": words[element]} for element in elements]
    more = []
    for number, row in enumerate(rows, 1):
        (folder / f"{number}.ogg").write_bytes(lasting(number))
        row |= {"language": language, "file": f"{number}.ogg", "approved_by": "hanan"}
        more.append(json.dumps(row, ensure_ascii=False))
    path = folder / "voorbeeldstad.yaml"
    path.write_text(f"{EXAMPLE.read_text(encoding='utf-8')}\nrecordings: [{', '.join(more)}]\n", encoding="utf-8")
    await operating.load(stage.settings, path, clock=WorldClock(stage.world), library=stage.house.library)


async def listener(stage: Stage, name: str, language: str) -> Somebody:
    """Somebody who joined, and chose to listen."""
    somebody = await joined(stage, name, language)
    await chooses(stage, somebody, Reading.LISTEN)
    return somebody


async def chooses(stage: Stage, somebody: Somebody, reading: Reading) -> None:
    """To read or to listen."""
    async with stage.house.work() as work:
        person = await person_of(work, somebody)
        assert person is not None
        await work.uow.people.save(replace(person, reading=reading))


def kinds(messages: list[Message]) -> list[str]:
    """What came, a word each."""
    return [message.kind for message in messages]


def tones(stage: Stage, messages: list[Message]) -> list[bytes]:
    """What is heard in these messages."""
    found = [stage.world.files.find(message.file_id) for message in messages if message.kind == "voice" and message.file_id]
    return [stored.content for stored in found if stored is not None]


async def test_amal_hears_what_was_recorded_and_lotte_reads(stage: Stage, tmp_path: Path) -> None:
    await recorded(stage, tmp_path, elements=["meaning"])
    amal, lotte = await listener(stage, "Amal", "ar"), await joined(stage, "Lotte")
    await sends(stage)
    await stage.pass_time(minutes=1)
    came = stage.expect(amal, "bulletin.acknowledgement.say", "bulletin.meaning.say", "bulletin.follow_up.say")
    assert kinds(came) == ["text", "voice", "text", "text", "text"]
    assert tones(stage, came) == [lasting(1)]
    assert stage.pattern("bulletin.meaning.say", "ar").search(came[2].text)
    assert (came[1].text, came[1].buttons) == ("", [])
    assert came[-1].buttons
    assert kinds(stage.expect(lotte, "bulletin.meaning.say")) == ["text"] * 4
    status = await steering.bulletin_in(stage.house, "status", BULLETIN)
    assert (status["recipients"], status["counts"]) == (2, {"sent": 2})


async def test_a_plan_is_heard_in_its_own_order_before_its_buttons(stage: Stage, tmp_path: Path) -> None:
    plan = "proposal:koffie-ochtend:"
    await recorded(stage, tmp_path, elements=[f"{plan}way_in", f"{plan}title", "proposal:tolk:plan"])
    amal = await listener(stage, "Amal", "ar")
    await sends(stage)
    await stage.pass_time(minutes=1)
    amal.fresh()
    await stage.tap(amal, "react.understood.choices.helps")
    came = amal.fresh()
    assert kinds(came)[-3:] == ["voice", "voice", "text"]
    assert came[-1].buttons
    assert tones(stage, came) == [lasting(2), lasting(1)]


async def test_the_first_screen_speaks_as_the_phone_does_and_asks_in_each_language_recorded(stage: Stage, tmp_path: Path) -> None:
    await recorded(stage, tmp_path, WELCOME, CHOOSE, CONSENT)
    amal = await stage.invite("Amal", "ar")
    came = stage.expect(amal, WELCOME)
    assert kinds(came) == ["photo", "voice", "voice", "text"]
    assert came[-1].buttons
    await stage.tap(amal, "", label=stage.house.library.catalogs.own_name("ar"))
    assert kinds(stage.expect(amal, "welcome.age.ask")) == ["text"]
    await stage.tap(amal, "welcome.age.choices.adult")
    stage.expect(amal, "welcome.reading.ask")
    await stage.tap(amal, "welcome.reading.choices.listen")
    assert kinds(stage.expect(amal, CONSENT)) == ["photo", "voice", "text"]
    fatma = await stage.invite("Fatma", "tr")
    came = stage.expect(fatma, WELCOME)
    assert kinds(came) == ["photo", "voice", "text"]
    assert tones(stage, came) == [lasting(2)], "the question in Arabic: it may be what she speaks"


async def test_changed_words_of_a_bulletin_have_no_voice_until_they_are_recorded(stage: Stage, tmp_path: Path) -> None:
    await recorded(stage, tmp_path, elements=["meaning", "follow_up"])
    amal = await listener(stage, "Amal", "ar")
    async with stage.house.work() as work:
        uow = work.uow
        bulletin = await uow.bulletins.get(BULLETIN)
        before = await uow.bulletins.revision(bulletin.revision_id or "")
        texts = before.texts | {("ar", "meaning"): before.texts["ar", "meaning"] + "\nشكراً."}
        after = replace(before, id=work.chance.id(), number=before.number + 1, texts=texts)
        await uow.bulletins.add_revision(after)
        await uow.bulletins.save(replace(bulletin, revision_id=after.id))
        look = await uow.bulletins.second_look(before.id)
        assert look is not None
        await uow.bulletins.add_second_look(replace(look, revision_id=after.id))
        for text_hash in languages.hashes(after, "ar").values():
            await uow.bulletins.save_approval(Approval(COALITION, text_hash, "ar", "hanan", work.clock.now()))
    await sends(stage)
    await stage.pass_time(minutes=1)
    came = stage.expect(amal, "bulletin.meaning.say", "bulletin.follow_up.say")
    assert kinds(came) == ["text", "text", "voice", "text", "text"]


async def test_a_fixed_text_that_names_somebody_else_by_now_has_no_voice(stage: Stage, tmp_path: Path) -> None:
    await recorded(stage, tmp_path, WELCOME)
    async with stage.house.work() as work:
        coalition = await work.uow.coalitions.get(COALITION)
        await work.uow.coalitions.save(replace(coalition, name="Kansrijke Start Elders"))
    amal = await stage.invite("Amal", "ar")
    assert kinds(stage.expect(amal, WELCOME)) == ["photo", "text"]
    async with stage.house.work() as work:
        await work.uow.coalitions.save(coalition)
    zahra = await stage.invite("Zahra", "ar")
    assert kinds(stage.expect(zahra, WELCOME)) == ["photo", "voice", "text"]


async def stands_ready(stage: Stage) -> None:
    """The bulletin is sent off and opened: what everybody gets is in the ledger, and none of it is sent."""
    await steering.bulletin_in(stage.house, "send", BULLETIN)
    for tick in stage.house.ticks:
        await tick.body()
    await stage.house.worker.drain()


async def test_a_voice_that_is_taken_back_is_not_sent_any_more_and_the_text_is(stage: Stage, tmp_path: Path) -> None:
    await recorded(stage, tmp_path, elements=["meaning"])
    amal = await listener(stage, "Amal", "ar")
    await stands_ready(stage)
    await recorded(stage, tmp_path)
    await stage.settle()
    assert kinds(stage.expect(amal, "bulletin.meaning.say", "react.understood.ask")) == ["text"] * 4
    status = await steering.bulletin_in(stage.house, "status", BULLETIN)
    assert status["counts"] == {"sent": 1}


async def test_who_would_rather_read_by_now_gets_text_only(stage: Stage, tmp_path: Path) -> None:
    await recorded(stage, tmp_path, elements=["meaning"])
    amal, zahra = await listener(stage, "Amal", "ar"), await listener(stage, "Zahra", "ar")
    await stands_ready(stage)
    await chooses(stage, zahra, Reading.READ)
    await stage.settle()
    assert kinds(zahra.fresh()) == ["text"] * 4
    assert kinds(amal.fresh()) == ["text", "voice", "text", "text", "text"]


async def test_after_a_restart_nothing_is_heard_or_read_twice(stage: Stage, tmp_path: Path) -> None:
    await recorded(stage, tmp_path, elements=["acknowledgement", "meaning"])
    amal = await listener(stage, "Amal", "ar")
    await stands_ready(stage)
    dispatcher = stage.house.dispatcher
    for _ in range(3):
        await dispatcher.run_once()
    await dispatcher._finish()
    assert kinds(amal.phone.received) == ["voice"]
    clock, library = WorldClock(stage.world), stage.house.library
    async with open_house(stage.settings, clock=clock, limits=hurried, library=library) as house:
        await house.settle()
        assert kinds(amal.phone.received) == ["voice", "text", "voice", "text", "text", "text"]
        await house.settle()
        assert len(amal.phone.received) == 6
