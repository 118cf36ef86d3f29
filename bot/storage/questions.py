"""Questions and their threads."""

from typing import Any

import sqlalchemy as sa

from bot.domain.errors import NotThere
from bot.domain.question import Arrival, Question, QuestionMessage, QuestionState, Spoken
from bot.storage.row import fields_of, row_of
from bot.storage.tables.questions import question_messages, questions
from bot.storage.transaction import Transaction
from bot.storage.vault import person_owner


class SqlQuestions:
    """Carries out `repositories.Questions`. Each message is under its writer's key."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def get(self, question_id: str) -> Question:
        return _question(await self._tx.one(questions, question_id, lock=True))

    async def open(self, coalition_id: str) -> list[Question]:
        return await self._of(questions.c.coalition_id == coalition_id, questions.c.state == QuestionState.OPEN)

    async def of_person(self, person_id: str) -> list[Question]:
        return await self._of(questions.c.person_id == person_id)

    async def _of(self, *where: sa.ColumnElement[bool]) -> list[Question]:
        """Oldest first."""
        query = sa.select(questions).where(*where).order_by(questions.c.asked_at, questions.c.id)
        return [_question(row) for row in await self._tx.rows(query)]

    async def by_topic(self, group_id: str, topic_id: str) -> Question | None:
        found = await self._of(questions.c.group_id == group_id, questions.c.topic_id == topic_id)
        return found[-1] if found else None

    async def save(self, question: Question) -> None:
        await self._tx.upsert(questions, row_of(question))

    async def add_message(self, message: QuestionMessage) -> None:
        await self._tx.execute(question_messages.insert().values(await self._sealed(message)))

    async def save_message(self, message: QuestionMessage) -> None:
        table = question_messages
        changed = await self._tx.change(table.update().where(table.c.id == message.id).values(await self._sealed(message)))
        if not changed:
            raise NotThere(table.name, id=message.id)

    async def message(self, message_id: str) -> QuestionMessage:
        return await self._message(await self._tx.one(question_messages, message_id))

    async def lock_message(self, message_id: str) -> QuestionMessage:
        return await self._message(await self._tx.one(question_messages, message_id, lock=True))

    async def messages(self, question_id: str) -> list[QuestionMessage]:
        table = question_messages
        rows = await self._tx.rows(sa.select(table).where(table.c.question_id == question_id).order_by(table.c.at, table.c.id))
        await self._tx.vault.preload(person_owner(row.person_id) for row in rows)
        return [await self._message(row) for row in rows]

    async def under_way(self) -> list[QuestionMessage]:
        table = question_messages
        query = sa.select(table).where(sa.text("arrival = 'underway'")).order_by(table.c.at, table.c.id)
        rows = await self._tx.rows(query)
        await self._tx.vault.preload(person_owner(row.person_id) for row in rows)
        return [await self._message(row) for row in rows]

    async def spoken(self, trajectory_id: str) -> list[Spoken]:
        table = question_messages
        columns = (table.c.question_id, questions.c.person_id, questions.c.state, table.c.from_parent, table.c.at)
        query = sa.select(*columns).join(questions, questions.c.id == table.c.question_id)
        query = query.where(questions.c.trajectory_id == trajectory_id).order_by(table.c.at, table.c.id)
        return [
            Spoken(row.question_id, row.person_id, row.state == QuestionState.CLOSED, row.from_parent, row.at)
            for row in await self._tx.rows(query)
        ]

    async def message_by_external(self, person_id: str, external_id: str) -> QuestionMessage | None:
        table = question_messages
        query = sa.select(table).where(table.c.person_id == person_id, table.c.external_id == external_id)
        row = await self._tx.first(query.order_by(table.c.at.desc(), table.c.id.desc()).limit(1))
        return None if row is None else await self._message(row)

    async def _sealed(self, message: QuestionMessage) -> dict[str, Any]:
        sealed = await self._tx.vault.seal(person_owner(message.person_id), question_messages.c.text, message.text)
        return row_of(message, text=sealed)

    async def _message(self, row: sa.Row[Any]) -> QuestionMessage:
        text = await self._tx.vault.open(person_owner(row.person_id), question_messages.c.text, row.text)
        arrival = None if row.arrival is None else Arrival(row.arrival)
        return QuestionMessage(**fields_of(row, "text", "arrival"), text=text, arrival=arrival)


def _question(row: sa.Row[Any]) -> Question:
    return Question(**fields_of(row, "state"), state=QuestionState(row.state))
