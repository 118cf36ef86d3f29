"""Trajectories of a data file, with their conversations, quotes, proposals and bulletins."""

from dataclasses import replace
from datetime import date

from bot.domain.actor import operator
from bot.domain.bulletin import PICTURE
from bot.domain.proposal import Proposal, ProposalMove
from bot.domain.quote import Quote
from bot.domain.trajectory import MirrorConversation, Trajectory
from bot.services.following_up import cadence
from bot.services.hearing import teaching_back
from bot.services.loading.load_bulletins import load_bulletin, pause_what_changed
from bot.services.loading.load_known import Place, known
from bot.services.loading.load_model import ProposalRow, TrajectoryRow, resolve
from bot.services.loading.load_reading import Loadable
from bot.services.loading.load_tally import Tally
from bot.services.speaking import languages
from bot.services.work import Work

OPERATOR = operator("").id
"""By whom a file moves something."""


async def load_trajectory(work: Work, file: Loadable, at: Place, row: TrajectoryRow, today: date, tally: Tally) -> None:
    """What was promised since stays."""
    before = await known(file, at, work.uow.trajectories.lock, row.id)
    promised = resolve(row.next_promised, today) if row.next_promised else None
    base = before or Trajectory(row.id, file.model.coalition.id, row.title, next_promised=promised)
    steps = {**base.steps}
    for name, day in row.steps.items():
        # A day counted from the day of loading was fixed when it was loaded first.
        steps[name] = base.steps[name] if isinstance(day, str) and name in base.steps else resolve(day, today)
    ask_back = base.ask_back if await _chose_whom_to_ask(work, before) else row.teach_back
    after = replace(base, title=row.title, norms=row.norms, steps=steps, ask_back=ask_back)
    if tally.differs("trajectories", before, after):
        await work.uow.trajectories.save(after)
    await _conversations(work, file, row, today, tally)
    await cadence.after_conversations(work, after)
    await _quotes(work, file, at, row, tally)
    await _proposals(work, file, at, row, today, tally)
    for place, bulletin in enumerate(row.bulletins):
        with file.going_on():
            tally.made.update(await load_bulletin(work, file, (*at, "bulletins", place), row.id, bulletin, today))


async def _chose_whom_to_ask(work: Work, before: Trajectory | None) -> bool:
    """A coordinator did, in a chat: that stays."""
    events = [] if before is None else await work.uow.audit.of(before.coalition_id, before.id)
    return any(event.what == teaching_back.CHOSEN for event in events)


async def _conversations(work: Work, file: Loadable, row: TrajectoryRow, today: date, tally: Tally) -> None:
    """A day counted from the day of loading was fixed when it was loaded first."""
    held = {c.id: c for c in await work.uow.trajectories.conversations(row.id)}
    for conversation in row.conversations:
        before = held.get(conversation.id)
        relative = isinstance(conversation.held_on, str)
        day = before.held_on if before and relative else resolve(conversation.held_on, today)
        mirror = MirrorConversation(conversation.id, file.model.coalition.id, row.id, day, conversation.moderator)
        if tally.differs("conversations", before, mirror):
            await work.uow.trajectories.save_conversation(mirror)


async def _quotes(work: Work, file: Loadable, at: Place, row: TrajectoryRow, tally: Tally) -> None:
    for number, told in enumerate(row.quotes):
        before = await known(file, (*at, "quotes", number), work.uow.trajectories.quote, told.id)
        quote = Quote(
            told.id,
            file.model.coalition.id,
            row.id,
            told.text,
            told.language,
            person_id=before.person_id if before else None,
            audiences=frozenset(told.may_be_seen_by),
            looked_for_traces=told.looked_for_traces,
        )
        if tally.differs("quotes", before, quote):
            await work.uow.trajectories.save_quote(quote)


async def _proposals(work: Work, file: Loadable, at: Place, row: TrajectoryRow, today: date, tally: Tally) -> None:
    for number, proposed in enumerate(row.proposals):
        before = await known(file, (*at, "proposals", number), work.uow.trajectories.lock_proposal, proposed.id)
        after = _proposal(file.model.coalition.id, row, proposed, before, today)
        if before is not None:
            after = await _with_the_chat(work, before, after)
        if tally.differs("proposals", before, after):
            await work.uow.trajectories.save_proposal(after)
        if before is not None and before.status is not after.status:
            await work.uow.trajectories.add_move(_move(work, before, after))
            tally.paused += await pause_what_changed(work, file.model.coalition.id, after)


async def _with_the_chat(work: Work, before: Proposal, after: Proposal) -> Proposal:
    """What coordinators changed in a chat stays: words, picture, owner, decider and day for good, where it stands until the file
    says something else than it did."""
    changed = {event.what for event in await work.uow.audit.of(before.coalition_id, before.id)}
    if before.picture:
        after = replace(after, picture=before.picture, texts={**after.texts, PICTURE: before.texts[PICTURE]})
    if "proposal_reworded" in changed:
        after = replace(after, texts=before.texts)
    if "proposal_assigned" in changed:
        after = replace(after, owner=before.owner, decider=before.decider, decision_on=before.decision_on)
    moves = [move for move in await work.uow.trajectories.moves(before.id) if move.made]
    if moves:
        by_file = [move.after for move in moves if move.by == OPERATOR]
        if after.status is (by_file[-1] if by_file else moves[0].before):
            reason = {name: words for name, words in before.texts.items() if name == "reason"}
            texts = {name: words for name, words in after.texts.items() if name != "reason"} | reason
            after = replace(after, status=before.status, reason_kind=before.reason_kind, texts=texts)
    same = replace(after, revision=before.revision) == before
    return before if same else after


def _move(work: Work, before: Proposal, after: Proposal) -> ProposalMove:
    """By the file. Who reacted reads it in the next bulletin: a file is also how mistakes are mended."""
    about = work.chance.id(), after.coalition_id, after.id, before.status, after.status
    return ProposalMove(*about, OPERATOR, work.clock.now(), after.reason_kind, after.texts.get("reason", ""))


def _proposal(coalition_id: str, trajectory: TrajectoryRow, row: ProposalRow, before: Proposal | None, today: date) -> Proposal:
    decision_on = resolve(row.decision_on, today) if row.decision_on else None
    if before is not None and isinstance(row.decision_on, str):
        decision_on = before.decision_on
    after = Proposal(
        row.id,
        coalition_id,
        trajectory.id,
        row.status,
        row.owner,
        row.decider,
        decision_on,
        row.reason_kind,
        row.say,
        row.quotes,
        revision=before.revision if before else 1,
        texts=_texts(trajectory, row),
        owner_id=before.owner_id if before else None,
    )
    return after if before in {None, after} else replace(after, revision=after.revision + 1)


def _texts(trajectory: TrajectoryRow, row: ProposalRow) -> dict[str, str]:
    told = [texts for b in trajectory.bulletins if (texts := b.texts.get(languages.SOURCE)) and row.id in texts.proposals]
    own = row.texts or (told[-1].proposals[row.id] if told else None)
    return {} if own is None else {name: words.strip() for name, words in own.model_dump().items() if words.strip()}
