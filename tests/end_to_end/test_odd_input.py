"""What people send that no flow waits for: each thing gets a sensible answer or none, and the story goes on."""

from bot.rehearsal.demo.stage import Stage
from bot.rehearsal.demo.story import TONE
from tests.end_to_end.town import forum, in_group, joined, nothing_new, set_aside, stranger, words


async def test_stickers_places_and_numbers_are_not_read_and_the_question_stays_open(stage: Stage) -> None:
    lotte = await joined(stage, "Lotte")
    await stage.say(lotte, "/vraag")
    stage.expect(lotte, "question.what.ask")
    lotte.phone.send_file("sticker", b"RIFF0000WEBP")
    await stage.settle()
    stage.expect(lotte, "common.unsupported")
    lotte.phone.send_location(52.1, 5.1)
    await stage.settle()
    stage.expect(lotte, "common.unsupported")
    lotte.phone.send_contact("+31600000000", "Iemand")
    await stage.settle()
    stage.expect(lotte, "common.unsupported")
    await stage.say(lotte, "Mag mijn moeder mee?")
    stage.expect(lotte, "question.unread.say")
    assert await set_aside(stage) == 0


async def test_ten_thousand_characters_are_told_to_be_too_long_and_the_question_stays_open(stage: Stage) -> None:
    lotte = await joined(stage, "Lotte")
    await stage.say(lotte, "/vraag")
    lotte.fresh()
    await stage.say(lotte, "x" * 10_000)
    came = stage.expect(lotte, "common.too_long")
    assert len(came) <= 3
    assert await set_aside(stage) == 0


async def test_a_forwarded_message_is_not_passed_on(stage: Stage) -> None:
    group = await forum(stage)
    lotte = await joined(stage, "Lotte")
    message = await stage.say(lotte, "/vraag")
    lotte.fresh()
    lotte.phone.forward(message)
    await stage.settle()
    stage.expect(lotte, "common.forwarded")
    assert group.topics == []


async def test_coordinators_see_what_a_parent_changed_in_a_question(stage: Stage) -> None:
    group = await forum(stage)
    lotte = await joined(stage, "Lotte")
    await stage.say(lotte, "/vraag")
    asked = await stage.say(lotte, "Mag mijn moeder mee op dinsdag?")
    lotte.fresh()
    lotte.phone.edit(asked, "Mag mijn zus mee op donderdag?")
    await stage.settle()
    stage.expect(lotte, "common.edited")
    [topic] = group.topics
    assert "Mag mijn zus mee op donderdag?" in words(in_group(stage, topic.id))


async def test_an_edit_elsewhere_and_one_by_a_stranger_change_nothing(stage: Stage) -> None:
    lotte, sem = await joined(stage, "Lotte"), stranger(stage, "Sem")
    command = await stage.say(lotte, "/help")
    hello = sem.phone.open_link()
    await stage.settle()
    lotte.fresh(), sem.fresh()
    lotte.phone.edit(command, "/helpp")
    sem.phone.edit(hello, "/start nog eens")
    await stage.settle()
    assert nothing_new(lotte)
    assert nothing_new(sem)
    assert await set_aside(stage) == 0


async def test_a_voice_note_a_photo_and_a_document_that_nobody_asked_for_do_not_get_lost(stage: Stage) -> None:
    await forum(stage)
    lotte = await joined(stage, "Lotte")
    for kind, content in (("voice", TONE.read_bytes()), ("photo", PIXEL), ("document", b"%PDF-1.4 leeg")):
        lotte.phone.send_file(kind, content, name="iets.pdf" if kind == "document" else "", duration=1 if kind == "voice" else 0)
        await stage.settle()
        assert lotte.fresh(), kind
    assert await set_aside(stage) == 0


async def test_an_unknown_command_is_answered_with_what_one_can_do(stage: Stage) -> None:
    lotte = await joined(stage, "Lotte")
    await stage.say(lotte, "/fiets")
    stage.expect(lotte, "help.menu.say")


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf500f00038201011a8a1b7e"
    "0000000049454e44ae426082"
)
"""A picture of one pixel."""
