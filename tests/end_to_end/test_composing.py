"""Two coordinators write, look along and send, over HTTP; counted as issue 5 counts."""

from bot.rehearsal.demo.stage import Somebody, Stage
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
SHORT, BY_CHAT, BY_FILE = 2, 25, 12
"""Issue 5: so many messages and taps of coordinators at the most, the colleague's included."""


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


async def test_a_full_one_by_chat_with_the_colleagues_yes(stage: Stage) -> None:
    marit, bram = await coordinators(stage)
    lotte = await joined(stage, "Lotte")
    count = Count(stage)
    await count.says(marit, "/schrijf")
    await count.taps(marit, "compose.choose.choices.new")
    await count.taps(marit, "compose.kind.choices.steps")
    for words in ("In de nacht", "Ik zoek andere", "Mijn man"):
        await count.taps(marit, label=label(marit, words))
    await count.taps(marit, "compose_draft.quotes.done")
    for words in (ACKNOWLEDGEMENT, MEANING, FOLLOW_UP):
        await count.says(marit, words)
    for words in ("Koffie-ochtend", "tolk", "Hulp in de nacht"):
        await count.taps(marit, label=label(marit, words))
    await count.taps(marit, "compose_draft.proposals.done")
    await count.taps(marit, label=label(marit, "9 juni"))
    await count.taps(marit, label=label(marit, "meelezen"))
    await count.taps(bram, "look_at.agree.choices.yes")
    await count.taps(marit, "compose_draft.overview.choices.send")
    await count.taps(marit, "send.confirm.choices.yes")
    assert count.number <= BY_CHAT
    stage.expect(marit, "send.sent.say")
    await stage.pass_time(minutes=20)
    stage.expect(lotte, "bulletin.acknowledgement.say")
    assert await set_aside(stage) == 0


async def test_a_full_one_by_file_with_the_colleagues_yes(stage: Stage) -> None:
    marit, bram = await coordinators(stage)
    await joined(stage, "Lotte")
    count = Count(stage)
    await count.says(marit, "/schrijf")
    await count.taps(marit, "compose.choose.choices.new")
    await count.taps(marit, "compose.kind.choices.whole")
    await count.sends(marit, FILE.encode())
    await count.taps(marit, label=label(marit, "meelezen"))
    await count.taps(bram, "look_at.agree.choices.yes")
    await count.taps(bram, "look_at.ready.choices.send")
    await count.taps(bram, "send.confirm.choices.yes")
    assert count.number <= BY_FILE
    stage.expect(bram, "send.sent.say")
    assert await set_aside(stage) == 0


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
