"""What is kept of the desk: drafts, work for translators, own texts and cards. Protocols, as in `bot.services.repositories`."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from bot.domain.card import Card, Door
from bot.domain.draft import Remark, Trial
from bot.domain.own_text import OwnText, SwitchedOn
from bot.domain.translation import TranslationTask


class Translations(Protocol):
    """Work for translators. What was made of a parent's words is under that parent's key."""

    async def get(self, task_id: str) -> TranslationTask:
        """Nobody else changes it until this unit of work ends: what is read may be written back whole."""
        ...

    async def look(self, task_id: str) -> TranslationTask:
        """The same, to look at only."""
        ...

    async def save(self, task: TranslationTask) -> None: ...

    async def open(self, coalition_id: str) -> list[TranslationTask]:
        """Neither done nor dropped, oldest first."""
        ...

    async def of_bulletin(self, bulletin_id: str) -> list[TranslationTask]: ...
    async def of_message(self, message_id: str) -> list[TranslationTask]: ...
    async def of_reaction(self, reaction_id: str) -> list[TranslationTask]: ...


class Drafts(Protocol):
    """What lies beside a bulletin while it is written."""

    async def add_remark(self, remark: Remark) -> None: ...

    async def remarks(self, bulletin_id: str) -> list[Remark]:
        """Oldest first."""
        ...

    async def trial(self, trial_id: str) -> Trial: ...
    async def save_trial(self, trial: Trial) -> None: ...
    async def trials(self, bulletin_id: str) -> list[Trial]:
        """First asked first. Their words are for `services.hearing.disclosure` only."""
        ...

    async def trials_of(self, person_id: str) -> list[Trial]: ...

    async def last_asked(self, person_ids: Collection[str]) -> dict[str, datetime]:
        """When each of these people was last asked to try a text out; without those who never were."""
        ...

    async def tell_trials(self, bulletin_id: str, at: datetime) -> int:
        """Answers that nobody heard of yet are told at this moment; how many those are. Nothing that was dropped comes back."""
        ...

    async def drop_trial(self, trial_id: str) -> None:
        """With the words in it."""
        ...


class OwnTexts(Protocol):
    """What a coalition makes of the fixed texts. Every change of words counts up its `Coalition.words_version`."""

    async def of(self, coalition_id: str) -> list[OwnText]:
        """By language and key; those for Dutch that changed since too."""
        ...

    async def save(self, text: OwnText) -> None: ...
    async def drop(self, coalition_id: str, language: str, key: str) -> None: ...

    async def changed(self, coalition_id: str) -> None:
        """Some of them came in use, or went out of it."""
        ...

    async def switched_on(self, coalition_id: str) -> list[SwitchedOn]:
        """By language."""
        ...

    async def switch_on(self, switched: SwitchedOn) -> None:
        """Whoever did it first stays."""
        ...

    async def switch_off(self, coalition_id: str, language: str) -> None: ...


class Cards(Protocol):
    """What the cards in coordinators' groups said last."""

    async def find(self, card_id: str) -> Card | None: ...
    async def save(self, card: Card) -> None: ...

    async def changed(self, coalition_id: str, since: datetime) -> list[datetime]:
        """When the coalition's cards changed, or will, as far as that is after `since`; oldest first."""
        ...

    async def door(self, token: str) -> Door | None: ...
    async def doors(self, card_id: str) -> list[Door]: ...
    async def add_door(self, door: Door) -> None: ...
