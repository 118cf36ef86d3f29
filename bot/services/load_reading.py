"""A file for `weerklank load` becomes a model, or a Mistake that names its line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from bot.domain.actor import Role
from bot.domain.errors import Mistake
from bot.services.load_model import BulletinRow, LoadFile

APPROVERS = frozenset({Role.COORDINATOR, Role.TRANSLATOR, Role.KEY_PERSON})


@dataclass(frozen=True, slots=True)
class Loadable:
    """A file that holds together, with what is needed to say where something stands."""

    path: Path
    model: LoadFile
    tree: Any = field(repr=False)

    def mistake(self, loc: Iterable[str | int], what: str, mend: str = "") -> Mistake:
        """What is wrong at this place, such as `("trajectories", 0, "bulletins", 1, "quotes")`."""
        return Mistake(what, mend=mend, file=self.path, line=_line(self.tree, loc))


def read(path: Path) -> Loadable:
    """Raises Mistake: the file is not there, is no YAML, has keys twice, unknown or missing ones, or names that lead nowhere."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Mistake("cannot be read.", mend=f"Give a text file in UTF-8 ({type(error).__name__}).", file=path) from None
    yaml = YAML()
    yaml.allow_duplicate_keys = False
    try:
        tree = yaml.load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = (error.problem or "is no YAML").splitlines()[0]
        raise Mistake(f"{what}.", mend="Mend the YAML.", file=path, line=mark.line + 1 if mark else None) from None
    except ValueError:
        # What looks like a day and is none: YAML makes dates itself.
        line = next((n for n, words in enumerate(text.splitlines(), 1) if _no_day(words)), None)
        raise Mistake(
            "this day does not exist.", mend="Write a day of the calendar, as 2026-11-30.", file=path, line=line
        ) from None
    except YAMLError:
        raise Mistake("is no YAML.", mend="Mend the YAML.", file=path) from None
    if not isinstance(tree, CommentedMap):
        raise Mistake("holds no coalition.", mend="`weerklank load --schema` says what it may hold.", file=path, line=1)
    try:
        model = LoadFile.model_validate(_plain(tree))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        mend = "`weerklank load --schema` says what it may hold."
        raise Mistake(f"{where}: {first['msg']}.", mend=mend, file=path, line=_line(tree, first["loc"])) from None
    loadable = Loadable(path, model, tree)
    _check_ids(loadable)
    _check_people(loadable)
    for t, trajectory in enumerate(model.trajectories):
        quotes, proposals = {q.id for q in trajectory.quotes}, {p.id for p in trajectory.proposals}
        for p, proposal in enumerate(trajectory.proposals):
            _check_names(loadable, ("trajectories", t, "proposals", p, "quotes"), proposal.quotes, quotes, "quote")
        for b, bulletin in enumerate(trajectory.bulletins):
            at = ("trajectories", t, "bulletins", b)
            _check_names(loadable, (*at, "quotes"), bulletin.quotes, quotes, "quote")
            _check_names(loadable, (*at, "proposals"), bulletin.proposals, proposals, "proposal")
            _check_bulletin(loadable, at, bulletin)
    return loadable


def _check_ids(loadable: Loadable) -> None:
    """An id twice would make the second row overwrite the first."""
    for name, rows in _lists(loadable.model):
        seen: set[str] = set()
        for at, row_id in rows:
            if row_id in seen:
                raise loadable.mistake((*at, "id"), f"the {name} id '{row_id}' is there twice.", "Give each its own id.")
            seen.add(row_id)


def _lists(model: LoadFile) -> Iterator[tuple[str, list[tuple[tuple[str | int, ...], str]]]]:
    yield "people", [(("people", n), row.id) for n, row in enumerate(model.people)]
    yield "trajectories", [(("trajectories", n), row.id) for n, row in enumerate(model.trajectories)]
    for name in ("conversations", "quotes", "proposals", "bulletins"):
        found: list[tuple[tuple[str | int, ...], str]] = []
        for t, trajectory in enumerate(model.trajectories):
            found += [(("trajectories", t, name, n), row.id) for n, row in enumerate(getattr(trajectory, name))]
        yield name, found


def _check_people(loadable: Loadable) -> None:
    for n, person in enumerate(loadable.model.people):
        if set(person.roles) & {Role.PARENT, Role.OPERATOR, Role.SYSTEM}:
            what = f"'{person.id}' has a role that a file cannot give."
            raise loadable.mistake(("people", n, "roles"), what, "Parents come by invitation.")
    for language, by in loadable.model.fixed_texts.items():
        _check_approver(loadable, ("fixed_texts", language), by)
    for n, recording in enumerate(loadable.model.recordings):
        _check_approver(loadable, ("recordings", n, "approved_by"), recording.approved_by)


def _check_approver(loadable: Loadable, at: tuple[str | int, ...], person_id: str) -> None:
    roles = next((set(p.roles) for p in loadable.model.people if p.id == person_id), None)
    if roles is None:
        raise loadable.mistake(at, f"nobody in `people` is called '{person_id}'.", "Name somebody by their id.")
    if not roles & APPROVERS:
        raise loadable.mistake(at, f"'{person_id}' may not approve.", "A coordinator, translator or key person may.")


def _check_names(loadable: Loadable, at: tuple[str | int, ...], names: Iterable[str], known: set[str], noun: str) -> None:
    for n, name in enumerate(names):
        if name not in known:
            raise loadable.mistake(
                (*at, n), f"no {noun} of this trajectory is called '{name}'.", f"Add the {noun}, or name another."
            )


def _check_bulletin(loadable: Loadable, at: tuple[str | int, ...], row: BulletinRow) -> None:
    _check_approver(loadable, (*at, "written_by"), row.written_by)
    if "nl" not in row.texts:
        raise loadable.mistake((*at, "texts"), f"'{row.id}' has no Dutch text.", "Dutch (nl) is the source.")
    for language, texts in row.texts.items():
        for proposal_id in texts.proposals:
            if proposal_id not in row.proposals:
                where = (*at, "texts", language, "proposals", proposal_id)
                raise loadable.mistake(where, f"'{proposal_id}' is no proposal of this bulletin.", "Add it to `proposals`.")
    for language, by in row.approved.items():
        if language not in row.texts:
            raise loadable.mistake((*at, "approved", language), f"there is no text in '{language}' to approve.", "Add the text.")
        _check_approver(loadable, (*at, "approved", language), by)
    look = row.second_look
    if look is not None:
        _check_approver(loadable, (*at, "second_look", "by"), look.by)
        if look.by == row.written_by and not (look.alone_because or "").strip():
            mend = "Let another coordinator look, or say `alone_because`."
            raise loadable.mistake((*at, "second_look"), f"'{look.by}' wrote it, and cannot be the second look.", mend)


def _plain(node: Any) -> Any:
    """Without what ruamel.yaml remembers of a file."""
    if isinstance(node, CommentedMap):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, CommentedSeq):
        return [_plain(value) for value in node]
    if isinstance(node, bool):
        return bool(node)
    for kind in (str, int, float):
        if isinstance(node, kind):
            return kind(node)
    return node


def _line(tree: Any, loc: Iterable[str | int]) -> int:
    """The 1-based line of the deepest part of this place that is there."""
    line, node = 0, tree
    for step in loc:
        if isinstance(node, CommentedMap) and step in node:
            line = node.lc.key(step)[0]
        elif isinstance(node, CommentedSeq) and isinstance(step, int) and step < len(node):
            line = node.lc.item(step)[0]
        else:
            break
        node = node[step]
    return line + 1


def _no_day(words: str) -> bool:
    """Whether a line has a date that no calendar has."""
    for found in re.findall(r"\b\d{4}-\d{1,2}-\d{1,2}\b", words):
        try:
            date(*map(int, found.split("-")))
        except ValueError:
            return True
    return False
