"""What a coalition says in words of its own is what its parents read."""

from dataclasses import replace

from bot.domain.delivery import Delivery, Part, PartKind, Purpose, Recipient, RecipientKind
from bot.domain.own_text import OwnWords
from bot.domain.wording import Content, Value, Values
from bot.handling.rendering import Renderer
from bot.outbox.call import Call
from bot.services.speaking import approving_texts, fixed_texts
from bot.services.speaking.approving_texts import OnWord
from tests.fakes.clock import MONDAY_MORNING
from tests.fakes.words import FakeWords
from tests.people import BOT, ELIF, FATMA, LOTTE, NOOR, VOORBEELDSTAD
from tests.services.conftest import Town


class Texts(FakeWords):
    """Counts how often own words are put in the place of ours."""

    views = 0

    def render_value(self, value: Value, language: str, values: Values) -> str:
        return str(value)

    def render(self, key: str, language: str, values: Values) -> str:
        [own] = self.own.get((language, key), ("",))
        return own or super().render(key, language, values)

    def with_own(self, own: OwnWords) -> "Texts":
        Texts.views += 1
        return super().with_own(own)


async def read(town: Town, renderer: Renderer, who: str) -> str:
    part = Part("p", "d", 1, PartKind.SEND, Content(("stop",)))
    recipient = Recipient(RecipientKind.PERSON, who)
    delivery = Delivery("d", VOORBEELDSTAD.id, BOT.id, recipient, Purpose.REPLY, "key", MONDAY_MORNING, parts=(part,))
    call = await renderer.render(town.work.uow, delivery, part)
    assert isinstance(call, Call)
    return call.text


async def test_own_words_reach_parents_once_approved_and_are_looked_up_when_they_changed_only(town: Town) -> None:
    town.put(replace(ELIF, translates=frozenset({"tr"})))
    renderer, Texts.views = Renderer(Texts(), town.clock), 0
    ours = f"stop (tr) {VOORBEELDSTAD.name}"
    assert await read(town, renderer, FATMA.id) == ours
    assert Texts.views == 0

    await approving_texts.write(town.work, ELIF.actor, "tr", "stop", ["Durdu."])
    assert await read(town, renderer, FATMA.id) == ours
    [text] = [t for t in (await fixed_texts.current(town.work, VOORBEELDSTAD.id, "tr")).values() if t.own]
    await approving_texts.approve(town.work, NOOR.actor, "tr", {"stop": text.text_hash}, OnWord.WRITER)
    assert [await read(town, renderer, FATMA.id) for _ in range(3)] == ["Durdu."] * 3
    assert await read(town, renderer, LOTTE.id) == f"stop (nl) {VOORBEELDSTAD.name}"
    assert Texts.views == 2


async def test_who_chose_a_regional_form_is_spoken_to_in_it(town: Town) -> None:
    town.put(replace(FATMA, language="ar", variant="ary"))
    said: list[str] = []

    class Noting(Texts):
        def render(self, key: str, language: str, values: Values) -> str:
            said.append(f"{language} {values['my_language']}")
            return super().render(key, language, values)

    await read(town, Renderer(Noting(), town.clock), FATMA.id)
    assert said == ["ary {'language': 'ary'}"]
