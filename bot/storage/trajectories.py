"""Spiegeltrajecten, with their conversations, meetings, quotes and proposals."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from bot.domain.proposal import Proposal, ProposalMove, ProposalStatus, ReasonKind, Say
from bot.domain.quote import Audience, Quote
from bot.domain.trajectory import AskBack, MirrorConversation, ReturnMeeting, Trajectory
from bot.storage.row import fields_of, row_of
from bot.storage.tables.trajectories import mirror_conversations, proposal_moves, proposals, quotes, return_meetings, trajectories
from bot.storage.transaction import Transaction
from bot.storage.vault import coalition_owner, owner_of


class SqlTrajectories:
    """Carries out `repositories.Trajectories`. A quote is under its parent's key, or the coalition's when it is nobody's here."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def get(self, trajectory_id: str) -> Trajectory:
        return _trajectory(await self._tx.one(trajectories, trajectory_id))

    async def lock(self, trajectory_id: str) -> Trajectory:
        return _trajectory(await self._tx.one(trajectories, trajectory_id, lock=True))

    async def of(self, coalition_id: str) -> list[Trajectory]:
        query = sa.select(trajectories).where(trajectories.c.coalition_id == coalition_id).order_by(trajectories.c.id)
        return [_trajectory(row) for row in await self._tx.rows(query)]

    async def save(self, trajectory: Trajectory) -> None:
        steps = {name: day.isoformat() for name, day in trajectory.steps.items()}
        await self._tx.upsert(trajectories, row_of(trajectory, steps=steps))

    async def conversations(self, trajectory_id: str) -> list[MirrorConversation]:
        table, found = mirror_conversations, []
        query = sa.select(table).where(table.c.trajectory_id == trajectory_id).order_by(table.c.held_on, table.c.id)
        for row in await self._tx.rows(query):
            name = await self._tx.vault.open(coalition_owner(row.coalition_id), table.c.moderator, row.moderator)
            found.append(MirrorConversation(**fields_of(row, "moderator"), moderator=name))
        return found

    async def save_conversation(self, conversation: MirrorConversation) -> None:
        owner = coalition_owner(conversation.coalition_id)
        sealed = await self._tx.vault.seal(owner, mirror_conversations.c.moderator, conversation.moderator)
        await self._tx.upsert(mirror_conversations, row_of(conversation, moderator=sealed))

    async def meetings(self, trajectory_id: str) -> list[ReturnMeeting]:
        table = return_meetings
        query = sa.select(table).where(table.c.trajectory_id == trajectory_id).order_by(table.c.starts_at, table.c.id)
        return [ReturnMeeting(**fields_of(row)) for row in await self._tx.rows(query)]

    async def save_meeting(self, meeting: ReturnMeeting) -> None:
        await self._tx.upsert(return_meetings, row_of(meeting))

    async def quote(self, quote_id: str) -> Quote:
        return await self._quote(await self._tx.one(quotes, quote_id))

    async def some_quotes(self, quote_ids: Sequence[str]) -> list[Quote]:
        rows = await self._tx.some(quotes, quote_ids, or_fewer=True)
        await self._tx.vault.preload(owner_of(row.person_id, row.coalition_id) for row in rows)
        return [await self._quote(row) for row in rows]

    async def quotes(self, trajectory_id: str) -> list[Quote]:
        rows = await self._tx.rows(sa.select(quotes).where(quotes.c.trajectory_id == trajectory_id).order_by(quotes.c.id))
        await self._tx.vault.preload(owner_of(row.person_id, row.coalition_id) for row in rows)
        return [await self._quote(row) for row in rows]

    async def save_quote(self, quote: Quote) -> None:
        sealed = await self._tx.vault.seal(owner_of(quote.person_id, quote.coalition_id), quotes.c.text, quote.text)
        await self._tx.upsert(quotes, row_of(quote, text=sealed))

    async def _quote(self, row: sa.Row[Any]) -> Quote:
        text = await self._tx.vault.open(owner_of(row.person_id, row.coalition_id), quotes.c.text, row.text)
        audiences = frozenset(Audience(name) for name in row.audiences)
        return Quote(**fields_of(row, "text", "audiences"), text=text, audiences=audiences)

    async def proposal(self, proposal_id: str) -> Proposal:
        return await self._proposal(await self._tx.one(proposals, proposal_id))

    async def lock_proposal(self, proposal_id: str) -> Proposal:
        return await self._proposal(await self._tx.one(proposals, proposal_id, lock=True))

    async def some_proposals(self, proposal_ids: Sequence[str]) -> list[Proposal]:
        return [await self._proposal(row) for row in await self._tx.some(proposals, proposal_ids)]

    async def proposals(self, trajectory_id: str) -> list[Proposal]:
        query = sa.select(proposals).where(proposals.c.trajectory_id == trajectory_id).order_by(proposals.c.id)
        return [await self._proposal(row) for row in await self._tx.rows(query)]

    async def save_proposal(self, proposal: Proposal) -> None:
        owner = coalition_owner(proposal.coalition_id)
        values = row_of(
            proposal,
            owner=await self._tx.vault.seal(owner, proposals.c.owner, proposal.owner),
            decider=await self._tx.vault.seal(owner, proposals.c.decider, proposal.decider),
            quote_ids=list(proposal.quote_ids),
            texts=await self._tx.vault.seal_json(owner, proposals.c.texts, dict(proposal.texts)),
        )
        await self._tx.upsert(proposals, values)

    async def _proposal(self, row: sa.Row[Any]) -> Proposal:
        found, owner = fields_of(row), coalition_owner(row.coalition_id)
        found |= {
            "owner": await self._tx.vault.open(owner, proposals.c.owner, row.owner),
            "decider": await self._tx.vault.open(owner, proposals.c.decider, row.decider),
            "status": ProposalStatus(row.status),
            "reason_kind": None if row.reason_kind is None else ReasonKind(row.reason_kind),
            "say": Say(row.say),
            "quote_ids": tuple(row.quote_ids),
            "texts": {} if row.texts is None else await self._tx.vault.open_json(owner, proposals.c.texts, row.texts),
        }
        return Proposal(**found)

    async def add_move(self, move: ProposalMove) -> None:
        sealed = await self._tx.vault.seal(coalition_owner(move.coalition_id), proposal_moves.c.words, move.words)
        await self._tx.execute(proposal_moves.insert().values(row_of(move, words=sealed)))

    async def save_move(self, move: ProposalMove) -> None:
        sealed = await self._tx.vault.seal(coalition_owner(move.coalition_id), proposal_moves.c.words, move.words)
        await self._tx.upsert(proposal_moves, row_of(move, words=sealed))

    async def move(self, move_id: str) -> ProposalMove:
        return await self._move(await self._tx.one(proposal_moves, move_id))

    async def moves(self, proposal_id: str) -> list[ProposalMove]:
        table = proposal_moves
        query = sa.select(table).where(table.c.proposal_id == proposal_id).order_by(table.c.at, table.c.id)
        return [await self._move(row) for row in await self._tx.rows(query)]

    async def _move(self, row: sa.Row[Any]) -> ProposalMove:
        words = await self._tx.vault.open(coalition_owner(row.coalition_id), proposal_moves.c.words, row.words)
        values = fields_of(row) | {
            "before": ProposalStatus(row.before),
            "after": ProposalStatus(row.after),
            "reason_kind": None if row.reason_kind is None else ReasonKind(row.reason_kind),
            "words": words,
        }
        return ProposalMove(**values)


def _trajectory(row: sa.Row[Any]) -> Trajectory:
    steps = {name: date.fromisoformat(day) for name, day in row.steps.items()}
    return Trajectory(**fields_of(row, "steps", "ask_back"), steps=steps, ask_back=AskBack(row.ask_back))
