"""What somebody says in their own chat with us: a stranger, a parent or a coordinator."""

from dataclasses import replace
from datetime import timedelta

from bot.dialogue.book import FlowBook
from bot.dialogue.hearing import command_of, says_stop
from bot.domain.actor import STAFF, Role, system
from bot.domain.delivery import Recipient, RecipientKind
from bot.domain.errors import Refused
from bot.domain.inbound import Inbound, InboundKind
from bot.domain.person import Address, Person, PersonState
from bot.domain.question import Question
from bot.handling import relay
from bot.handling.answering import answer, correct
from bot.handling.arriving import LARGEST, LONGEST, SPOKEN, is_too_long, new_address, said_at, with_media
from bot.handling.conversations import Conversations
from bot.handling.moment import Moment
from bot.handling.other_language import named
from bot.handling.speaking import own_chat, take_buttons, tell
from bot.services.hearing import questions
from bot.services.people import joining, leaving, owning
from bot.services.speaking import languages

AGAIN = SPOKEN | {InboundKind.COMMAND, InboundKind.UNSUPPORTED}
"""By which somebody who was erased speaks again; one more tap on the button that did it is none."""
SILENT = frozenset({InboundKind.LEFT, InboundKind.RETURNED, InboundKind.IGNORED, InboundKind.EDITED})
NO_WAY_IN = {"invitation_used": "used_invitation", "invitation_for_parents": "invitation_for_parents"}
"""What is said of a link that lets nobody in, by the code of its refusal."""
ONE_RETURN = timedelta(seconds=20)
"""Between coming back and the /start that belongs to it; a poll may bring them apart."""


class PrivateChat:
    """Routes one thing that came in to a use case, a conversation, or a short answer of our own."""

    def __init__(self, book: FlowBook, conversations: Conversations) -> None:
        self._book = book
        self._conversations = conversations

    async def handle(self, moment: Moment, inbound: Inbound, address: Address | None, person: Person | None) -> None:
        """One update of a private chat."""
        if inbound.kind is InboundKind.COMMAND and inbound.word == "start" and inbound.text:
            await self._open_invitation(moment, inbound, address, person)
        elif person is None:
            await self._stranger(moment, inbound, address)
        elif person.state is PersonState.FORGETTING:
            await self._forgotten(moment, inbound, person)
        elif person.has_left:
            await self._left(moment, inbound, person)
        else:
            await self._person(moment, inbound, person)

    async def _open_invitation(self, moment: Moment, inbound: Inbound, address: Address | None, person: Person | None) -> None:
        if person is not None and person.state is PersonState.FORGETTING:
            await leaving.complete_forgetting(moment.work, person.id)
            address = None
        address = address or await new_address(moment, inbound, inbound.sender)
        try:
            guest = await joining.open_invitation(moment.work, moment.account, address, inbound.text, inbound.sender_language)
        except Refused as refused:
            await self._answer(moment, address, inbound, f"common.{NO_WAY_IN.get(refused.code, 'unknown_invitation')}")
            return
        role = await joining.role_of(moment.work, moment.account.coalition_id, inbound.text)
        new_here = person is None or role not in person.roles
        offered = role is Role.OWNER and await self._is_offer(moment, inbound, guest)
        if role is not None and (guest.state is PersonState.INVITED or (new_here and role in STAFF) or offered):
            await self._conversations.interrupt(moment.by(guest), guest, "invitation_opened", {"role": str(role)}, roles={role})
        elif guest.state is PersonState.ACTIVE and (about := await self._owned_by_it(moment, inbound, guest)) is not None:
            await self._conversations.interrupt(moment.by(guest), guest, "proposal_owned", {"proposal_id": about})
        elif guest.state is PersonState.ACTIVE and await self._by_a_contact(moment, inbound, guest):
            await self._conversations.interrupt(moment.by(guest), guest, "contact_offered", {})
        elif guest.state is PersonState.ACTIVE:
            await tell(moment.by(guest), own_chat(guest.id), "common.already_joined")
        else:
            await self._conversations.interrupt(moment.by(guest), guest, "returned", {})

    async def _is_offer(self, moment: Moment, inbound: Inbound, guest: Person) -> bool:
        invitation = await moment.work.uow.people.invitation(guest.coalition_id, inbound.text)
        return invitation is not None and await owning.is_open(moment.work, invitation)

    async def _owned_by_it(self, moment: Moment, inbound: Inbound, guest: Person) -> str | None:
        """The proposal that this link is for, when it made somebody who joined before its owner."""
        invitation = await moment.work.uow.people.invitation(guest.coalition_id, inbound.text)
        return invitation.about if invitation is not None and invitation.role is Role.OWNER else None

    async def _by_a_contact(self, moment: Moment, inbound: Inbound, guest: Person) -> bool:
        """Whether a contact person gave this link to a parent who takes part already."""
        invitation = await moment.work.uow.people.invitation(guest.coalition_id, inbound.text)
        return invitation is not None and invitation.role is Role.PARENT and invitation.about is not None

    async def _forgotten(self, moment: Moment, inbound: Inbound, person: Person) -> None:
        """Who was just erased and speaks again is a stranger. As long as the goodbye is under way, that is the answer."""
        if inbound.kind not in AGAIN or await moment.work.uow.ledger.has_last_words(person.id):
            return
        await leaving.complete_forgetting(moment.work, person.id)
        await self._stranger(replace(moment, actor=system(person.coalition_id)), inbound, None)

    async def _left(self, moment: Moment, inbound: Inbound, person: Person) -> None:
        """Somebody who worked along and does no more: nothing of theirs works, and a new link lets them in again."""
        if inbound.kind is InboundKind.TAP:
            await take_buttons(moment, own_chat(person.id), inbound.token, chosen=False)
        if inbound.kind not in SILENT:
            await tell(moment, own_chat(person.id), "common.no_colleague")

    async def _stranger(self, moment: Moment, inbound: Inbound, address: Address | None) -> None:
        """Somebody we do not know is told how one joins; nothing of what they said is looked at."""
        if inbound.kind not in SILENT:
            address = address or await new_address(moment, inbound, inbound.sender)
            await self._answer(moment, address, inbound, "common.no_invitation")

    async def _person(self, moment: Moment, inbound: Inbound, person: Person) -> None:
        match inbound.kind:
            case InboundKind.LEFT:
                await leaving.mark_unreachable(moment.work, person.id)
            case InboundKind.RETURNED:
                back = await leaving.returned(moment.work, person.id)
                await self._conversations.interrupt(moment.by(back), back, "returned", {})
            case InboundKind.TAP:
                await self._conversations.tapped(moment, person, inbound.token, own_chat(person.id))
            case InboundKind.EDITED:
                await self._edited(moment, inbound, person)
            case InboundKind.UNSUPPORTED:
                await tell(moment, own_chat(person.id), "common.unsupported")
            case InboundKind.COMMAND:
                await self._command(moment, person, inbound.word)
            case kind if kind in SPOKEN:
                await self._spoken(moment, inbound, person)
            case _:
                pass

    async def _command(self, moment: Moment, person: Person, word: str) -> None:
        """A command nobody knows gets the same answer as a call for help."""
        flow = flow_of(self._book, word, person) or flow_of(self._book, "help", person)
        if flow is not None and not await self._just_welcomed(moment, person, flow):
            await self._conversations.start(moment, person, flow, {}, own_chat(person.id))

    async def _just_welcomed(self, moment: Moment, person: Person, flow: str) -> bool:
        """Who comes back by the button of the apps returns and says /start: that is one thing, and has one answer.

        Whoever answered something meanwhile means it anew.
        """
        if flow not in self._book.started_by("returned"):
            return False
        last = await moment.work.uow.conversations.newest(person.id, flow)
        if last is None or last.touched_at > last.started_at:
            return False
        return moment.work.clock.now() - last.started_at < ONE_RETURN

    async def _spoken(self, moment: Moment, inbound: Inbound, person: Person) -> None:
        """Stop words and danger words come before everything (DESIGN, 'Who has the floor')."""
        place = own_chat(person.id)
        if (question := await self._replied_to(moment, inbound, person)) is not None and not inbound.forwarded:
            await answer(moment, inbound, person, question, place)
        elif is_too_long(inbound.text):
            await tell(moment, place, "common.too_long", {"most": LONGEST})
        elif (inbound.size or 0) > LARGEST:
            await tell(moment, place, "common.voice_too_long")
        elif inbound.forwarded:
            await tell(moment, place, "common.forwarded")
        elif person.is_parent and says_stop(inbound.text, self._book.words):
            await self._command(moment, person, "stop")
        elif person.is_parent and moment.work.words.sounds_like_danger(inbound.text):
            moment = await with_media(moment, inbound, person)
            await self._conversations.interrupt(moment, person, "danger_words", _said(moment, inbound))
        else:
            await self._heard(await with_media(moment, inbound, person), inbound, person)

    async def _replied_to(self, moment: Moment, inbound: Inbound, person: Person) -> Question | None:
        """The question that a coordinator answers by replying to it, when coordinators have no group."""
        if inbound.reply_to is None or not person.is_coordinator or person.state is not PersonState.ACTIVE:
            return None
        return await self._conversations.question_replied_to(moment, own_chat(person.id), inbound.reply_to)

    async def _heard(self, moment: Moment, inbound: Inbound, person: Person) -> None:
        place = own_chat(person.id)
        typed = (
            None if await self._conversations.takes_words(moment, person, place) else flow_of(self._book, inbound.text, person)
        )
        if typed is not None:
            await self._conversations.start(moment, person, typed, {}, place)
        elif (code := await self._language_named(moment, inbound, person)) is not None:
            await self._conversations.interrupt(moment, person, "language_named", {"code": code})
        elif await self._conversations.said(moment, person, place):
            return
        elif person.state is PersonState.STOPPED:
            await tell(moment, place, "common.stopped")
        elif not person.is_parent:
            await tell(moment, place, "common.not_sent_to_anybody")
            await self._command(moment, person, "help")
        else:
            await self._conversations.interrupt(moment, person, "words_unprompted", _said(moment, inbound))

    async def _language_named(self, moment: Moment, inbound: Inbound, person: Person) -> str | None:
        """The language that a parent asks for by its name alone, where that is no answer to anything."""
        if person.state is PersonState.STOPPED or (code := await named(moment.work, person, inbound.text)) is None:
            return None
        return None if await self._conversations.asks_for_a_name(moment, person, own_chat(person.id)) else code

    async def _edited(self, moment: Moment, inbound: Inbound, person: Person) -> None:
        """Only what was said in a question is changed afterwards; the coordinators are told, and so is the writer."""
        work, place = moment.work, own_chat(person.id)
        where = said_at(place, inbound) or ""
        before = await work.uow.questions.message_by_external(person.id, where)
        if before is None:
            return
        if not before.from_parent:
            await correct(moment, inbound, person, place)
            return
        was = await work.uow.questions.get(before.question_id)
        message = await questions.edit(work, moment.actor, where, inbound.text)
        question = await work.uow.questions.get(was.id)
        assert message is not None
        await relay.to_coordinators(work, moment.account, question, message, "topic_edited")
        await tell(moment, place, "common.edited")
        if question.danger and not was.danger:
            # It is sent already: what is left is to ask whether it is safe, and to say whom one can call.
            await self._conversations.interrupt(moment, person, "danger_words", {"words": "", "words_media": ""})

    async def _answer(self, moment: Moment, address: Address, inbound: Inbound, key: str) -> None:
        """To an address that is nobody's in the phone's language, when that is offered; to a person in their own."""
        if address.person_id is not None:
            await tell(moment, own_chat(address.person_id), key)
            return
        recipient = Recipient(RecipientKind.ADDRESS, address.id)
        # It is there as long as the answer is under way, whatever is being forgotten meanwhile.
        await moment.work.uow.people.save_address(address)
        offered = await languages.offered(moment.work, moment.account.coalition_id)
        await tell(moment, recipient, key, language=languages.spoken_as(inbound.sender_language, offered))


def _said(moment: Moment, inbound: Inbound) -> dict[str, str]:
    return {"words": inbound.text, "words_media": moment.media_id or ""}


def flow_of(book: FlowBook, word: str, person: Person) -> str | None:
    """The flow that this command word starts for this person; None when it is no command of theirs.

    Of somebody who works along and is a parent too, the work comes first; of who coordinates too, that.
    """
    theirs = sorted(
        (flow for flow in book.flows.values() if flow.is_for(person.roles)),
        key=lambda flow: (flow.audience != "parent", flow.is_for({Role.COORDINATOR})),
    )
    mine = {command: flow.flow for flow in theirs for command in flow.commands}
    command = command_of(word, book.words, person.language, among=mine)
    return None if command is None else mine.get(command)
