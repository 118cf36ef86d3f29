"""What a person's conversations are about, and how they look to who decides about the floor."""

from collections.abc import Mapping
from typing import Any

from bot.dialogue import floor
from bot.dialogue.book import FlowBook
from bot.domain.bulletin import BulletinState
from bot.domain.conversation import Conversation, Standing
from bot.domain.delivery import Recipient
from bot.domain.person import Person, PersonState
from bot.handling.moment import Moment
from bot.services.work import Work


def new(moment: Moment, person: Person, flow: str, place: Recipient) -> Conversation:
    """One that begins now."""
    now = moment.work.clock.now()
    return Conversation(
        id=moment.work.chance.id(),
        coalition_id=person.coalition_id,
        person_id=person.id,
        place=place,
        flow=flow,
        standing=Standing.OPEN,
        state={},
        started_at=now,
        touched_at=now,
    )


def view(book: FlowBook, conversation: Conversation) -> floor.Held:
    """A conversation as the floor sees it."""
    flow = book.flows.get(conversation.flow)
    start = conversation.state.get("start")
    if start is None:
        start = _values(conversation)
    values = {key: start[key] for key in flow.takes if key in start} if flow else {}
    return floor.Held(
        conversation.id,
        identity(conversation.flow, values),
        conversation.standing,
        conversation.asks,
        conversation.touched_at,
        str(conversation.place),
    )


def identity(flow: str, values: Mapping[str, Any]) -> str:
    """What makes two runs the same: the flow, and what it is about. Two bulletins are two conversations."""
    about = ",".join(f"{key}={values[key]}" for key in sorted(values) if isinstance(values[key], str))
    return f"{flow}({about})"


def question_of(conversation: Conversation) -> str | None:
    """The question that it is about, when it is about one."""
    found: str | None = _values(conversation).get("question_id")
    return found


def with_earlier_words(values: dict[str, Any], earlier: Conversation) -> dict[str, Any]:
    """What somebody said in several messages, while the same flow starts again for each: nothing of it is dropped."""
    before = _values(earlier)
    if "words" not in values or not before.get("words"):
        return values
    words = "\n".join(part for part in (before["words"], values["words"]) if part)
    return {**values, "words": words, "words_media": values.get("words_media") or before.get("words_media", "")}


async def may_remind(work: Work, person: Person, conversation: Conversation) -> bool:
    """Nobody who paused or left is reminded, nor whose messages are held, and nobody of a bulletin that was taken back."""
    if person.state is not PersonState.ACTIVE or person.is_held(work.clock.now()):
        return False
    for frame in conversation.state.get("frames", []):
        bulletin_id = frame.get("values", {}).get("bulletin_id")
        if bulletin_id is not None:
            bulletin = await work.uow.bulletins.get(bulletin_id)
            return bulletin.state not in {BulletinState.PAUSED, BulletinState.CANCELLED}
    return True


def _values(conversation: Conversation) -> Mapping[str, Any]:
    """Of its first flow."""
    frames = conversation.state.get("frames") or [{}]
    found: Mapping[str, Any] = frames[0].get("values", {})
    return found
