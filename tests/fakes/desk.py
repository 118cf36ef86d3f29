"""The coordinators' desk in memory."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bot.domain.card import Card, Door
from bot.domain.draft import Remark, Trial
from bot.domain.translation import OPEN_TASKS, TranslationTask
from tests.fakes.rows import Rows, one


class FakeTranslations:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def get(self, task_id: str) -> TranslationTask:
        return one(self._rows.translations, task_id, "translations")

    async def look(self, task_id: str) -> TranslationTask:
        return await self.get(task_id)

    async def save(self, task: TranslationTask) -> None:
        self._rows.translations[task.id] = task

    async def open(self, coalition_id: str) -> list[TranslationTask]:
        everything = self._rows.translations.values()
        return [task for task in everything if task.coalition_id == coalition_id and task.state in OPEN_TASKS]

    async def of_bulletin(self, bulletin_id: str) -> list[TranslationTask]:
        return [task for task in self._rows.translations.values() if task.bulletin_id == bulletin_id]

    async def of_message(self, message_id: str) -> list[TranslationTask]:
        return [task for task in self._rows.translations.values() if task.message_id == message_id]

    async def of_reaction(self, reaction_id: str) -> list[TranslationTask]:
        return [task for task in self._rows.translations.values() if task.reaction_id == reaction_id]


class FakeDrafts:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def add_remark(self, remark: Remark) -> None:
        self._rows.remarks[remark.id] = remark

    async def remarks(self, bulletin_id: str) -> list[Remark]:
        return [remark for remark in self._rows.remarks.values() if remark.bulletin_id == bulletin_id]

    async def trial(self, trial_id: str) -> Trial:
        return one(self._rows.trials, trial_id, "trials")

    async def save_trial(self, trial: Trial) -> None:
        self._rows.trials[trial.id] = trial

    async def trials(self, bulletin_id: str) -> list[Trial]:
        return [trial for trial in self._rows.trials.values() if trial.bulletin_id == bulletin_id]

    async def trials_of(self, person_id: str) -> list[Trial]:
        return [trial for trial in self._rows.trials.values() if trial.person_id == person_id]

    async def last_asked(self, person_ids: Collection[str]) -> dict[str, datetime]:
        found: dict[str, datetime] = {}
        for trial in self._rows.trials.values():
            if trial.person_id in person_ids:
                found[trial.person_id] = max(found.get(trial.person_id, trial.asked_at), trial.asked_at)
        return found

    async def tell_trials(self, bulletin_id: str, at: datetime) -> int:
        fresh = [t for t in await self.trials(bulletin_id) if t.answered_at is not None and t.told_at is None]
        for trial in fresh:
            await self.save_trial(replace(trial, told_at=at))
        return len(fresh)

    async def drop_trial(self, trial_id: str) -> None:
        self._rows.trials.pop(trial_id, None)


class FakeCards:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def find(self, card_id: str) -> Card | None:
        return self._rows.cards.get(card_id)

    async def save(self, card: Card) -> None:
        self._rows.cards[card.id] = card

    async def changed(self, coalition_id: str, since: datetime) -> list[datetime]:
        return sorted(card.at for card in self._rows.cards.values() if card.coalition_id == coalition_id and card.at > since)

    async def door(self, token: str) -> Door | None:
        return self._rows.doors.get(token)

    async def doors(self, card_id: str) -> list[Door]:
        return [door for door in self._rows.doors.values() if door.card_id == card_id]

    async def add_door(self, door: Door) -> None:
        self._rows.doors[door.token] = door
