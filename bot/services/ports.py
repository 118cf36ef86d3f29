"""What services need from outside: time, chance and units of work; what those hold stands in `repositories` and `queues`."""

from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from bot.services.desk import Cards, Drafts, OwnTexts, Translations
from bot.services.queues import Audit, FollowUps, Inbox, Ledger, MediaStore, Pictures, Recordings
from bot.services.repositories import Bulletins, Coalitions, Conversations, People, Questions, Trajectories


class Clock(Protocol):
    """The business clock: what is due, quiet hours, promises. Demonstrations and tests move it."""

    def now(self) -> datetime:
        """An aware instant in UTC."""
        ...


class Chance(Protocol):
    """Ids and tokens come from outside, so that tests can foresee them."""

    def id(self) -> str:
        """A new id: text, unique, sorted by when it was made."""
        ...

    def token(self) -> str:
        """A new unguessable token: 22 characters of `[A-Za-z0-9_-]` (128 bits)."""
        ...

    def pseudonym(self) -> str:
        """A word for a person in a thread, drawn anew each time."""
        ...


class UnitOfWork(Protocol):
    """One transaction. Leaving its block without an error commits; an error rolls back."""

    @property
    def coalitions(self) -> Coalitions: ...
    @property
    def people(self) -> People: ...
    @property
    def trajectories(self) -> Trajectories: ...
    @property
    def bulletins(self) -> Bulletins: ...
    @property
    def questions(self) -> Questions: ...
    @property
    def translations(self) -> Translations: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def own_texts(self) -> OwnTexts: ...
    @property
    def cards(self) -> Cards: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def follow_ups(self) -> FollowUps: ...
    @property
    def inbox(self) -> Inbox: ...
    @property
    def media(self) -> MediaStore: ...
    @property
    def recordings(self) -> Recordings: ...
    @property
    def pictures(self) -> Pictures: ...
    @property
    def audit(self) -> Audit: ...


class UnitsOfWork(Protocol):
    """Where units of work come from."""

    def __call__(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """A transaction that may write (on SQLite: BEGIN IMMEDIATE)."""
        ...
