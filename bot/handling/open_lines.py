"""What is open, in lines: for today, a hand-over and the calendar. Each says what, by when, and the command that mends it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.domain import wording
from bot.domain.coalition import Coalition
from bot.domain.person import Person
from bot.domain.proposal import Proposal
from bot.domain.wording import Value, Values
from bot.handling.actions.check_readiness import KNOWN
from bot.handling.shortening import shortened
from bot.services.following_up.open_work import OnItsWay, OpenDraft, OpenWork, decided_on

WEEK = timedelta(days=7)
MOST_OF_TITLE = 40
PROPOSAL_TITLE = "title"
MENDING = ("vragen", "stuur", "kort", "schrijf", "stand", "vertalingen", "voorstellen", "teksten", "talen")
"""Commands that lines name, by `common.how_<command>`."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something open. `day` None: nobody promised one; it comes after those that have one."""

    day: date | None
    said: Value


@dataclass(frozen=True, slots=True)
class Lines:
    """Of everything that is open. `names` are those of who works along, by id."""

    open: OpenWork
    coalition: Coalition
    names: Mapping[str, str]
    commands: bool = True
    """Each names the command that mends it: for coordinators, who alone have these."""
    here: bool = False
    """Which trajectory it is about need not be said, when its name stands above."""

    @property
    def _of_one(self) -> bool:
        return self.here or len(self.open.on_their_way) == 1

    def of(self, trajectory_id: str) -> "Lines":
        """Of one trajectory; translations are of the whole coalition, and left out."""
        every = self.open
        narrow = replace(
            every,
            questions=tuple(q for q in every.questions if q.trajectory_id == trajectory_id),
            drafts=tuple(d for d in every.drafts if d.bulletin.trajectory_id == trajectory_id),
            scheduled=tuple(planned for planned in every.scheduled if planned[0].trajectory_id == trajectory_id),
            on_their_way=tuple(each for each in every.on_their_way if each.trajectory.id == trajectory_id),
            translations=(),
            ask_again=(),
            ready=(),
            own_words=(),
            proposals=tuple(p for p in every.proposals if p.trajectory_id == trajectory_id),
        )
        return replace(self, open=narrow, here=True)

    def questions(self, *, named: bool = True) -> list[Line]:
        """By pseudonym; or, for who hears nothing of parents, only how many there are."""
        if not named:
            count = len(self.open.questions)
            first = min((q.answer_by for q in self.open.questions), default=None)
            return [Line(first, self._line("line_questions", number=count))] if count else []
        found = []
        for question in self.open.questions:
            key = "line_question_late" if question.answer_by < self.open.today else "line_question"
            name = self.names.get(question.taken_by or "", "")
            values: Values = {"pseudonym": question.pseudonym, "day": wording.day(question.answer_by)}
            said = self._line(f"{key}_taken", **values, colleague=name) if name else self._line(key, **values)
            found.append(Line(question.answer_by, said))
        return found

    def languages(self) -> list[Line]:
        """Those that ask again, that can be switched on, and of which own words wait, each with the command for that."""
        found = [self._line("line_asks_again", language_word=wording.language_name(code)) for code in self.open.ask_again]
        found += [self._line("line_language_ready", language_word=wording.language_name(code)) for code in self.open.ready]
        for code, number in self.open.own_words:
            found.append(self._line("line_own_words", language_word=wording.language_name(code), number=number))
        return [Line(None, said) for said in found]

    def on_their_way(self, each: OnItsWay, *, everything: bool = False) -> list[Line]:
        """What was promised to parents, silence, and what they are owed after a conversation; `everything`: also how long they
        heard nothing when that is not long."""
        title, found = each.trajectory.title, []
        if each.promised is not None:
            key = "line_promise_late" if each.promised < self.open.today else "line_promise"
            found.append(Line(each.promised, self._of(key, title, each.promised)))
        if (each.is_silent or everything) and each.silent_days:
            said = self._said("line_silence", title, days=each.silent_days)
            found.append(Line(each.silence_limit, said))
        found += [Line(norm.last_day, self._of(f"line_norm_{norm.rule}", title, norm.last_day)) for norm in each.norms]
        return found

    def drafts(self) -> list[Line]:
        """What each lacks first, and who wrote it."""
        return [Line(None, self._draft(draft)) for draft in self.open.drafts]

    def scheduled(self) -> list[Line]:
        zone, found = ZoneInfo(self.coalition.zone), []
        for bulletin, at in self.open.scheduled:
            local = at.astimezone(zone)
            kind = wording.text(f"common.kind_{bulletin.kind}")
            title, day = self.open.titles[bulletin.trajectory_id], wording.day(local.date())
            said = self._said("line_scheduled", title, kind_word=kind, day=day, send_time=local.strftime("%H:%M"))
            found.append(Line(local.date(), said))
        return found

    def translations(self) -> list[Line]:
        """How many wait, by language."""
        found: dict[str, int] = {}
        for task in self.open.translations:
            found[task.language] = found.get(task.language, 0) + 1
        return [
            Line(None, self._line("line_translations", language_word=wording.language_name(code), number=number))
            for code, number in sorted(found.items())
        ]

    def proposals(self, *, all_of_them: bool = False) -> list[Line]:
        """Those with a day on which they are decided; or all that are not settled."""
        return [
            Line(decided_on(proposal), self._proposal(proposal))
            for proposal in self.open.proposals
            if all_of_them or decided_on(proposal) is not None
        ]

    def away(self) -> list[Line]:
        return [Line(person.away_from, self._away(person)) for person in self.open.away]

    def _of(self, key: str, title: str, day: date) -> Value:
        return self._said(key, title, day=wording.day(day))

    def _said(self, key: str, title: str, **values: Value) -> Value:
        """With the trajectory's name, unless that is clear."""
        if self._of_one:
            return self._line(f"{key}_here", **values)
        return self._line(key, trajectory=title, **values)

    def _line(self, key: str, **values: Value) -> Value:
        """A line, with the command that mends it for who has that."""
        how = {f"how_{name}": wording.text(f"common.how_{name}") if self.commands else "" for name in MENDING}
        return wording.text(f"common.{key}", **values, **how)

    def _draft(self, draft: OpenDraft) -> Value:
        title, kind = self.open.titles[draft.bulletin.trajectory_id], wording.text(f"common.kind_{draft.bulletin.kind}")
        if not draft.lacks:
            return self._said("line_draft_ready", title, kind_word=kind)
        first = draft.lacks[0] if draft.lacks[0] in KNOWN else "other"
        return self._said("line_draft", title, kind_word=kind, obstacle=wording.text(f"common.obstacle_{first}"))

    def _proposal(self, proposal: Proposal) -> Value:
        values: dict[str, Value] = {
            "title": shortened(proposal.texts.get(PROPOSAL_TITLE, ""), MOST_OF_TITLE) or wording.text("common.untitled_proposal"),
        }
        key = "line_proposal"
        if (day := decided_on(proposal)) is not None:
            key = "line_decision_late" if day < self.open.today else "line_decision"
            values["day"] = wording.day(day)
        else:
            values["status_text"] = wording.text(f"common.proposal_{proposal.status}")
        if owner := shortened(proposal.owner, MOST_OF_TITLE):
            key, values["owner"] = f"{key}_owner", owner
        return self._line(key, **values)

    def _away(self, person: Person) -> Value:
        name = self.names.get(person.id, "") or "–"
        until = person.away_until
        if person.away_from is not None and person.away_from > self.open.today:
            start = wording.day(person.away_from)
            if until is None:
                return wording.text("common.line_away_from", colleague=name, from_day=start)
            return wording.text("common.line_away_between", colleague=name, from_day=start, day=wording.day(until))
        if until is None:
            return wording.text("common.line_away", colleague=name)
        return wording.text("common.line_away_until", colleague=name, day=wording.day(until))


def within(lines: Sequence[Line], last: date) -> list[Line]:
    """Those that are due by then, and those without a day; the latest first."""
    due = [line for line in lines if line.day is None or line.day <= last]
    return sorted(due, key=lambda line: (line.day is None, line.day or date.max))


def cut(said: Sequence[Value], most: int) -> list[Value]:
    """At most so many, and how many more there are."""
    if len(said) <= most:
        return list(said)
    return [*said[: most - 1], wording.text("common.line_more", number=len(said) - most + 1)]
