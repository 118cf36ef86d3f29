"""Do the names in a data file lead somewhere? Ids that are there twice, and people, quotes or proposals that are not there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from bot.domain.actor import Role
from bot.domain.errors import Mistake
from bot.files.lines import Lines, Place
from bot.outbox.quiet import is_known_country
from bot.services.loading.load_model import BulletinRow, LoadFile

APPROVERS = frozenset({Role.COORDINATOR, Role.TRANSLATOR, Role.KEY_PERSON})
NOT_BY_FILE = frozenset({Role.PARENT, Role.OPERATOR, Role.SYSTEM})
SOURCE = "nl"


def wrong(model: LoadFile, where: Lines) -> list[Mistake]:
    """Everything, in no order."""
    names = _Names(model, where)
    names.look_at_coalition()
    names.look_at_ids()
    names.look_at_people()
    names.look_at_trajectories()
    return names.mistakes


@dataclass(slots=True)
class _Names:
    model: LoadFile
    where: Lines
    mistakes: list[Mistake] = field(default_factory=list)

    def look_at_coalition(self) -> None:
        row = self.model.coalition
        try:
            ZoneInfo(row.zone)
        except (KeyError, ValueError, OSError):
            self._wrong(("coalition", "zone"), f"no zone is called '{row.zone}'.", "Such as Europe/Amsterdam.")
        if row.holiday_country and not is_known_country(row.holiday_country):
            what = f"the holidays of '{row.holiday_country}' are not known."
            self._wrong(("coalition", "holiday_country"), what, "Such as NL; empty for none.")

    def look_at_ids(self) -> None:
        """An id twice would make the second row overwrite the first."""
        for name, rows in _lists(self.model):
            seen: dict[str, int] = {}
            for at, row_id in rows:
                if row_id in seen:
                    what = f"the {name} id '{row_id}' is there twice."
                    self._wrong((*at, "id"), what, f"Give each its own id; it was first at line {seen[row_id]}.")
                seen.setdefault(row_id, self.where.at(*at, "id"))

    def look_at_people(self) -> None:
        for n, person in enumerate(self.model.people):
            if set(person.roles) & NOT_BY_FILE:
                self._wrong(
                    ("people", n, "roles"), f"'{person.id}' has a role that a file cannot give.", "Parents come by invitation."
                )
        for language, by in self.model.fixed_texts.items():
            self._approver(("fixed_texts", language), by)
        for n, recording in enumerate(self.model.recordings):
            self._approver(("recordings", n, "approved_by"), recording.approved_by)
        for n, picture in enumerate(self.model.pictures):
            self._approver(("pictures", n, "approved_by"), picture.approved_by)

    def look_at_trajectories(self) -> None:
        for t, trajectory in enumerate(self.model.trajectories):
            quotes, proposals = [q.id for q in trajectory.quotes], [p.id for p in trajectory.proposals]
            for p, proposal in enumerate(trajectory.proposals):
                self._known(("trajectories", t, "proposals", p, "quotes"), proposal.quotes, quotes, "quote")
            for b, bulletin in enumerate(trajectory.bulletins):
                at = ("trajectories", t, "bulletins", b)
                self._known((*at, "quotes"), bulletin.quotes, quotes, "quote")
                self._known((*at, "proposals"), bulletin.proposals, proposals, "proposal")
                self._bulletin(at, bulletin)

    def _bulletin(self, at: Place, row: BulletinRow) -> None:
        self._approver((*at, "written_by"), row.written_by)
        if SOURCE not in row.texts:
            self._wrong((*at, "texts"), f"'{row.id}' has no Dutch text.", "Dutch (nl) is the source.")
        for language, texts in row.texts.items():
            for proposal_id in texts.proposals:
                if proposal_id not in row.proposals:
                    place = (*at, "texts", language, "proposals", proposal_id)
                    self._wrong(place, f"'{proposal_id}' is no proposal of this bulletin.", "Add it to `proposals`.")
        for language, by in row.approved.items():
            if language not in row.texts:
                self._wrong((*at, "approved", language), f"there is no text in '{language}' to approve.", "Add the text.")
            self._approver((*at, "approved", language), by)
        look = row.second_look
        if look is None:
            return
        self._approver((*at, "second_look", "by"), look.by)
        if look.by == row.written_by and not (look.alone_because or "").strip():
            mend = "Let another coordinator look, or say `alone_because`."
            self._wrong((*at, "second_look"), f"'{look.by}' wrote it, and cannot be the second look.", mend)

    def _approver(self, at: Place, person_id: str) -> None:
        roles: Mapping[str, frozenset[Role]] = {p.id: frozenset(p.roles) for p in self.model.people}
        if person_id not in roles:
            mend = _near(person_id, roles) or "Name somebody by their id."
            self._wrong(at, f"nobody in `people` is called '{person_id}'.", mend)
        elif not roles[person_id] & APPROVERS:
            self._wrong(at, f"'{person_id}' may not approve.", "A coordinator, translator or key person may.")

    def _known(self, at: Place, names: Iterable[str], known: Iterable[str], noun: str) -> None:
        for n, name in enumerate(names):
            if name not in known:
                mend = _near(name, known) or f"Add the {noun}, or name another."
                self._wrong((*at, n), f"no {noun} of this trajectory is called '{name}'.", mend)

    def _wrong(self, at: Place, what: str, mend: str) -> None:
        self.mistakes.append(Mistake(what, mend=mend, file=self.where.file, line=self.where.at(*at)))


def _lists(model: LoadFile) -> Iterator[tuple[str, list[tuple[Place, str]]]]:
    yield "people", [(("people", n), row.id) for n, row in enumerate(model.people)]
    yield "trajectories", [(("trajectories", n), row.id) for n, row in enumerate(model.trajectories)]
    for name in ("conversations", "quotes", "proposals", "bulletins"):
        found: list[tuple[Place, str]] = []
        for t, trajectory in enumerate(model.trajectories):
            found += [(("trajectories", t, name, n), row.id) for n, row in enumerate(getattr(trajectory, name))]
        yield name, found


def _near(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), 1)
    return f"Did you mean '{near[0]}'?" if near else ""
