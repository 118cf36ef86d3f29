"""Bulletins, questions and conversations in memory."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.approval import Approval
from bot.domain.bulletin import SETTLED, Bulletin, BulletinState, Revision, SecondLook
from bot.domain.conversation import ButtonBinding, Conversation, Standing
from bot.domain.delivery import Recipient
from bot.domain.question import Arrival, Question, QuestionMessage, QuestionState, Spoken
from bot.domain.reaction import Reaction
from bot.domain.telling import Telling
from tests.fakes.rows import Key, Rows, one


class FakeBulletins:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def get(self, bulletin_id: str) -> Bulletin:
        return one(self._rows.bulletins, bulletin_id, "bulletin")

    async def hold(self, bulletin_id: str) -> Bulletin:
        return await self.get(bulletin_id)

    async def lock(self, bulletin_id: str) -> Bulletin:
        return await self.get(bulletin_id)

    async def going(self) -> list[Bulletin]:
        busy = {BulletinState.SCHEDULED, BulletinState.SENDING, BulletinState.PAUSED}
        everything = self._rows.bulletins.values()
        return [b for b in everything if b.state in busy or b.told not in {None, SETTLED}]

    async def of(self, coalition_id: str) -> list[Bulletin]:
        return [b for b in self._rows.bulletins.values() if b.coalition_id == coalition_id]

    async def last_sent(self, trajectory_id: str) -> Bulletin | None:
        gone = {BulletinState.SENDING, BulletinState.PAUSED, BulletinState.SENT}
        found = [b for b in self._rows.bulletins.values() if b.trajectory_id == trajectory_id and b.state in gone and b.sent_at]
        return max(found, key=lambda b: (b.sent_at is not None, b.sent_at), default=None)

    async def save(self, bulletin: Bulletin) -> None:
        self._rows.bulletins[bulletin.id] = bulletin

    async def add_telling(self, telling: Telling) -> None:
        self._rows.tellings[telling.id] = telling

    async def tellings(self, bulletin_id: str) -> list[Telling]:
        return [telling for telling in self._rows.tellings.values() if telling.bulletin_id == bulletin_id]

    async def revision(self, revision_id: str) -> Revision:
        return one(self._rows.revisions, revision_id, "revision")

    async def revisions(self, bulletin_id: str) -> list[Revision]:
        return sorted((r for r in self._rows.revisions.values() if r.bulletin_id == bulletin_id), key=lambda r: r.number)

    async def add_revision(self, revision: Revision) -> None:
        assert revision.id not in self._rows.revisions
        self._rows.revisions[revision.id] = revision

    async def second_look(self, revision_id: str) -> SecondLook | None:
        return self._rows.looks.get(revision_id)

    async def second_looks(self, bulletin_id: str) -> list[SecondLook]:
        return [self._rows.looks[r.id] for r in await self.revisions(bulletin_id) if r.id in self._rows.looks]

    async def add_second_look(self, look: SecondLook) -> None:
        self._rows.looks[look.revision_id] = look

    async def approved(self, coalition_id: str, language: str, hashes: Sequence[str]) -> set[str]:
        return {h for h in hashes if (coalition_id, h, language) in self._rows.approvals}

    async def approvals(self, coalition_id: str, language: str, hashes: Sequence[str]) -> list[Approval]:
        return [self._rows.approvals[key] for h in hashes if (key := (coalition_id, h, language)) in self._rows.approvals]

    async def save_approval(self, approval: Approval) -> None:
        self._rows.approvals[approval.coalition_id, approval.text_hash, approval.language] = approval

    async def add_approvals(self, approvals: Sequence[Approval]) -> None:
        for approval in approvals:
            await self.save_approval(approval)

    async def save_reaction(self, reaction: Reaction) -> None:
        self._rows.reactions[reaction.id] = reaction

    async def reaction(self, reaction_id: str) -> Reaction:
        return one(self._rows.reactions, reaction_id, "reactions")

    async def reactions_of(self, person_id: str) -> list[Reaction]:
        return [r for r in self._rows.reactions.values() if r.person_id == person_id]

    async def reactions(self, bulletin_id: str) -> list[Reaction]:
        newest: dict[Key, Reaction] = {}
        for reaction in sorted(self._rows.reactions.values(), key=lambda r: r.at):
            if reaction.bulletin_id == bulletin_id:
                newest[reaction.person_id, reaction.subject] = reaction
        return [*newest.values()]


class FakeQuestions:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def get(self, question_id: str) -> Question:
        return one(self._rows.questions, question_id, "question")

    async def open(self, coalition_id: str) -> list[Question]:
        everyone = self._rows.questions.values()
        return [q for q in everyone if q.coalition_id == coalition_id and q.state is QuestionState.OPEN]

    async def of_person(self, person_id: str) -> list[Question]:
        return [q for q in self._rows.questions.values() if q.person_id == person_id]

    async def by_topic(self, group_id: str, topic_id: str) -> Question | None:
        return next((q for q in self._rows.questions.values() if (q.group_id, q.topic_id) == (group_id, topic_id)), None)

    async def save(self, question: Question) -> None:
        self._rows.questions[question.id] = question

    async def add_message(self, message: QuestionMessage) -> None:
        self._rows.messages[message.id] = message

    async def save_message(self, message: QuestionMessage) -> None:
        self._rows.messages[message.id] = message

    async def message(self, message_id: str) -> QuestionMessage:
        return one(self._rows.messages, message_id, "message")

    async def lock_message(self, message_id: str) -> QuestionMessage:
        return await self.message(message_id)

    async def messages(self, question_id: str) -> list[QuestionMessage]:
        return [m for m in self._rows.messages.values() if m.question_id == question_id]

    async def under_way(self) -> list[QuestionMessage]:
        return [m for m in self._rows.messages.values() if m.arrival is Arrival.UNDERWAY]

    async def spoken(self, trajectory_id: str) -> list[Spoken]:
        found = []
        for message in sorted(self._rows.messages.values(), key=lambda m: m.at):
            asked = self._rows.questions.get(message.question_id)
            if asked is not None and asked.trajectory_id == trajectory_id:
                closed = asked.state is QuestionState.CLOSED
                found.append(Spoken(asked.id, asked.person_id, closed, message.from_parent, message.at))
        return found

    async def message_by_external(self, person_id: str, external_id: str) -> QuestionMessage | None:
        wanted = (person_id, external_id)
        return next((m for m in self._rows.messages.values() if (m.person_id, m.external_id) == wanted), None)


class FakeConversations:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def get(self, conversation_id: str) -> Conversation:
        return one(self._rows.conversations, conversation_id, "conversation")

    async def of(self, person_id: str) -> list[Conversation]:
        mine = [c for c in self._rows.conversations.values() if c.person_id == person_id and c.standing is not Standing.OVER]
        return sorted(mine, key=lambda c: c.touched_at)

    async def save(self, conversation: Conversation) -> None:
        self._rows.conversations[conversation.id] = conversation

    async def newest(self, person_id: str, flow: str) -> Conversation | None:
        mine = [c for c in self._rows.conversations.values() if (c.person_id, c.flow) == (person_id, flow)]
        return max(mine, key=lambda c: (c.started_at, c.id), default=None)

    async def bind(self, *some: ButtonBinding) -> None:
        self._rows.buttons.update({button.token: button for button in some})

    async def button(self, token: str) -> ButtonBinding | None:
        return self._rows.buttons.get(token)

    async def clear(self, before: datetime) -> int:
        old = [c.id for c in self._rows.conversations.values() if c.standing is Standing.OVER and c.touched_at < before]
        for id_ in old:
            del self._rows.conversations[id_]
        return len(old)

    async def by_message(self, recipient: Recipient, external_id: str) -> str | None:
        for delivery in self._rows.deliveries.values():
            if delivery.recipient == recipient and any(p.external_id == external_id for p in delivery.parts):
                return self._rows.spoken_by.get(delivery.id)
        return None
