"""The last step before a channel: one part becomes one call, in the reader's language, as things are now.

Rendered late (Invariant 4): the language, the address, dates and names are those of the moment of sending. Fixed: the approved
revision that a value names.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.domain import wording
from bot.domain.cadence import OUR_NORMS, Norms
from bot.domain.coalition import Coalition
from bot.domain.delivery import HOLDABLE, Delivery, Part, PartKind, RecipientKind
from bot.domain.errors import NotThere
from bot.domain.own_text import OwnWords
from bot.domain.person import Person, PersonState
from bot.domain.wording import Button, Content, Tapped, Value, Values
from bot.handling.listening import TOLD, hash_of
from bot.handling.resolving import NoWords, resolve, resolved
from bot.outbox.call import Attachment, Call
from bot.outbox.limits import LIMITS
from bot.outbox.withheld import Nothing, Waiting
from bot.services.people.contacts import HELD
from bot.services.ports import Clock, UnitOfWork
from bot.services.speaking.fixed_texts import in_use
from bot.services.speaking.recordings import listens, own_words
from bot.texts.isolates import FIRST_STRONG, POP, bare

GROUP_LANGUAGE = "nl"
"""What is said in a coordinators' group, whoever reads it."""
TICK = "✓ "
LONGEST = min(limits.text for limits in LIMITS.values())
"""UTF-16 units of one message, over any channel."""


SHORT = 120
"""Characters that stand there whole under a voice: a button for the rest would take as much room. Our own judgement."""
READ_ALL = "common.button_read_whole"
_SENTENCE = re.compile(r"(?<=[.!?؟。！？።])[ \n]+|(?<=[。！？])|\n+")
"""Where a sentence ends, in the scripts of the parents; or a line."""


WITHHELD: Mapping[PersonState, Waiting | Nothing] = {
    PersonState.PAUSED: Waiting("paused"),
    PersonState.STOPPED: Nothing("stopped"),
    PersonState.UNREACHABLE: Nothing("blocked"),
}
"""What still was under way when somebody paused or left: the last fence before it is sent."""


class Words(Protocol):
    """What rendering needs of the catalogs."""

    def render(self, key: str, language: str, values: Values) -> str: ...
    def aloud(self, key: str, language: str, values: Values) -> str: ...
    def lines_aloud(self, key: str, language: str, values: Values) -> int: ...
    def render_value(self, value: Value, language: str, values: Values) -> str: ...
    def with_own(self, own: OwnWords) -> "Words": ...
    def hash_with(self, key: str, forms: Sequence[str]) -> str: ...
    def source_hash(self, key: str) -> str: ...


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who will read it, and where it goes."""

    chat: str
    topic: str | None
    language: str
    coalition: Coalition
    person: Person | None
    words: Words
    """As the coalition says them."""

    @property
    def speaks(self) -> str:
        """Their own form of the language: it has other days and another name, and the same words."""
        own = self.person is not None and self.language == self.person.language
        return (self.person.variant if self.person and own else None) or self.language


class Renderer:
    """Makes calls of parts; the dispatcher asks it within its own unit of work."""

    def __init__(self, words: Words, clock: Clock, norms: Norms = OUR_NORMS, drawings: Mapping[str, bytes] | None = None) -> None:
        """`drawings` are those of the flows, by the names of their files."""
        self._words = words
        self._drawings = drawings or {}
        self._clock = clock
        self._norms = norms
        self._own: dict[str, tuple[int, Words]] = {}
        """By coalition that has words of its own: the version of these, and everything as it says it."""

    async def render(self, uow: UnitOfWork, delivery: Delivery, part: Part) -> Call | Waiting | Nothing:
        """The call that this part is now, what it waits for, or nothing at all (it has lost its sense).

        Raises WeerklankError (no text, no value for a placeholder) when it can never be said; the part then fails.
        """
        reader = await self._reader(uow, delivery, part)
        if isinstance(reader, Waiting | Nothing):
            return reader
        if part.content.tapped is not None and not part.content.tapped.whole:
            return await self._tidied(uow, delivery, part.content.tapped, reader)
        if part.content.voice is not None:
            return await self._recording(uow, reader, part.content)
        if (part.content.picture or "").startswith(wording.OWN_PICTURE):
            return await self._own_picture(uow, reader, part.content)
        return await self._message(uow, delivery, part, reader)

    async def _message(self, uow: UnitOfWork, delivery: Delivery, part: Part, reader: _Reader) -> Call | Waiting | Nothing:
        kind, message_id = part.kind, part.content.tapped.message_id if part.content.tapped else None
        if message_id is None and kind in {PartKind.EDIT, PartKind.DELETE}:
            message_id = await uow.ledger.last_card(delivery.recipient, part.card or "")
            if message_id is None and kind is PartKind.DELETE:
                return Nothing("card_not_sent")
            if message_id is None:
                kind = PartKind.SEND
        try:
            at_once = not delivery.purpose.disturbs
            cut = await came_through(uow, delivery, part)
            text, values = await self._said(uow, part.content, reader, at_once=at_once, cut=cut)
            if kind is PartKind.CREATE_TOPIC:
                name = reader.words.render_value(part.content.topic_name or "", reader.speaks, values)
                return Call(kind, reader.chat, topic_name=bare(name))
            rows = [[await self._button(uow, b, reader, values, at_once=at_once) for b in row] for row in part.content.rows]
            if cut:
                whole, _ = await self._said(uow, part.content, reader, at_once=at_once)
                if part.content.picture or len(whole) <= SHORT:
                    text = whole
                elif text != whole:
                    rows.append([(reader.words.render(READ_ALL, reader.speaks, {}), part.content.whole)])
        except NoWords:
            return Waiting("language_not_approved")
        attachment = await self._attachment(uow, delivery, part)
        return Call(
            kind,
            reader.chat,
            topic=reader.topic,
            text=text,
            rows=tuple(map(tuple, rows)),
            attachment=attachment,
            message_id=message_id,
        )

    async def _tidied(self, uow: UnitOfWork, delivery: Delivery, tapped: Tapped, reader: _Reader) -> Call | Nothing:
        """The message without its buttons, and with the chosen one below it. Its words are made anew, so only as far as they can
        be: else the buttons go, and that is all.
        """
        bare_message = Call(PartKind.EDIT, reader.chat, message_id=tapped.message_id)
        try:
            shown = await uow.ledger.shown(delivery.recipient, tapped.message_id)
            if shown is None:
                return bare_message
            label = next((button.label for row in shown.rows for button in row if button.token == tapped.token), None)
            if label is None:
                return Nothing("shown_anew")
            if not tapped.chosen or shown.media_id or shown.picture or not shown.texts:
                return bare_message
            text, _ = await self._said(uow, shown, replace(reader, language=shown.language or reader.language), at_once=True)
            chosen = _label(await resolve(uow, label, reader.language, at_once=True), reader, {})
        except (NoWords, NotThere):
            return bare_message
        text = f"{text}\n\n{TICK}{chosen}"
        return replace(bare_message, text=text) if _units(text) <= LONGEST else bare_message

    async def label(self, uow: UnitOfWork, label: Value, person: Person) -> str:
        """A button's label as this person sees it, to recognise it when it is typed."""
        try:
            found = await resolve(uow, label, person.language, at_once=True)
        except NoWords:
            return ""
        coalition = await uow.coalitions.get(person.coalition_id)
        words = await self._words_of(uow, coalition)
        return _label(found, _Reader("", None, person.language, coalition, person, words), {})

    async def _words_of(self, uow: UnitOfWork, coalition: Coalition) -> Words:
        """Read again when they changed, by whatever process: the coalition's row, which is at hand, says so."""
        if not coalition.words_version:
            return self._words
        version, words = self._own.get(coalition.id, (0, self._words))
        if version != coalition.words_version:
            words = self._words.with_own(await in_use(uow, self._words, coalition))
            self._own[coalition.id] = coalition.words_version, words
        return words

    async def _reader(self, uow: UnitOfWork, delivery: Delivery, part: Part) -> "_Reader | Waiting | Nothing":
        coalition = await uow.coalitions.get(delivery.coalition_id)
        recipient, words = delivery.recipient, await self._words_of(uow, coalition)
        if recipient.kind is RecipientKind.GROUP:
            group = await uow.coalitions.group(recipient.id)
            topic = None
            if recipient.topic_of and group.is_forum:
                topic = (await uow.questions.get(recipient.topic_of)).topic_id
            return _Reader(group.external_id, topic, part.content.language or GROUP_LANGUAGE, coalition, None, words)
        if recipient.kind is RecipientKind.ADDRESS:
            address = await uow.people.address(recipient.id)
            return _Reader(address.value, None, part.content.language or coalition.languages[0], coalition, None, words)
        person = await uow.people.find(recipient.id)
        found = await uow.people.address_of(recipient.id, delivery.bot_account_id) if person else None
        if person is None or found is None:
            return Nothing("forgotten")
        if delivery.purpose.disturbs and person.state in WITHHELD:
            return WITHHELD[person.state]
        if delivery.purpose in HOLDABLE and person.is_held(self._clock.now()):
            return Waiting(HELD)
        return _Reader(found.value, None, part.content.language or person.language, coalition, person, words)

    async def _said(
        self, uow: UnitOfWork, content: Content, reader: _Reader, *, at_once: bool, cut: Sequence[Value] = ()
    ) -> tuple[str, Values]:
        """Its texts under each other, and the values that went into them; of `cut` only the first sentence, and what was not
        heard of it. Raises NoWords."""
        told = await resolved(uow, content.values, reader.language, at_once=at_once)
        told |= {name: beginning(str(told[name])) for name, value in content.values.items() if value in cut}
        values = {**await self._always(uow, reader), **told}
        said = [reader.words.render(key, reader.speaks, values) for key in content.texts]
        is_cut = [wording.text(key) in cut and not key.endswith(".ask") for key in content.texts]
        for number, key in enumerate(content.texts):
            if is_cut[number]:
                aloud = reader.words.lines_aloud(key, reader.speaks, own_words(reader.coalition))
                said[number] = without_what_was_heard(said[number], aloud)
        if content.shown:
            said.append(" ".join(f"[{_label(label, reader, values)}]" for label in content.shown))
        return tidy("\n\n".join(said)), values

    async def _recording(self, uow: UnitOfWork, reader: _Reader, content: Content) -> Call | Waiting | Nothing:
        """Nothing, for who reads by now, and when what it says now was never recorded: then there is text only."""
        if reader.person is None or not (content.language or listens(reader.person)):
            return Nothing("reads")
        heard = content.voice or ""
        try:
            text_hash = await hash_of(uow, reader.words, reader.coalition, heard, reader.language)
        except NoWords:
            return Nothing("no_recording") if content.language else Waiting("language_not_approved")
        found = await uow.recordings.find(reader.coalition.id, reader.language, text_hash)
        if found is None or found.approved_by is None:
            return Nothing("no_recording")
        return Call(PartKind.SEND, reader.chat, topic=reader.topic, attachment=Attachment("voice", content=found.content))

    async def _own_picture(self, uow: UnitOfWork, reader: _Reader, content: Content) -> Call | Nothing:
        """With the words that tell it; without these in the reader's language, or when it was taken out, nothing."""
        text_hash = (content.picture or "").removeprefix(wording.OWN_PICTURE)
        found = await uow.pictures.find(reader.coalition.id, text_hash)
        told = found.told.get(reader.language, "") if found else ""
        if TOLD in content.values:
            told = await _told(uow, content.values[TOLD], reader.language)
        if found is None or not told:
            return Nothing("no_picture")
        attachment = Attachment("photo", content=found.content)
        return Call(PartKind.SEND, reader.chat, topic=reader.topic, text=told, attachment=attachment)

    async def _button(
        self, uow: UnitOfWork, button: Button, reader: _Reader, values: Values, *, at_once: bool
    ) -> tuple[str, str]:
        label = await resolve(uow, button.label, reader.language, at_once=at_once)
        return _label(label, reader, values), button.token

    async def _always(self, uow: UnitOfWork, reader: _Reader) -> Values:
        """What any text may name (docs/flow-language.md, 'Values')."""
        coalition = reader.coalition
        zone = ZoneInfo((reader.person and reader.person.zone) or coalition.zone)
        today = self._clock.now().astimezone(zone).date()
        next_day = today
        if reader.person and reader.person.trajectory_id:
            trajectory = await uow.trajectories.get(reader.person.trajectory_id)
            promised = trajectory.next_promised
            limit = today + timedelta(days=self._norms.of(trajectory).silence_limit_days)
            next_day = promised if promised and promised >= today else limit
        return {
            **own_words(coalition),
            "next_day": wording.day(next_day),
            "today": wording.day(today),
            "my_language": wording.language_name(reader.speaks),
        }

    async def _attachment(self, uow: UnitOfWork, delivery: Delivery, part: Part) -> Attachment | None:
        """What somebody sent, by the channel's own name for it where that may be; what we made, as it is."""
        media_id = part.content.media_id or part.content.picture
        if media_id is None:
            return None
        if media_id.startswith(wording.DRAWING):
            name = media_id.removeprefix(wording.DRAWING)
            if name not in self._drawings:
                raise NotThere("picture", id=name)
            return Attachment("photo", content=self._drawings[name], filename=name)
        if media_id.startswith(wording.VOICE_BESIDE):
            beside = await _voice_beside(uow, media_id.removeprefix(wording.VOICE_BESIDE))
            if beside is None:
                return None
            media_id = beside
        media = await uow.media.get(media_id)
        if media.external_ref and media.bot_account_id == delivery.bot_account_id:
            return Attachment(media.kind, ref=media.external_ref)
        return Attachment(media.kind, content=await uow.media.content(media.id), filename=media.filename or "")


async def _voice_beside(uow: UnitOfWork, reaction_id: str) -> str | None:
    """None for what the parent took back, or took with them."""
    try:
        return (await uow.bulletins.reaction(reaction_id)).to_hear
    except NotThere:
        return None


async def _told(uow: UnitOfWork, value: Value, language: str) -> str:
    """What a picture shows, as parents of this language may read it, or who looks before them; empty without such words."""
    match value:
        case {"bulletin": str(revision_id), "element": str(element), **how}:
            texts = (await uow.bulletins.revision(revision_id)).texts
            if how:
                return texts.get((str(how.get("in") or language), element), "")
            try:
                return str(await resolve(uow, value, language))
            except NoWords:
                return ""
        case _:
            return ""


def _label(label: Value, reader: _Reader, values: Values) -> str:
    if isinstance(label, str):
        # It stands alone on its button, so it needs no isolate.
        return label
    if isinstance(label, dict) and "ticked" in label:
        return TICK + reader.words.render_value(label["ticked"], reader.speaks, values)
    return reader.words.render_value(label, reader.speaks, values)


async def came_through(uow: UnitOfWork, delivery: Delivery, part: Part) -> Sequence[Value]:
    """What of the message was heard before it: of voice notes that were sent, and none when one of them was not."""
    if not part.content.heard:
        return ()
    parts = (await uow.ledger.get(delivery.id)).parts
    before = [each for each in parts if part.number - len(part.content.heard) <= each.number < part.number]
    there = all(each.content.voice is not None and each.external_id is not None for each in before)
    return part.content.heard if before and there else ()


def beginning(words: str) -> str:
    """The first sentence; all of it when there is no more."""
    return _SENTENCE.split(words.strip(), maxsplit=1)[0]


def without_what_was_heard(words: str, lines: int) -> str:
    """The first sentence, and what comes after so many first lines, which nobody could record."""
    every = words.split("\n")
    return "\n".join([beginning("\n".join(every[:lines])), *every[lines:]])


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def tidy(text: str) -> str:
    """Without the gaps that an empty value leaves: spaces at a line's ends, two in a row, and more than one empty line."""
    # What stands within isolates is somebody's own words, and stays as it is.
    ours = re.split(f"({FIRST_STRONG}[^{POP}]*{POP})", text)
    text = "".join(piece if number % 2 else re.sub(r"(?<! )  (?! )", " ", piece) for number, piece in enumerate(ours))
    lines = "\n".join(line.strip(" ") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")
