"""The one module by which coordinators read what parents said (Invariant 6).

Counts. Every number of reactions is told as 'at least n', where n is a multiple of the coalition's threshold t, rounded
down; below t nothing is told. So:

- no cell smaller than t is told, and no total is exact: a hidden cell cannot be had by subtracting the others from it;
- two moments (or two subjects) differ by nothing or by a whole step of t, so that one more reaction usually changes nothing;
- a kind is not told when it would say what every recipient said ('at least' all of them): that would tell of each parent.

Its limits. The one reaction that crosses a step shows itself to somebody who knows that nobody else reacted in between (taking
one back or being forgotten crosses it downwards), and a coordinator who knows from elsewhere what some parents said can
exclude them. Both need knowledge that is not ours.

Words. Only those whose parent allows it, apart from the tap, the moment, the teller and each other: no id of a person or a
reaction goes along, and the order is not that of time.

A reaction's id goes along in references only, which nobody reads.

Cards in the coordinators' group change by themselves, so that also the moment of a change could show somebody. They are looked at
by the clock, all of a coalition at once, at most once an hour and by day (`bot.handling.reaction_cards`): what changes then
happened in an hour or a night, and it is a whole step. How many words may be read is told there in steps too.

Of a proposal, for its owner: over all messages that told of it, each parent's newest, in steps; no words.

Trials. What parents of the panel said about a draft, each by a yes to exactly that: without who said it, in an order that is not
that of time. The words go by reference, so that they are gone when their teller takes the yes back. Numbers of them are exact:
they are of a handful of volunteers, of whom coordinators know neither names nor pseudonyms.

Questions. Threads by their pseudonym, a fresh one for each. Of a question, or of words that its parent lets professionals read, a
translator reads what is to be translated (`to_translate`), under the same pseudonym and never of who declines them.

Of a whole trajectory, for a report that lies on a table: `bot.services.public_counts`, the other half of this module.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256

from bot.domain.actor import Actor, Role
from bot.domain.audit import AuditEvent
from bot.domain.bulletin import Bulletin
from bot.domain.consent import Purpose
from bot.domain.draft import Trial
from bot.domain.errors import NotAllowed, Stale
from bot.domain.person import PersonState
from bot.domain.proposal import Proposal
from bot.domain.question import Question, QuestionMessage, QuestionState
from bot.domain.reaction import Reaction, ReactionKind
from bot.domain.translation import TaskState, TranslationTask
from bot.services import crew, steering, trying_out
from bot.services.auditing import note
from bot.services.reactions import MEANING
from bot.services.steering import Status
from bot.services.steps import step_of, told, told_of_some
from bot.services.taking import taker
from bot.services.work import Work


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one subject (`meaning` or a proposal's id): 'at least' so many; None is not told."""

    subject: str
    total: int | None
    kinds: Mapping[ReactionKind, int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """What some parent said of a subject, and lets professionals read."""

    subject: str
    language: str
    text: str = field(repr=False)
    media_id: str | None = None
    translation_id: str | None = None
    """What a translator made of it in Dutch."""
    reaction_id: str = field(default="", repr=False)
    """For a reference to them (`domain.wording.reaction`), and for nothing else."""
    is_new: bool = False
    """They could not be read yet when the same coordinator looked last."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What some parent of the panel would tell another one. The words are had by the trial's id, when they are rendered."""

    trial_id: str
    language: str
    spoken: str | None
    """The id of a voice note."""
    is_older: bool
    """It is about words that read otherwise by now."""
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class Trials:
    """How trying a bulletin out stands: of its newest words, and the answers to older ones beside them."""

    asked: int
    answered: int
    answers: tuple[Tried, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """An open question, as coordinators see it."""

    question_id: str
    pseudonym: str
    language: str
    state: QuestionState
    asked_at: datetime
    answer_by: date
    danger: bool
    taken_by: str | None = None
    """The coordinator who does it, and still coordinates."""
    messages: tuple[QuestionMessage, ...] = field(default=(), repr=False)
    """With an empty `person_id` where a parent wrote."""


@dataclass(frozen=True, slots=True)
class ToTranslate:
    """Words that a translator puts into another language, and nothing else about whose they are. The words are looked up late."""

    task: TranslationTask
    pseudonym: str
    """Of the question; empty for words beside a reaction."""
    danger: bool
    has_words: bool
    media_id: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How a bulletin stands: where it is, and what parents made of it."""

    status: Status
    counts: tuple[Counts, ...]
    words: int
    """How many words (or voice notes) parents let us read, of all subjects."""


async def counts(work: Work, actor: Actor, bulletin_id: str) -> list[Counts]:
    """For `meaning` and each proposal of the bulletin, by the rule above."""
    bulletin = await _bulletin(work, actor, bulletin_id)
    await note(work, actor, "counts_seen", bulletin.id)
    return await _counts(work, bulletin)


async def _counts(work: Work, bulletin: Bulletin) -> list[Counts]:
    coalition = await work.uow.coalitions.get(bulletin.coalition_id)
    reactions = await work.uow.bulletins.reactions(bulletin.id)
    recipients = sum((await work.uow.ledger.counts(bulletin.id)).values())
    found = []
    for subject in await _subjects(work, bulletin):
        kinds = [r.kind for r in reactions if r.subject == subject and r.kind is not None]
        found.append(in_steps(subject, kinds, step=step_of(coalition), recipients=recipients))
    return found


async def words(work: Work, actor: Actor, bulletin_id: str) -> list[Words]:
    """By permission only, in an order that says nothing. For coordinators: the command line reads no parent's words."""
    actor.must_be(Role.COORDINATOR)
    bulletin = await _bulletin(work, actor, bulletin_id)
    shown = await _shown(work, bulletin)
    await note(work, actor, "words_seen", bulletin.id)
    return [Words(r.subject, r.language, r.words, r.media_id, await _in_dutch(work, r)) for r in shown]


async def trials(work: Work, actor: Actor, bulletin_id: str) -> Trials:
    """Of who is on the panel still and takes part. For coordinators only."""
    actor.must_be(Role.COORDINATOR)
    bulletin = await _bulletin(work, actor, bulletin_id)
    found = [(trial, await _is_older(work, bulletin, trial)) for trial in await _standing(work, bulletin)]
    await note(work, actor, "trials_seen", bulletin.id)
    newest = [trial for trial, is_older in found if not is_older]
    said = [(trial, is_older) for trial, is_older in found if trial.words or trial.media_id]
    said.sort(key=lambda one: (one[1], sha256(one[0].id.encode()).digest()))
    answers = tuple(Tried(t.id, t.language, t.media_id, is_older, t.told_at) for t, is_older in said)
    return Trials(len(newest), sum(1 for trial in newest if trial.answered_at is not None), answers)


async def words_since(
    work: Work, actor: Actor, bulletin_id: str, subject: str = "", *, since: datetime | None = None
) -> list[Words]:
    """The same, those first that came since; of one subject, or of all when it is empty."""
    actor.must_be(Role.COORDINATOR)
    bulletin = await _bulletin(work, actor, bulletin_id)
    found = []
    for r in await _shown(work, bulletin):
        if subject in {"", r.subject}:
            is_new = since is None or (r.words_at is not None and r.words_at > since)
            found.append(Words(r.subject, r.language, r.words, r.media_id, await _in_dutch(work, r), r.id, is_new))
    return sorted(found, key=lambda told: not told.is_new)


async def look_at_words(work: Work, actor: Actor, bulletin_id: str, subject: str = "") -> datetime | None:
    """The coordinator looks now, at one subject or at all; when they looked at it before, None when they never did.

    Who looked at one subject saw nothing new of the others.
    """
    actor.must_be(Role.COORDINATOR)
    bulletin = await _bulletin(work, actor, bulletin_id)
    looked = [e.at for e in await work.uow.audit.of(bulletin.coalition_id, bulletin.id) if _is_look(e, actor, subject)]
    await note(work, actor, "words_seen", bulletin.id, reason=subject or None)
    return max(looked, default=None)


async def for_cards(work: Work, actor: Actor, bulletin_id: str) -> list[tuple[Counts, int | None]]:
    """Of each subject of the bulletin: counts, and how many words may be read, both in steps. For Weerklank itself only, which
    shows it to coordinators by the clock."""
    bulletin = await work.uow.bulletins.get(bulletin_id)
    actor.must_be(Role.SYSTEM, coalition_id=bulletin.coalition_id)
    step = step_of(await work.uow.coalitions.get(bulletin.coalition_id))
    shown = [reaction.subject for reaction in await _shown(work, bulletin)]
    return [(told_, told(shown.count(told_.subject), step)) for told_ in await _counts(work, bulletin)]


async def of_proposal(work: Work, actor: Actor, proposal: Proposal) -> Counts:
    """Over all messages that told of it; for coordinators, and for who sees to it."""
    actor.must_be(Role.COORDINATOR, Role.OWNER, coalition_id=proposal.coalition_id)
    if Role.COORDINATOR not in actor.roles and proposal.owner_id != actor.id:
        raise NotAllowed("not_the_owner", id=proposal.id)
    coalition = await work.uow.coalitions.get(proposal.coalition_id)
    recipients = [sum((await work.uow.ledger.counts(b.id)).values()) for b in await _told_of(work, proposal)]
    kinds = [r.kind for r in (await who_reacted(work, proposal)).values() if r.kind is not None]
    await note(work, actor, "counts_seen", proposal.id)
    return in_steps(proposal.id, kinds, step=step_of(coalition), recipients=max(recipients, default=0))


async def who_reacted(work: Work, proposal: Proposal) -> dict[str, Reaction]:
    """By person: their newest reaction to the proposal. To tell them of it; nobody is shown it."""
    found: dict[str, Reaction] = {}
    for bulletin in await _told_of(work, proposal):
        for reaction in await work.uow.bulletins.reactions(bulletin.id):
            before = found.get(reaction.person_id)
            if reaction.subject == proposal.id and (before is None or before.at <= reaction.at):
                found[reaction.person_id] = reaction
    return found


async def threads(work: Work, actor: Actor) -> list[Thread]:
    """Open questions of the coalition: danger first, then the earliest promised day."""
    actor.must_be(Role.COORDINATOR)
    found = [await _thread(work, q) for q in await work.uow.questions.open(actor.coalition_id)]
    await note(work, actor, "threads_seen", actor.coalition_id)
    return sorted(found, key=lambda t: (not t.danger, t.answer_by, t.asked_at))


async def thread(work: Work, actor: Actor, question_id: str) -> Thread:
    """One of them, also when it is over."""
    question = await work.uow.questions.get(question_id)
    actor.must_be(Role.COORDINATOR, coalition_id=question.coalition_id)
    await note(work, actor, "thread_seen", question.id)
    return await _thread(work, question)


async def to_translate(work: Work, actor: Actor, task_id: str) -> ToTranslate:
    """For the translator who has it, or could take it; coordinators see whose turn it is, and read the words where they stand.

    Stale: `translation_gone`, when it is over or somebody else's.
    """
    task = await work.uow.translations.get(task_id)
    actor.must_be(*crew.TRANSLATORS, coalition_id=task.coalition_id)
    if task.state is not TaskState.ASKED or task.translator_id != actor.id:
        raise Stale("translation_gone", id=task.id)
    await note(work, actor, "words_seen_to_translate", task.id)
    if task.message_id is None:
        reaction = await work.uow.bulletins.reaction(str(task.reaction_id))
        if not reaction.may_show:
            raise Stale("translation_gone", id=task.id)
        return ToTranslate(task, "", danger=False, has_words=bool(reaction.words), media_id=reaction.media_id)
    message = await work.uow.questions.message(task.message_id)
    question = await work.uow.questions.get(message.question_id)
    return ToTranslate(task, question.pseudonym, question.danger, bool(message.text), message.media_id)


async def progress(work: Work, actor: Actor, bulletin_id: str) -> Progress:
    """Counts and reasons of the sending, counts of the reactions; no names."""
    found = await counts(work, actor, bulletin_id)
    status = await steering.status(work, actor, bulletin_id)
    shown = await _shown(work, await work.uow.bulletins.get(bulletin_id))
    return Progress(status, tuple(found), len(shown))


def in_steps(subject: str, kinds: Sequence[ReactionKind], *, step: int, recipients: int) -> Counts:
    """What is told of these reactions, one of each parent, by the rule above."""
    by_kind = {kind: told_of_some(kinds.count(kind), step, recipients) for kind in ReactionKind}
    return Counts(subject, told(len(kinds), step), by_kind)


async def _bulletin(work: Work, actor: Actor, bulletin_id: str) -> Bulletin:
    bulletin = await work.uow.bulletins.get(bulletin_id)
    actor.must_be(Role.COORDINATOR, Role.OPERATOR, coalition_id=bulletin.coalition_id)
    return bulletin


async def _subjects(work: Work, bulletin: Bulletin) -> list[str]:
    if bulletin.revision_id is None:
        return []
    return [MEANING, *(await work.uow.bulletins.revision(bulletin.revision_id)).proposal_ids]


async def _told_of(work: Work, proposal: Proposal) -> list[Bulletin]:
    """The messages that told parents of it."""
    found = []
    for bulletin in await work.uow.bulletins.of(proposal.coalition_id):
        if bulletin.trajectory_id != proposal.trajectory_id or not bulletin.has_begun or bulletin.revision_id is None:
            continue
        if proposal.id in (await work.uow.bulletins.revision(bulletin.revision_id)).proposal_ids:
            found.append(bulletin)
    return found


def _is_look(event: AuditEvent, actor: Actor, subject: str) -> bool:
    return event.what == "words_seen" and event.actor_id == actor.id and (event.reason or "") in {"", subject}


async def _shown(work: Work, bulletin: Bulletin) -> list[Reaction]:
    allowed = [r for r in await work.uow.bulletins.reactions(bulletin.id) if r.may_show and (r.words or r.media_id)]
    return sorted(allowed, key=lambda r: sha256(r.id.encode()).digest())


async def _standing(work: Work, bulletin: Bulletin) -> list[Trial]:
    all_of_it = await work.uow.drafts.trials(bulletin.id)
    willing = await work.uow.people.consented([trial.person_id for trial in all_of_it], Purpose.PANEL)
    people = {trial.person_id: await work.uow.people.find(trial.person_id) for trial in all_of_it if trial.person_id in willing}
    left = {PersonState.STOPPED, PersonState.FORGETTING}
    return [t for t in all_of_it if (person := people.get(t.person_id)) is not None and person.state not in left]


async def _is_older(work: Work, bulletin: Bulletin, trial: Trial) -> bool:
    if bulletin.revision_id in {None, trial.revision_id}:
        return False
    tried, now = [await work.uow.bulletins.revision(id_) for id_ in (trial.revision_id, bulletin.revision_id or "")]
    return not trying_out.is_about(trial, tried, now)


async def _in_dutch(work: Work, reaction: Reaction) -> str | None:
    tasks = [task for task in await work.uow.translations.of_reaction(reaction.id) if task.state is TaskState.DONE and task.words]
    return tasks[-1].id if tasks else None


async def _thread(work: Work, question: Question) -> Thread:
    messages = [
        replace(m, person_id="", external_id=None) if m.from_parent else m for m in await work.uow.questions.messages(question.id)
    ]
    holder = await taker(work, question)
    return Thread(
        question.id,
        question.pseudonym,
        question.language,
        question.state,
        question.asked_at,
        question.answer_by,
        question.danger,
        holder.id if holder else None,
        tuple(messages),
    )
