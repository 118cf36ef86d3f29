"""Two coordinators write, look along and send, over HTTP; what it costs them is counted."""

from bot.rehearsal.demo.stage import Somebody, Stage
from tests.end_to_end.test_translating import labels, translator
from tests.end_to_end.town import coordinators, joined, set_aside

ACKNOWLEDGEMENT = "Ouders vertelden over de nacht. Ze waren vaak alleen. Dank je wel voor je verhaal."
MEANING = "We begrepen: je wilt iemand die je kunt bellen. Dat weegt voor ons het zwaarst."
FOLLOW_UP = "Marit zoekt een tolk die je kunt bellen. Over 2 weken vertellen we hoe het gaat."
FILE = f"""
next_promised: in 10 days
quotes: [nacht-alleen]
proposals: [koffie-ochtend]
texts:
  nl: {{acknowledgement: "{ACKNOWLEDGEMENT}", meaning: "{MEANING}", follow_up: "{FOLLOW_UP}"}}
"""
IN_FIVE = FILE + "".join(
    f'  {code}: {{acknowledgement: "{code} a", meaning: "{code} m", follow_up: "{code} f", '
    f'proposals: {{koffie-ochtend: {{title: "{code} t", plan: "{code} p", way_in: "{code} w"}}}}}}\n'
    for code in ("en", "tr", "ar", "pl")
)
PARENTS = {"nl": "Lotte", "en": "Grace", "tr": "Fatma", "ar": "Amal", "pl": "Kasia"}
SHORT, BY_CHAT, BY_FILE = 2, 25, 12
"""So many messages and taps of coordinators at the most, the colleague's included."""


async def in_five_languages(stage: Stage) -> tuple[list[Somebody], dict[str, tuple[Somebody, Somebody]]]:
    """A parent in each language; and by language somebody who translates it, and a second reader."""
    parents = [await joined(stage, name, code) for code, name in PARENTS.items()]
    crew = {}
    for code in ("en", "tr", "ar", "pl"):
        crew[code] = (await translator(stage, f"{code} 1", code), await translator(stage, f"{code} 2", code))
    return parents, crew


async def translate_all(stage: Stage, crew: dict[str, tuple[Somebody, Somebody]]) -> None:
    """Whoever was asked writes what is not written yet; the other one approves."""
    texts = stage.house.library.catalogs
    ready = texts.render("translate_bulletin.all.choices.ready", "nl")
    for code, two in crew.items():
        now = texts.render("translation_asked.ask.choices.now", "nl")
        [writer] = [somebody for somebody in two if now in labels(somebody)]
        [reader] = [somebody for somebody in two if somebody is not writer]
        await stage.tap(writer, "translation_asked.ask.choices.now")
        for number in range(20):
            if ready in labels(writer)[:1]:
                break
            await stage.say(writer, f"{code}, part {number}.")
        await stage.tap(writer, "translate_bulletin.all.choices.ready")
        await stage.tap(reader, "translation_to_read.ask.choices.now")
        await stage.tap(reader, "translation_read.verdict.choices.yes")


async def all_read_it(stage: Stage, parents: list[Somebody]) -> None:
    await stage.pass_time(minutes=20)
    for parent in parents:
        stage.expect(parent, "bulletin.acknowledgement.say", "bulletin.meaning.say", "bulletin.follow_up.say")
    assert await set_aside(stage) == 0


class Count:
    """What coordinators do, counted."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.number = stage, 0

    async def says(self, who: Somebody, words: str) -> None:
        self.number += 1
        await self.stage.say(who, words)

    async def taps(self, who: Somebody, key: str = "", *, label: str = "") -> None:
        self.number += 1
        await self.stage.tap(who, key, label=label)

    async def sends(self, who: Somebody, content: bytes) -> None:
        self.number += 1
        who.phone.send_file("document", content, name="bericht.yaml")
        await self.stage.settle()


def label(who: Somebody, words: str) -> str:
    """The newest button that has these words."""
    for message in reversed(who.phone.messages):
        for row in message.buttons:
            for text in row:
                if words in text:
                    return text
    raise AssertionError(words)


async def test_a_short_message_takes_a_command_and_a_tap(stage: Stage) -> None:
    marit, _ = await coordinators(stage)
    parents = [await joined(stage, name, code) for name, code in (("Lotte", "nl"), ("Fatma", "tr"), ("Amal", "ar"))]
    count = Count(stage)
    await count.says(marit, "/kort")
    await count.taps(marit, label=label(marit, "Nog bezig"))
    assert count.number == SHORT
    await stage.pass_time(minutes=20)
    for parent in parents:
        stage.expect(parent, "bulletin.short.say")
    assert await set_aside(stage) == 0


async def test_a_tap_twice_sends_it_once(stage: Stage) -> None:
    marit, _ = await coordinators(stage)
    lotte = await joined(stage, "Lotte")
    await stage.say(marit, "/kort")
    found = label(marit, "Nog bezig")
    message = next(one for one in reversed(marit.phone.messages) if any(found in row for row in one.buttons))
    marit.phone.tap(found, message=message)
    marit.phone.tap(found, message=message)
    await stage.settle()
    await stage.pass_time(minutes=20)
    assert sum("nog bezig" in (one.text or "") for one in lotte.phone.messages) == 1
    assert await set_aside(stage) == 0


async def test_a_full_one_in_five_languages_by_chat(stage: Stage) -> None:
    marit, bram = await coordinators(stage)
    parents, crew = await in_five_languages(stage)
    count = Count(stage)
    await count.says(marit, "/schrijf")
    await count.taps(marit, "compose.choose.choices.new")
    await count.taps(marit, "compose.kind.choices.steps")
    for words in ("In de nacht", "Ik zoek andere", "Mijn man"):
        await count.taps(marit, label=label(marit, words))
    await count.taps(marit, "compose_draft.quotes.done")
    for words in (ACKNOWLEDGEMENT, MEANING, FOLLOW_UP):
        await count.says(marit, words)
    for words in ("Koffie-ochtend", "tolk"):
        await count.taps(marit, label=label(marit, words))
    await count.taps(marit, "compose_draft.proposals.done")
    await count.taps(marit, label=label(marit, "9 juni"))
    await count.taps(marit, "compose_draft.overview.choices.languages")
    await count.taps(marit, "translations.show.choices.ask_all")
    await count.taps(marit, "translations.show.choices.ready")
    await count.taps(marit, label=label(marit, "meelezen"))
    await translate_all(stage, crew)
    await count.taps(bram, "look_at.agree.choices.yes")
    await count.taps(bram, "look_at.ready.choices.send")
    await count.taps(bram, "send.confirm.choices.yes")
    assert count.number <= BY_CHAT
    stage.expect(bram, "send.sent.say")
    await all_read_it(stage, parents)


async def test_a_full_one_in_five_languages_by_file(stage: Stage) -> None:
    marit, bram = await coordinators(stage)
    parents, crew = await in_five_languages(stage)
    count = Count(stage)
    await count.says(marit, "/schrijf")
    await count.taps(marit, "compose.choose.choices.new")
    await count.taps(marit, "compose.kind.choices.whole")
    await count.sends(marit, IN_FIVE.encode())
    await count.taps(marit, "compose_draft.overview.choices.languages")
    await count.taps(marit, "translations.show.choices.ask_all")
    await count.taps(marit, "translations.show.choices.ready")
    await count.taps(marit, label=label(marit, "meelezen"))
    await translate_all(stage, crew)
    await count.taps(bram, "look_at.agree.choices.yes")
    await count.taps(bram, "look_at.ready.choices.send")
    await count.taps(bram, "send.confirm.choices.yes")
    assert count.number <= BY_FILE
    stage.expect(bram, "send.sent.say")
    await all_read_it(stage, parents)


async def test_odd_things_are_asked_once_more_and_break_nothing(stage: Stage) -> None:
    marit, _ = await coordinators(stage)
    await joined(stage, "Lotte")
    await stage.say(marit, "/schrijf")
    await stage.tap(marit, "compose.choose.choices.new")
    await stage.tap(marit, "compose.kind.choices.whole")
    for content in (b"", b"\xff\xfe\x00", b"texts: {nl: {}}", b"- a list", b"texts: {nl: {message: 'x'}, tr: {meaning: 'y'}}"):
        marit.phone.send_file("document", content, name="x.yaml")
        await stage.settle()
        stage.expect(marit, "compose_draft.whole.ask" if content != b"texts: {nl: {}}" else "compose_draft.overview.ask")
        if content == b"texts: {nl: {}}":
            await stage.tap(marit, "compose_draft.overview.choices.change")
            await stage.tap(marit, "compose_draft.change.choices.whole")
    await stage.say(marit, "x" * 2900)
    stage.expect(marit, "compose_draft.whole.ask")
    assert await set_aside(stage) == 0


async def file_at_night(stage: Stage, marit: Somebody) -> None:
    """At 23:00 somebody sends a whole message in one file."""
    await joined(stage, "Lotte")
    await stage.pass_time(hours=13)
    await stage.say(marit, "/schrijf")
    await stage.tap(marit, "compose.choose.choices.new")
    await stage.tap(marit, "compose.kind.choices.whole")
    marit.phone.send_file("document", FILE.encode(), name="bericht.yaml")
    await stage.settle()


async def test_a_file_at_night_is_answered_at_once(stage: Stage) -> None:
    marit, _ = await coordinators(stage)
    await file_at_night(stage, marit)
    stage.expect(marit, "compose_draft.overview.ask")


async def test_who_is_asked_to_look_at_night_is_not_reminded_in_the_morning(stage: Stage) -> None:
    marit, bram = await coordinators(stage)
    await file_at_night(stage, marit)
    bram.fresh()
    await stage.tap(marit, "", label=label(marit, "meelezen"))
    for waited in (14, 24):
        await stage.pass_time(hours=waited)
        shown = [message.text for message in bram.fresh() if "Dit vertelden ouders" in message.text]
        assert len(shown) == 1, waited
