"""Units of work in memory, carrying out `bot.services.ports`. The same contract tests may run over these and the real ones."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.services import ports
from tests.fakes.queues import FakeAudit, FakeFollowUps, FakeInboxRows, FakeLedger, FakeMediaStore, FakeRecordings
from tests.fakes.records import FakeCoalitions, FakePeople, FakeTrajectories
from tests.fakes.rows import Rows
from tests.fakes.threads import FakeBulletins, FakeConversations, FakeQuestions


class FakeUnitOfWork:
    """All repositories over the same rows."""

    def __init__(self, rows: Rows) -> None:
        self.coalitions: ports.Coalitions = FakeCoalitions(rows)
        self.people: ports.People = FakePeople(rows)
        self.trajectories: ports.Trajectories = FakeTrajectories(rows)
        self.bulletins: ports.Bulletins = FakeBulletins(rows)
        self.questions: ports.Questions = FakeQuestions(rows)
        self.conversations: ports.Conversations = FakeConversations(rows)
        self.ledger: ports.Ledger = FakeLedger(rows)
        self.follow_ups: ports.FollowUps = FakeFollowUps(rows)
        self.inbox: ports.Inbox = FakeInboxRows(rows)
        self.media: ports.MediaStore = FakeMediaStore(rows)
        self.recordings: ports.Recordings = FakeRecordings(rows)
        self.audit: ports.Audit = FakeAudit(rows)


class FakeUnitsOfWork:
    """An error inside the block puts every row back."""

    def __init__(self) -> None:
        self.rows = Rows()

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[FakeUnitOfWork]:
        before = self.rows.copy()
        try:
            yield FakeUnitOfWork(self.rows)
        except BaseException:
            self.rows.put_back(before)
            raise
