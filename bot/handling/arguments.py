"""What arguments of actions and queries have in common."""

from pydantic import BaseModel, ConfigDict


class Args(BaseModel):
    """Nothing unknown, and nothing changes. A single argument may be written without its name: it is the first field's."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OfBulletin(Args):
    """About one bulletin."""

    bulletin_id: str


class OfRevision(OfBulletin):
    """About one bulletin, in the revision that a delivery names; the newest one when it names none."""

    revision_id: str = ""


class OfQuestion(Args):
    """About one question."""

    question_id: str


class OfTrial(Args):
    """About one trial."""

    trial_id: str


class OfTask(Args):
    """About one piece of translating work."""

    task_id: str


class OfTrajectory(Args):
    """About one trajectory."""

    trajectory_id: str


class ToShown(Args):
    """A yes to words that were shown: what `show_consent` gave."""

    version: str
    language: str


class OfProposal(Args):
    """About one proposal."""

    proposal_id: str


class OfMove(Args):
    """About one move of a proposal, or what its owner said of it."""

    move_id: str


class OfDraft(OfBulletin):
    """About a draft, as whoever writes it saw it last."""

    revision_id: str
