"""What is heard of a message, and what becomes of it when it is rendered."""

from dataclasses import replace

import pytest

from bot.dialogue.commands import ButtonChoice, Say
from bot.domain import wording
from bot.domain.approval import Approval, text_hash
from bot.domain.conversation import Conversation, Standing
from bot.domain.delivery import Delivery, Part, PartKind, Purpose, Recipient, RecipientKind, State
from bot.domain.own_text import OwnText
from bot.domain.person import Person, PersonState, Reading
from bot.domain.picture import CoalitionPicture
from bot.domain.recording import Recording, heard
from bot.domain.wording import Content, Tapped, Value, Values
from bot.handling.listening import asked, pictured, recorded
from bot.handling.moment import Moment
from bot.handling.rendering import Renderer, beginning
from bot.outbox.call import Attachment, Call
from bot.outbox.withheld import Nothing, Waiting
from bot.services.speaking.recordings import own_words
from tests.fakes.clock import MONDAY_MORNING
from tests.fakes.words import FakeWords
from tests.people import BOT, BRAM, FATMA, NOOR, VOORBEELDSTAD
from tests.services.conftest import PLAYGROUP, Town, full_revision
from tests.tones import TONE

MEANING = wording.element("full-1", "meaning")
LISTENS = replace(FATMA, reading=Reading.LISTEN)
TO_FATMA = Recipient(RecipientKind.PERSON, FATMA.id)
PLAN = Say(("welcome", "stop"), {"meaning": MEANING, "next_day": wording.day(MONDAY_MORNING.date())}, voice=True)


class Texts(FakeWords):
    """What rendering needs besides."""

    def render_value(self, value: Value, language: str, values: Values) -> str:
        return str(value)


def keep(town: Town, name: str, words: str, language: str = "tr") -> None:
    """Somebody read it aloud."""
    text_hash = heard(name, words)
    recording = Recording(VOORBEELDSTAD.id, language, text_hash, BRAM.id, MONDAY_MORNING, 1, TONE, approved_by=NOOR.id)
    town.rows.recordings[VOORBEELDSTAD.id, language, text_hash] = recording


async def heard_of(town: Town, said: Say, who: Person = LISTENS, place: Recipient = TO_FATMA) -> list[Value]:
    town.rows.people[who.id] = who
    now = MONDAY_MORNING
    conversation = Conversation("c", VOORBEELDSTAD.id, who.id, place, "bulletin", Standing.OPEN, {}, now, now)
    return await recorded(Moment(town.work, BOT, who.actor, "in:1", Purpose.REPLY), conversation, said)


async def rendered(town: Town, value: Value, who: Person = LISTENS, place: Recipient = TO_FATMA) -> Call | Waiting | Nothing:
    town.rows.people[who.id] = who
    part = Part("p", "d", 1, PartKind.SEND, Content(voice=value))
    delivery = Delivery("d", VOORBEELDSTAD.id, BOT.id, place, Purpose.REPLY, "key", MONDAY_MORNING, parts=(part,))
    return await Renderer(Texts(), town.clock).render(town.work.uow, delivery, part)


async def test_it_is_heard_in_the_order_of_reading(town: Town) -> None:
    for name, words in (("stop", f"stop (tr) {VOORBEELDSTAD.name}"), ("meaning", "meaning (tr)")):
        keep(town, name, words)
    assert await heard_of(town, PLAN) == [MEANING, wording.text("stop")]
    keep(town, "welcome", f"welcome (tr) {VOORBEELDSTAD.name}")
    assert await heard_of(town, PLAN) == [wording.text("welcome"), MEANING, wording.text("stop")]


@pytest.mark.parametrize(
    ("said", "who", "place"),
    [
        (replace(PLAN, voice=False), LISTENS, TO_FATMA),
        (PLAN, replace(FATMA, reading=Reading.READ), TO_FATMA),
        (PLAN, replace(LISTENS, language="pl"), TO_FATMA),
        (PLAN, LISTENS, Recipient(RecipientKind.GROUP, "forum")),
        (replace(PLAN, texts=("promise",), values={}), LISTENS, TO_FATMA),
    ],
    ids=["a step without voice", "who reads", "another language", "a group", "a text that names a day"],
)
async def test_there_is_text_only(town: Town, said: Say, who: Person, place: Recipient) -> None:
    keep(town, "meaning", "meaning (tr)")
    assert await heard_of(town, said, who, place) == []


async def test_a_card_is_heard_when_it_comes_and_not_when_it_changes(town: Town) -> None:
    keep(town, "meaning", "meaning (tr)")
    card = replace(PLAN, card="chosen", rows=((ButtonChoice("a", "A"),),))
    assert await heard_of(town, card) == [MEANING]
    shown = Part("p", "d", 1, PartKind.SEND, Content(("welcome",)), State.SENT, card="c:chosen", external_id="501")
    there = Delivery("d", VOORBEELDSTAD.id, BOT.id, TO_FATMA, Purpose.REPLY, "key", MONDAY_MORNING, parts=(shown,))
    town.rows.deliveries["d"] = there
    assert await heard_of(town, card) == []


async def test_a_recording_is_a_call_of_its_own_without_words(town: Town) -> None:
    keep(town, "meaning", "meaning (tr)")
    call = await rendered(town, MEANING)
    assert isinstance(call, Call)
    assert (call.kind, call.text, call.rows) == (PartKind.SEND, "", ())
    assert call.attachment == Attachment("voice", content=TONE)


@pytest.mark.parametrize(
    ("who", "instead"),
    [
        (replace(LISTENS, reading=Reading.READ), Nothing("reads")),
        (replace(LISTENS, language="pl"), Nothing("no_recording")),
        (replace(LISTENS, language="ti"), Waiting("language_not_approved")),
    ],
    ids=["who reads by now", "who chose a language without a voice", "who chose a language without the words"],
)
async def test_things_are_as_they_are_when_it_is_sent(town: Town, who: Person, instead: Nothing | Waiting) -> None:
    keep(town, "meaning", "meaning (tr)")
    assert await rendered(town, MEANING, who) == instead


async def test_who_was_forgotten_hears_nothing(town: Town) -> None:
    place = Recipient(RecipientKind.PERSON, "nobody")
    assert await rendered(town, MEANING, place=place) == Nothing("forgotten")


async def test_who_looks_at_a_preview_hears_it_in_its_language_and_reads_otherwise(town: Town) -> None:
    keep(town, "meaning", "meaning (ar)", "ar")
    said = replace(PLAN, values={"meaning": wording.preview("full-1", "meaning")}, language="ar")
    assert await heard_of(town, said, NOOR, Recipient(RecipientKind.PERSON, NOOR.id)) == [MEANING]
    assert await heard_of(town, replace(said, language="tr"), NOOR, Recipient(RecipientKind.PERSON, NOOR.id)) == []
    part = Part("p", "d", 1, PartKind.SEND, Content(voice=MEANING, language="ar"))
    to_noor = Recipient(RecipientKind.PERSON, NOOR.id)
    delivery = Delivery("d", VOORBEELDSTAD.id, BOT.id, to_noor, Purpose.REPLY, "key", MONDAY_MORNING, parts=(part,))
    call = await Renderer(Texts(), town.clock).render(town.work.uow, delivery, part)
    assert isinstance(call, Call)
    assert call.attachment == Attachment("voice", content=TONE)


CHOOSE = Say(("welcome", "stop"), voice=True, asked_in=("tr", "nl", "ar", "pl"))


async def heard_in(town: Town, who: Person) -> tuple[list[Value], list[str | None]]:
    """What is heard in the reader's own language, and in which ones the question is heard."""
    town.rows.people[who.id] = who
    now = MONDAY_MORNING
    conversation = Conversation("c", VOORBEELDSTAD.id, who.id, TO_FATMA, "welcome", Standing.OPEN, {}, now, now)
    moment = Moment(town.work, BOT, who.actor, "in:1", Purpose.REPLY)
    questions = await asked(moment, conversation, CHOOSE)
    assert all(each.voice == wording.text("stop") for each in questions)
    return await recorded(moment, conversation, CHOOSE), [each.language for each in questions]


async def test_which_language_is_asked_in_each_language_that_was_recorded_in_the_order_of_the_buttons(town: Town) -> None:
    for language in ("ar", "tr"):
        keep(town, "stop", f"stop ({language}) {VOORBEELDSTAD.name}", language)
    keep(town, "welcome", f"welcome (tr) {VOORBEELDSTAD.name}")
    asked_first = replace(FATMA, state=PersonState.INVITED)
    assert await heard_in(town, asked_first) == ([wording.text("welcome")], ["tr", "ar"])
    assert await heard_in(town, FATMA) == ([], []), "who reads is not disturbed"


async def test_a_coalition_that_asks_in_its_own_words_is_heard_in_those(town: Town) -> None:
    own = OwnText(VOORBEELDSTAD.id, "ar", "stop", ("Eigen vraag",), town.work.words.source_hash("stop"), FATMA.id, MONDAY_MORNING)
    text_hash = town.work.words.hash_with("stop", own.forms)
    town.rows.own_texts[VOORBEELDSTAD.id, "ar", "stop"] = own
    approval = Approval(VOORBEELDSTAD.id, text_hash, "ar", "noor", MONDAY_MORNING)
    await town.work.uow.bulletins.save_approval(approval)
    town.rows.coalitions[VOORBEELDSTAD.id] = replace(VOORBEELDSTAD, words_version=1)
    keep(town, "stop", "Eigen vraag", "ar")
    assert await heard_in(town, replace(FATMA, state=PersonState.INVITED)) == ([], ["ar"])


async def put_before(town: Town, *external_ids: str | None) -> tuple[Delivery, Part]:
    """A message of which so much was spoken first; an id where it came through."""
    keep(town, "stop", f"stop (tr) {VOORBEELDSTAD.name}")
    spoken = [
        Part(f"v{n}", "d", n, PartKind.SEND, Content(voice=wording.text("stop")), State.SENT, external_id=id_)
        for n, id_ in enumerate(external_ids, 1)
    ]
    content = Content(("welcome", "stop"), {}, heard=(wording.text("stop"),) * len(spoken), whole="token-of-all")
    text = Part("t", "d", len(spoken) + 1, PartKind.SEND, content)
    delivery = Delivery("d", VOORBEELDSTAD.id, BOT.id, TO_FATMA, Purpose.REPLY, "key", MONDAY_MORNING, parts=(*spoken, text))
    town.rows.people[FATMA.id] = LISTENS
    town.rows.deliveries["d"] = delivery
    return delivery, text


MORE = "En nog een zin, die lang genoeg is om niet onder een opname te passen."


class Long(Texts):
    """Each text has a second sentence, and a line that nobody could record."""

    def render(self, key: str, language: str, values: Values) -> str:
        return "Alles." if key.startswith("common.") else f"{key}. {MORE}\nOp maandag."

    def lines_aloud(self, key: str, language: str, values: Values) -> int:
        return 1


@pytest.mark.parametrize(
    ("sent", "text", "rows"),
    [
        (["501"], f"welcome. {MORE}\nOp maandag.\n\nstop.\nOp maandag.", ((("Alles.", "token-of-all"),),)),
        ([None], f"welcome. {MORE}\nOp maandag.\n\nstop. {MORE}\nOp maandag.", ()),
        (["501", None], f"welcome. {MORE}\nOp maandag.\n\nstop. {MORE}\nOp maandag.", ()),
    ],
    ids=["heard", "a phone that lets in no voice notes", "one of two did not come"],
)
async def test_under_what_was_heard_stands_a_short_text_and_all_of_it_where_it_was_not(
    town: Town, sent: list[str | None], text: str, rows: tuple[object, ...]
) -> None:
    delivery, part = await put_before(town, *sent)
    call = await Renderer(Long(), town.clock).render(town.work.uow, delivery, part)
    assert isinstance(call, Call)
    assert (call.text, call.rows) == (text, rows)


@pytest.mark.parametrize("picture", [None, "drawing:bell.png"], ids=["a text", "a drawing"])
async def test_what_is_short_or_tells_a_drawing_stands_there_whole(town: Town, picture: str | None) -> None:
    delivery, part = await put_before(town, "501")
    words = Texts() if picture is None else Long()
    part = replace(part, content=replace(part.content, picture=picture))
    call = await Renderer(words, town.clock, drawings={"bell.png": b"png"}).render(town.work.uow, delivery, part)
    assert isinstance(call, Call)
    assert call.text == "\n\n".join(words.render(key, "tr", own_words(VOORBEELDSTAD)) for key in ("welcome", "stop"))
    assert call.rows == ()


async def test_a_question_is_heard_only_with_what_it_asks_about(town: Town) -> None:
    question = "stop.stopped.ask"

    class Asking(FakeWords):
        def aloud(self, key: str, language: str, values: Values) -> str:
            return "Vind je dat goed?" if key == question else super().aloud(key, language, values)

    keep(town, question, "Vind je dat goed?")
    town.words = Asking()
    assert await heard_of(town, Say((question,), voice=True)) == [wording.text(question)]
    assert await heard_of(town, Say(("promise", question), voice=True)) == []
    keep(town, "welcome", f"welcome (tr) {VOORBEELDSTAD.name}")
    assert await heard_of(town, Say(("welcome", question), voice=True)) == [wording.text("welcome"), wording.text(question)]


async def test_all_of_it_comes_in_the_place_of_the_short_text(town: Town) -> None:
    delivery, part = await put_before(town, "501")
    all_of_it = replace(part.content, heard=(), whole="", tapped=Tapped("502", "token-of-all", chosen=False, whole=True))
    edit = replace(part, kind=PartKind.EDIT, content=all_of_it)
    call = await Renderer(Long(), town.clock).render(town.work.uow, delivery, edit)
    assert isinstance(call, Call)
    assert (call.kind, call.message_id, call.text) == (
        PartKind.EDIT,
        "502",
        f"welcome. {MORE}\nOp maandag.\n\nstop. {MORE}\nOp maandag.",
    )


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Hallo. Dit is meer.", "Hallo."),
        ("Een regel\n\nEn nog een", "Een regel"),
        ("كيف الحال؟ نحن هنا.", "كيف الحال؟"),
        ("你好。我们在这里。", "你好。"),
        ("Bel 030-2860000", "Bel 030-2860000"),
    ],
)
def test_a_sentence_ends_as_its_script_has_it(words: str, first: str) -> None:
    assert beginning(words) == first


async def test_nobody_hears_what_nobody_else_approved(town: Town) -> None:
    keep(town, "stop", f"stop (tr) {VOORBEELDSTAD.name}")
    [(key, recording)] = town.rows.recordings.items()
    town.rows.recordings[key] = replace(recording, approved_by=None)
    assert await heard_of(town, PLAN) == []
    assert await rendered(town, wording.text("stop")) == Nothing("no_recording")


async def test_a_picture_of_the_coalition_stands_beside_the_words_it_belongs_to(town: Town) -> None:
    town.rows.people[FATMA.id] = FATMA
    revision = town.rows.revisions["full-1"]
    text_hash = heard("meaning", revision.texts["nl", "meaning"])
    told = {"nl": "Een foto van het buurthuis.", "tr": "Mahalle evinin fotoğrafı."}
    town.rows.pictures[VOORBEELDSTAD.id, text_hash] = CoalitionPicture(VOORBEELDSTAD.id, text_hash, told, NOOR.id, b"\x89PNG")
    now = MONDAY_MORNING
    conversation = Conversation("c", VOORBEELDSTAD.id, FATMA.id, TO_FATMA, "bulletin", Standing.OPEN, {}, now, now)
    moment = Moment(town.work, BOT, FATMA.actor, "in:1", Purpose.REPLY)
    [content] = await pictured(moment, conversation, PLAN)
    part = Part("p", "d", 1, PartKind.SEND, content)
    assert part.is_beside
    delivery = Delivery("d", VOORBEELDSTAD.id, BOT.id, TO_FATMA, Purpose.BROADCAST, "key", now, parts=(part,))
    call = await Renderer(Texts(), town.clock).render(town.work.uow, delivery, part)
    assert isinstance(call, Call)
    assert (call.text, call.attachment) == ("Mahalle evinin fotoğrafı.", Attachment("photo", content=b"\x89PNG"))
    town.rows.people[FATMA.id] = replace(FATMA, language="pl")
    assert await Renderer(Texts(), town.clock).render(town.work.uow, delivery, part) == Nothing("no_picture")
    town.rows.revisions["full-1"] = replace(revision, texts={**revision.texts, ("nl", "meaning"): "Iets anders."})
    assert await pictured(moment, conversation, PLAN) == []


async def test_a_picture_that_was_sent_in_a_chat_never_goes_without_words_in_the_readers_language(town: Town) -> None:
    town.rows.people[FATMA.id] = FATMA
    picture = CoalitionPicture(VOORBEELDSTAD.id, "key", {}, NOOR.id, b"\x89PNG", from_file=False)
    town.rows.pictures[VOORBEELDSTAD.id, "key"] = picture
    element = f"proposal:{PLAYGROUP.id}:picture"
    revision = full_revision(pictures={PLAYGROUP.id: "key"})
    told = {("nl", element): "Een groene deur.", ("tr", element): "Yeşil bir kapı.", ("ar", element): "باب أخضر"}
    town.rows.revisions["full-1"] = replace(revision, texts=revision.texts | told)
    for language in ("nl", "tr"):
        approved = text_hash(element, told[language, element])
        yes = Approval(VOORBEELDSTAD.id, approved, language, NOOR.id, MONDAY_MORNING)
        town.rows.approvals[VOORBEELDSTAD.id, approved, language] = yes
    now = MONDAY_MORNING
    conversation = Conversation("c", VOORBEELDSTAD.id, FATMA.id, TO_FATMA, "react_proposal", Standing.OPEN, {}, now, now)
    moment = Moment(town.work, BOT, FATMA.actor, "in:1", Purpose.REPLY)
    plan = wording.element("full-1", f"proposal:{PLAYGROUP.id}:plan")
    [content] = await pictured(moment, conversation, Say(("welcome",), {"plan": plan}))
    part = Part("p", "d", 1, PartKind.SEND, content)
    delivery = Delivery("d", VOORBEELDSTAD.id, BOT.id, TO_FATMA, Purpose.BROADCAST, "key", now, parts=(part,))
    seen = {}
    for language in ("nl", "tr", "ar", "pl"):
        town.rows.people[FATMA.id] = replace(FATMA, language=language)
        call = await Renderer(Texts(), town.clock).render(town.work.uow, delivery, part)
        seen[language] = call.text if isinstance(call, Call) else call
    assert seen == {
        "nl": "Een groene deur.",
        "tr": "Yeşil bir kapı.",
        "ar": Nothing("no_picture"),  # its words are there, and nobody approved them
        "pl": Nothing("no_picture"),
    }
