"""Coalitions, people and trajectories in memory."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.actor import Role
from bot.domain.coalition import BotAccount, Coalition, Group
from bot.domain.consent import Consent, Purpose
from bot.domain.delivery import Recipient, RecipientKind, state_of
from bot.domain.invitation import Invitation
from bot.domain.person import Address, Person
from bot.domain.proposal import Proposal, ProposalMove
from bot.domain.quote import Quote
from bot.domain.trajectory import MirrorConversation, ReturnMeeting, Trajectory
from tests.fakes.rows import Rows, one


class FakeCoalitions:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def get(self, coalition_id: str) -> Coalition:
        return one(self._rows.coalitions, coalition_id, "coalition")

    async def hold(self, coalition_id: str) -> Coalition:
        return await self.get(coalition_id)

    async def lock(self, coalition_id: str) -> Coalition:
        return await self.get(coalition_id)

    async def all(self) -> list[Coalition]:
        return [*self._rows.coalitions.values()]

    async def save(self, coalition: Coalition) -> None:
        self._rows.coalitions[coalition.id] = coalition

    async def bot_account(self, bot_account_id: str) -> BotAccount:
        return one(self._rows.accounts, bot_account_id, "bot_account")

    async def bot_accounts(self, coalition_id: str | None = None) -> list[BotAccount]:
        return [a for a in self._rows.accounts.values() if coalition_id in {None, a.coalition_id}]

    async def save_bot_account(self, account: BotAccount) -> None:
        self._rows.accounts[account.id] = account

    async def group(self, group_id: str) -> Group:
        return one(self._rows.groups, group_id, "group")

    async def group_by_external(self, bot_account_id: str, external_id: str) -> Group | None:
        found = (g for g in self._rows.groups.values() if (g.bot_account_id, g.external_id) == (bot_account_id, external_id))
        return next(found, None)

    async def coordinators_group(self, coalition_id: str) -> Group | None:
        return next((g for g in reversed(self._rows.groups.values()) if g.coalition_id == coalition_id and g.active), None)

    async def save_group(self, group: Group) -> None:
        self._rows.groups[group.id] = group


class FakePeople:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def get(self, person_id: str) -> Person:
        return one(self._rows.people, person_id, "person")

    async def find(self, person_id: str) -> Person | None:
        return self._rows.people.get(person_id)

    async def add(self, person: Person) -> None:
        assert person.id not in self._rows.people
        self._rows.people[person.id] = person

    async def save(self, person: Person) -> None:
        one(self._rows.people, person.id, "person")
        self._rows.people[person.id] = person

    async def parents(self, trajectory_id: str) -> list[Person]:
        return [p for p in self._rows.people.values() if p.is_parent and p.trajectory_id == trajectory_id]

    async def some_parents(self, trajectory_id: str, after: str, limit: int) -> list[Person]:
        theirs = sorted(await self.parents(trajectory_id), key=lambda person: person.id)
        return [person for person in theirs if person.id > after][:limit]

    async def languages(self, person_ids: Collection[str]) -> dict[str, str]:
        return {id_: self._rows.people[id_].language for id_ in person_ids if id_ in self._rows.people}

    async def coordinators(self, coalition_id: str) -> list[Person]:
        return await self.with_role(coalition_id, Role.COORDINATOR)

    async def with_role(self, coalition_id: str, role: Role) -> list[Person]:
        return [p for p in self._rows.people.values() if role in p.roles and p.coalition_id == coalition_id]

    async def staff(self, coalition_id: str) -> list[Person]:
        found = [p for p in self._rows.people.values() if p.is_staff and p.coalition_id == coalition_id]
        return sorted(found, key=lambda person: person.id)

    async def find_address(self, bot_account_id: str, kind: str, value: str) -> Address | None:
        wanted = (bot_account_id, kind, value)
        return next((a for a in self._rows.addresses.values() if (a.bot_account_id, a.kind, a.value) == wanted), None)

    async def address(self, address_id: str) -> Address:
        return one(self._rows.addresses, address_id, "address")

    async def address_of(self, person_id: str, bot_account_id: str) -> Address | None:
        wanted = (person_id, bot_account_id)
        return next((a for a in self._rows.addresses.values() if (a.person_id, a.bot_account_id) == wanted), None)

    async def save_address(self, address: Address) -> None:
        self._rows.addresses[address.id] = address

    async def consents(self, person_id: str) -> list[Consent]:
        return [c for c in self._rows.consents.values() if c.person_id == person_id]

    async def consent(self, person_id: str, purpose: Purpose) -> Consent | None:
        found = [c for c in self._rows.consents.values() if (c.person_id, c.purpose) == (person_id, purpose)]
        return max(found, key=lambda c: c.given_at, default=None)

    async def save_consent(self, consent: Consent) -> None:
        self._rows.consents[consent.person_id, consent.purpose, consent.given_at] = consent

    async def consented(self, person_ids: Collection[str], purpose: Purpose) -> set[str]:
        newest = [await self.consent(person_id, purpose) for person_id in person_ids]
        return {c.person_id for c in newest if c is not None and c.withdrawn_at is None}

    async def invitation(self, coalition_id: str, token: str) -> Invitation | None:
        return next((i for i in self._rows.invitations.values() if (i.coalition_id, i.token) == (coalition_id, token)), None)

    async def invitations(self, trajectory_id: str) -> list[Invitation]:
        return [i for i in self._rows.invitations.values() if i.trajectory_id == trajectory_id]

    async def opened(self, person_id: str) -> list[Invitation]:
        found = [i for i in self._rows.invitations.values() if i.used_by == person_id]
        return sorted((i for i in found if i.used_at is not None), key=lambda i: (i.used_at, i.id))

    async def tied_to(self, contact_id: str) -> list[Person]:
        return [p for p in self._rows.people.values() if p.contact_id == contact_id]

    async def save_invitation(self, invitation: Invitation) -> None:
        self._rows.invitations[invitation.id] = invitation

    async def guests(self, before: datetime) -> list[Person]:
        """By when they opened their invitation only."""
        opened = {i.used_by for i in self._rows.invitations.values() if i.used_at is not None and i.used_at < before}
        return [p for p in self._rows.people.values() if p.is_parent and p.joined_at is None and p.id in opened]

    async def forget_strangers(self, before: datetime) -> int:
        recent = {d.recipient.id for d in self._rows.deliveries.values() if not state_of(d.parts).is_final and d.due_at >= before}
        nobodys = [a.id for a in self._rows.addresses.values() if a.person_id is None and a.id not in recent]
        for id_ in nobodys:
            del self._rows.addresses[id_]
        return len(nobodys)

    async def forget(self, person_id: str) -> None:
        rows = self._rows
        rows.people.pop(person_id, None)
        threads = {q.id for q in rows.questions.values() if q.person_id == person_id}
        rows.questions = {k: q for k, q in rows.questions.items() if q.id not in threads}
        rows.messages = {k: m for k, m in rows.messages.items() if m.question_id not in threads}
        for name in ("addresses", "consents", "reactions", "conversations", "follow_ups", "media", "messages"):
            kept = {k: row for k, row in getattr(rows, name).items() if row.person_id != person_id}
            setattr(rows, name, kept)
        for invitation in [*rows.invitations.values()]:
            if invitation.used_by == person_id:
                rows.invitations[invitation.id] = replace(invitation, used_by=None)
        for delivery in [*rows.deliveries.values()]:
            if delivery.recipient == Recipient(RecipientKind.PERSON, person_id):
                nobody = Recipient(RecipientKind.PERSON, "")
                rows.deliveries[delivery.id] = replace(delivery, recipient=nobody, parts=())


class FakeTrajectories:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def get(self, trajectory_id: str) -> Trajectory:
        return one(self._rows.trajectories, trajectory_id, "trajectory")

    async def lock(self, trajectory_id: str) -> Trajectory:
        return await self.get(trajectory_id)

    async def of(self, coalition_id: str) -> list[Trajectory]:
        return [t for t in self._rows.trajectories.values() if t.coalition_id == coalition_id]

    async def save(self, trajectory: Trajectory) -> None:
        self._rows.trajectories[trajectory.id] = trajectory

    async def conversations(self, trajectory_id: str) -> list[MirrorConversation]:
        return [c for c in self._rows.mirrors.values() if c.trajectory_id == trajectory_id]

    async def save_conversation(self, conversation: MirrorConversation) -> None:
        self._rows.mirrors[conversation.id] = conversation

    async def meetings(self, trajectory_id: str) -> list[ReturnMeeting]:
        return [m for m in self._rows.meetings.values() if m.trajectory_id == trajectory_id]

    async def save_meeting(self, meeting: ReturnMeeting) -> None:
        self._rows.meetings[meeting.id] = meeting

    async def quote(self, quote_id: str) -> Quote:
        return one(self._rows.quotes, quote_id, "quote")

    async def some_quotes(self, quote_ids: Sequence[str]) -> list[Quote]:
        return [self._rows.quotes[quote_id] for quote_id in quote_ids if quote_id in self._rows.quotes]

    async def quotes(self, trajectory_id: str) -> list[Quote]:
        return [q for q in self._rows.quotes.values() if q.trajectory_id == trajectory_id]

    async def save_quote(self, quote: Quote) -> None:
        self._rows.quotes[quote.id] = quote

    async def proposal(self, proposal_id: str) -> Proposal:
        return one(self._rows.proposals, proposal_id, "proposal")

    async def lock_proposal(self, proposal_id: str) -> Proposal:
        return await self.proposal(proposal_id)

    async def some_proposals(self, proposal_ids: Sequence[str]) -> list[Proposal]:
        return [await self.proposal(proposal_id) for proposal_id in proposal_ids]

    async def proposals(self, trajectory_id: str) -> list[Proposal]:
        return [p for p in self._rows.proposals.values() if p.trajectory_id == trajectory_id]

    async def save_proposal(self, proposal: Proposal) -> None:
        self._rows.proposals[proposal.id] = proposal

    async def add_move(self, move: ProposalMove) -> None:
        self._rows.moves[move.id] = move

    async def save_move(self, move: ProposalMove) -> None:
        self._rows.moves[move.id] = move

    async def move(self, move_id: str) -> ProposalMove:
        return one(self._rows.moves, move_id, "proposal_moves")

    async def moves(self, proposal_id: str) -> list[ProposalMove]:
        return [move for move in self._rows.moves.values() if move.proposal_id == proposal_id]
