"""The last step before a channel: one part becomes one call, in the reader's language, as things are now.

Rendered late (Invariant 4): the language, the address, dates and names are those of the moment of sending. Fixed: the approved
revision that a value names.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from bot.domain import wording
from bot.domain.coalition import Coalition
from bot.domain.delivery import Delivery, Part, PartKind, RecipientKind
from bot.domain.person import Person
from bot.domain.wording import Button, Value, Values
from bot.outbox.call import Attachment, Call
from bot.outbox.withheld import Nothing, Waiting
from bot.services.ports import Clock, UnitOfWork

GROUP_LANGUAGE = "nl"
"""What is said in a coordinators' group, whoever reads it."""


class Words(Protocol):
    """What rendering needs of the catalogs."""

    def render(self, key: str, language: str, values: Values) -> str: ...
    def value(self, value: Value, language: str) -> str: ...


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who will read it, and where it goes."""

    chat: str
    topic: str | None
    language: str
    coalition: Coalition
    person: Person | None


class Renderer:
    """Makes calls of parts; the dispatcher asks it within its own unit of work."""

    def __init__(self, words: Words, clock: Clock) -> None:
        self._words = words
        self._clock = clock

    async def render(self, uow: UnitOfWork, delivery: Delivery, part: Part) -> Call | Waiting | Nothing:
        """The call that this part is now, what it waits for, or nothing at all (it has lost its sense).

        Raises WeerklankError (no text, no value for a placeholder) when it can never be said; the part then fails.
        """
        reader = await self._reader(uow, delivery, part)
        if isinstance(reader, Waiting | Nothing):
            return reader
        kind, message_id = part.kind, None
        if kind in {PartKind.EDIT, PartKind.DELETE}:
            message_id = await uow.ledger.last_card(delivery.recipient, part.card or "")
            if message_id is None and kind is PartKind.DELETE:
                return Nothing("card_not_sent")
            if message_id is None:
                kind = PartKind.SEND
        if kind is PartKind.CREATE_TOPIC:
            name = await self._value(uow, part.content.topic_name or "", reader)
            return Call(kind, reader.chat, topic_name=self._plain(name, reader.language, part.content.values))
        values = await self._values(uow, part.content.values, reader)
        if isinstance(values, Waiting):
            return values
        text = "\n\n".join(self._words.render(key, reader.language, values) for key in part.content.texts)
        rows = tuple([tuple([await self._button(uow, button, reader, values) for button in row]) for row in part.content.rows])
        attachment = await self._attachment(uow, delivery, part, reader)
        return Call(kind, reader.chat, topic=reader.topic, text=text, rows=rows, attachment=attachment, message_id=message_id)

    async def _reader(self, uow: UnitOfWork, delivery: Delivery, part: Part) -> "_Reader | Waiting | Nothing":
        coalition = await uow.coalitions.get(delivery.coalition_id)
        recipient = delivery.recipient
        if recipient.kind is RecipientKind.GROUP:
            group = await uow.coalitions.group(recipient.id)
            topic = None
            if recipient.topic_of and group.is_forum:
                topic = (await uow.questions.get(recipient.topic_of)).topic_id
            return _Reader(group.external_id, topic, GROUP_LANGUAGE, coalition, None)
        if recipient.kind is RecipientKind.ADDRESS:
            address = await uow.people.address(recipient.id)
            return _Reader(address.value, None, part.content.language or coalition.languages[0], coalition, None)
        person = await uow.people.find(recipient.id)
        found = await uow.people.address_of(recipient.id, delivery.bot_account_id) if person else None
        if person is None or found is None:
            return Nothing("forgotten")
        return _Reader(found.value, None, person.language, coalition, person)

    async def _values(self, uow: UnitOfWork, given: Values, reader: _Reader) -> Values | Waiting:
        values: dict[str, Any] = {**await self._always(uow, reader)}
        for name, value in given.items():
            resolved = await self._value(uow, value, reader)
            if resolved is None:
                return Waiting("language_not_approved")
            values[name] = resolved
        return values

    async def _value(self, uow: UnitOfWork, value: Value, reader: _Reader) -> Any:
        """Words for a reference; None when an approved revision has none in the reader's language."""
        match value:
            case {"quote": str(quote_id)}:
                return (await uow.trajectories.quote(quote_id)).text
            case {"message": str(message_id)}:
                return (await uow.questions.message(message_id)).text
            case {"bulletin": str(revision_id), "element": str(element)}:
                revision = await uow.bulletins.revision(revision_id)
                return revision.texts.get((reader.language, element))
            case list():
                return [await self._value(uow, item, reader) for item in value]
            case _:
                return value

    async def _button(self, uow: UnitOfWork, button: Button, reader: _Reader, values: Values) -> tuple[str, str]:
        label = await self._value(uow, button.label, reader)
        return self._plain(label, reader.language, values), button.token

    def _plain(self, value: Value, language: str, values: Values) -> str:
        """A label or a name: a text of ours with its values filled in, or a value by itself."""
        if isinstance(value, dict) and "text" in value:
            return self._words.render(str(value["text"]), language, values)
        return self._words.value(value, language)

    async def _always(self, uow: UnitOfWork, reader: _Reader) -> Values:
        """What any text may name (docs/flow-language.md, 'Values')."""
        coalition = reader.coalition
        today = self._clock.now().astimezone(ZoneInfo((reader.person and reader.person.zone) or coalition.zone)).date()
        next_day = today + timedelta(days=14)
        if reader.person and reader.person.trajectory_id:
            trajectory = await uow.trajectories.get(reader.person.trajectory_id)
            promised = trajectory.next_promised
            next_day = promised if promised and promised >= today else today + timedelta(days=trajectory.silence_limit_days)
        return {
            "coalition": coalition.name,
            "signs_as": coalition.signs_as,
            "help_line": coalition.help_line,
            "next_day": wording.day(next_day),
            "today": wording.day(today),
            "my_language": wording.language_name(reader.language),
        }

    async def _attachment(self, uow: UnitOfWork, delivery: Delivery, part: Part, reader: _Reader) -> Attachment | None:
        content = part.content
        if content.media_id is not None:
            media = await uow.media.get(content.media_id)
            ref = media.external_ref if media.bot_account_id == delivery.bot_account_id else None
            return Attachment(media.kind, ref=ref, content=None if ref else await uow.media.content(media.id))
        return None
