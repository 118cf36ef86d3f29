"""What a turn says becomes deliveries in the ledger, in ordered parts."""

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.commands import Say
from bot.domain.conversation import ButtonBinding, Conversation
from bot.domain.delivery import Delivery, Part, PartKind, Purpose, Recipient, RecipientKind, State
from bot.domain.person import Reading
from bot.domain.wording import Button, Content, Tapped, Values
from bot.handling.listening import asked, pictured, recorded, told
from bot.handling.moment import Moment
from bot.handling.other_language import way_to_it
from bot.handling.way_back import way_back

Rows = tuple[tuple[Button, ...], ...]
NEVER_SHORT = ("danger.", "consent.")
"""How the keys of texts begin that stand there whole, under a voice too: whoever needs a number now should not have to tap for
it, and nobody says yes to what they did not see."""
WHOLE = "read_whole"
"""The choice of the button below a short text; no step has one of this name, as it is the language's own."""


async def say(moment: Moment, conversation: Conversation, says: Sequence[Say], turn: str) -> None:
    """All that one turn says, in order, as one delivery; or as the parts of the broadcast that the conversation opens.

    `turn` names the turn within its moment, so that the delivery's key is the same when the moment is handled again.
    """
    work = moment.work
    delivery_id = conversation.delivery_id or work.chance.id()
    parts: list[Part] = []
    for said in says:
        language = said.language or None
        for picture in await pictured(moment, conversation, said):
            one = replace(picture, language=language)
            parts.append(_part(moment, delivery_id, len(parts) + 1, one, PartKind.SEND, None))
        # Heard first, then read, with the buttons at the end.
        heard = await recorded(moment, conversation, said)
        for value in heard:
            parts.append(_part(moment, delivery_id, len(parts) + 1, Content(voice=value, language=language), PartKind.SEND, None))
        for question in await asked(moment, conversation, said):
            parts.append(_part(moment, delivery_id, len(parts) + 1, question, PartKind.SEND, None))
        rows = await _bound(moment, conversation, said) + await way_to_it(moment, conversation, said)
        rows += await way_back(moment, conversation.place, said.texts)
        shortens = bool(heard) and not language and not any(key.startswith(NEVER_SHORT) for key in said.texts)
        short = shortens and await _chose_to_listen(moment, conversation)
        content = Content(
            said.texts,
            said.values,
            rows,
            picture=said.picture,
            media_id=said.media or None,
            language=language,
            heard=tuple(heard) if short else (),
            whole=await _button_for_all(moment, conversation, said) if short else "",
            shown=said.shown,
        )
        card = said.card and f"{conversation.id}:{said.card}"
        parts.append(_part(moment, delivery_id, len(parts) + 1, content, PartKind.EDIT if card else PartKind.SEND, card))
    if conversation.delivery_id is not None:
        await work.uow.ledger.fill(conversation.delivery_id, parts, conversation_id=conversation.id)
    elif parts:
        purpose = Purpose.FOLLOW_UP if all(said.reminder for said in says) else moment.purpose
        key = f"{moment.cause}:{conversation.id}:{turn}"
        delivery = _delivery(moment, delivery_id, conversation.place, key, purpose, parts)
        await work.uow.ledger.add(delivery, conversation_id=conversation.id)


async def tell(
    moment: Moment,
    recipient: Recipient,
    key: str,
    values: Values | None = None,
    *,
    language: str | None = None,
    about: str | None = None,
    media_id: str | None = None,
) -> None:
    """One text without a flow, heard first by who listens. `about` names what a reply to it is about: a conversation, or
    `question:<id>`."""
    delivery_id = moment.work.chance.id()
    spoken = recipient.kind is RecipientKind.PERSON and language is None
    heard = await told(moment, recipient.id, Say((key,), values or {}, voice=True)) if spoken else []
    rows = await way_back(moment, recipient, (key,))
    words = Content((key,), values or {}, rows, media_id=media_id, language=language)
    contents = [*(Content(voice=value) for value in heard), words]
    parts = [_part(moment, delivery_id, number, content, PartKind.SEND, None) for number, content in enumerate(contents, 1)]
    delivery = _delivery(moment, delivery_id, recipient, f"{moment.cause}:{key}:{recipient}", moment.purpose, parts)
    await moment.work.uow.ledger.add(delivery, conversation_id=about)


async def take_buttons(moment: Moment, place: Recipient, token: str, *, chosen: bool, conversation_id: str | None = None) -> bool:
    """Whoever tapped sees what they chose instead of the buttons, after all replies. False when this button was tapped before.

    Buttons that stand in a card that was edited since are left alone (`bot.handling.rendering`).
    """
    assert moment.inbound is not None
    if moment.inbound.message_id is None:
        return True
    delivery_id = moment.work.chance.id()
    content = Content(tapped=Tapped(moment.inbound.message_id, token, chosen))
    part = _part(moment, delivery_id, 1, content, PartKind.EDIT, None)
    delivery = _delivery(moment, delivery_id, place, f"tapped:{token}:{place}", Purpose.TIDYING, [part])
    return await moment.work.uow.ledger.add(delivery, conversation_id=conversation_id)


async def show_all(moment: Moment, place: Recipient, token: str) -> None:
    """Somebody who listens wants to read what they heard: the message says all of it, and keeps its other buttons."""
    assert moment.inbound is not None
    message_id = moment.inbound.message_id
    shown = await moment.work.uow.ledger.shown(place, message_id) if message_id else None
    if message_id is None or shown is None or shown.whole != token:
        return
    delivery_id = moment.work.chance.id()
    content = replace(shown, heard=(), whole="", tapped=Tapped(message_id, token, chosen=False, whole=True))
    part = _part(moment, delivery_id, 1, content, PartKind.EDIT, None)
    delivery = _delivery(moment, delivery_id, place, f"whole:{token}:{place}", Purpose.REPLY, [part])
    await moment.work.uow.ledger.add(delivery)


async def _chose_to_listen(moment: Moment, conversation: Conversation) -> bool:
    """Not who was only not asked yet: they may well read."""
    person = await moment.work.uow.people.find(conversation.person_id)
    return person is not None and person.reading is Reading.LISTEN


async def _button_for_all(moment: Moment, conversation: Conversation, said: Say) -> str:
    token = moment.work.chance.token()
    about = conversation.coalition_id, conversation.id, said.step, said.visit
    await moment.work.uow.conversations.bind(ButtonBinding(token, *about, WHOLE, conversation.person_id))
    return token


def own_chat(person_id: str) -> Recipient:
    """The person's own chat with us."""
    return Recipient(RecipientKind.PERSON, person_id)


async def _bound(moment: Moment, conversation: Conversation, said: Say) -> Rows:
    """Buttons with a fresh token each, bound to the person, or in a group to whoever coordinates the coalition."""
    person_id = None if conversation.place.kind is RecipientKind.GROUP else conversation.person_id
    bound: list[ButtonBinding] = []
    rows = []
    for row in said.rows:
        tokens = [moment.work.chance.token() for _ in row]
        for choice, token in zip(row, tokens, strict=True):
            about = conversation.coalition_id, conversation.id, said.step, said.visit
            bound.append(ButtonBinding(token, *about, choice.choice, person_id))
        rows.append(tuple(Button(choice.label, token) for choice, token in zip(row, tokens, strict=True)))
    await moment.work.uow.conversations.bind(*bound)
    return tuple(rows)


def _part(moment: Moment, delivery_id: str, number: int, content: Content, kind: PartKind, card: str | None) -> Part:
    state = State.PENDING if number == 1 else State.QUEUED
    return Part(moment.work.chance.id(), delivery_id, number, kind, content, state, card=card)


def _delivery(
    moment: Moment, delivery_id: str, recipient: Recipient, key: str, purpose: Purpose, parts: Sequence[Part]
) -> Delivery:
    return Delivery(
        id=delivery_id,
        coalition_id=moment.account.coalition_id,
        bot_account_id=moment.account.id,
        recipient=recipient,
        purpose=purpose,
        key=key,
        due_at=moment.work.clock.now(),
        parts=tuple(parts),
    )
