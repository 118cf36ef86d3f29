"""Units of work in memory, carrying out `bot.services.ports`. The same contract tests may run over these and the real ones."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.services import desk, queues, repositories
from tests.fakes.desk import FakeCards, FakeDrafts, FakeTranslations
from tests.fakes.own_texts import FakeOwnTexts
from tests.fakes.queues import FakeAudit, FakeFollowUps, FakeInboxRows, FakeLedger, FakeMediaStore, FakePictures, FakeRecordings
from tests.fakes.records import FakeCoalitions, FakePeople, FakeTrajectories
from tests.fakes.rows import Rows
from tests.fakes.threads import FakeBulletins, FakeConversations, FakeQuestions


class FakeUnitOfWork:
    """All repositories over the same rows."""

    def __init__(self, rows: Rows) -> None:
        self.coalitions: repositories.Coalitions = FakeCoalitions(rows)
        self.people: repositories.People = FakePeople(rows)
        self.trajectories: repositories.Trajectories = FakeTrajectories(rows)
        self.bulletins: repositories.Bulletins = FakeBulletins(rows)
        self.questions: repositories.Questions = FakeQuestions(rows)
        self.translations: desk.Translations = FakeTranslations(rows)
        self.drafts: desk.Drafts = FakeDrafts(rows)
        self.own_texts: desk.OwnTexts = FakeOwnTexts(rows)
        self.cards: desk.Cards = FakeCards(rows)
        self.conversations: repositories.Conversations = FakeConversations(rows)
        self.ledger: queues.Ledger = FakeLedger(rows)
        self.follow_ups: queues.FollowUps = FakeFollowUps(rows)
        self.inbox: queues.Inbox = FakeInboxRows(rows)
        self.media: queues.MediaStore = FakeMediaStore(rows)
        self.recordings: queues.Recordings = FakeRecordings(rows)
        self.pictures: queues.Pictures = FakePictures(rows)
        self.audit: queues.Audit = FakeAudit(rows)


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
