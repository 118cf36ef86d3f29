"""What goes to parents: a bulletin, its immutable revisions, and when it may go."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class BulletinKind(StrEnum):
    FULL = "full"
    SHORT = "short"
    INVITATION = "invitation"


class BulletinState(StrEnum):
    """`draft → (scheduled →) sending → sent`, with `paused` and `cancelled` beside it."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    """It begins by itself at its `send_at`; until then nobody has a delivery."""
    SENDING = "sending"
    PAUSED = "paused"
    SENT = "sent"
    CANCELLED = "cancelled"


class Halt(StrEnum):
    """Why Weerklank paused a bulletin by itself; it then asks the coordinators."""

    STATUS_CHANGED = "status_changed"
    """A proposal under it got another status."""
    NOT_READY = "not_ready"
    """Its moment came, and something keeps it."""
    AFTER_OUTAGE = "after_outage"
    """Its moment came while nobody was there to begin it."""


SETTLED = "settled"
"""What `Bulletin.told` is once its live message said how it ended."""
FULL_ELEMENTS = ("acknowledgement", "meaning", "follow_up")
"""erkenning, duiding, opvolging (DOMAIN, 'what parents get')."""
SHORT_ELEMENTS = ("message",)
PROPOSAL_ELEMENTS = ("title", "plan", "way_in", "reason")
PICTURE = "picture"
"""`proposal:<id>:picture` tells the picture beside a proposal to who does not see it; it is there just when the picture is."""
MOST_PROPOSALS = 3
"""At most this many proposals a message (DOMAIN)."""


def tells_picture(element: str) -> bool:
    """Whether the element tells a picture."""
    return element.startswith("proposal:") and element.endswith(f":{PICTURE}")


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A message to the parents of a trajectory (terugkoppeling)."""

    id: str
    coalition_id: str
    trajectory_id: str
    kind: BulletinKind
    state: BulletinState = BulletinState.DRAFT
    revision_id: str | None = None
    """The newest revision."""
    sent_at: datetime | None = None
    """When it began to go out; None until then."""
    send_at: datetime | None = None
    """When it is to begin, once somebody scheduled it."""
    send_until: datetime | None = None
    """Its latest time: what is left then expires. Worked out when it begins, unless somebody chose one."""
    send_within_days: int | None = None
    """Its own number of days for that; None is the coalition's."""
    halted: Halt | None = None
    """Why it is paused; None when a coordinator did it."""
    heard_before: datetime | None = None
    promised_before: date | None = None
    """What its trajectory said before it began, to go back to when it reached nobody."""
    told: str | None = None
    told_at: datetime | None = None
    """What its live message in the coordinators' group said last (`bot.handling.progress`), and when."""

    @property
    def has_begun(self) -> bool:
        """Somebody may have it: its words are fixed, and its deliveries are there."""
        return self.sent_at is not None

    @property
    def may_begin(self) -> bool:
        """It may still be sent off, now or at another moment."""
        return not self.has_begun and self.state in {BulletinState.DRAFT, BulletinState.SCHEDULED, BulletinState.PAUSED}


@dataclass(frozen=True, slots=True)
class Revision:
    """What was approved is what is sent: a revision never changes.

    `texts` maps (language, element) to words. Elements are FULL_ELEMENTS or SHORT_ELEMENTS, and for each proposal
    `proposal:<id>:<one of PROPOSAL_ELEMENTS>`. `nl` is the source.
    """

    id: str
    coalition_id: str
    bulletin_id: str
    number: int
    kind: BulletinKind
    texts: dict[tuple[str, str], str]
    proposal_ids: tuple[str, ...] = ()
    quote_ids: tuple[str, ...] = ()
    next_promised: date | None = None
    written_by: str = ""
    plain_score: int | None = None
    """0 to 100, of the Dutch source; None when nobody looked."""
    plain_overruled: str | None = None
    """Why a low score goes out all the same."""
    ready_made: str | None = None
    """The key of the ready-made text that it says; its recordings are that text's."""
    standings: dict[str, str] = field(default_factory=dict)
    """Where each of its proposals stood, by id: a yes to the revision is a yes to that too. One that moved has none of before."""

    pictures: dict[str, str] = field(default_factory=dict)
    """By proposal: the hash of the picture beside it (`domain.picture.key_of`), so that another picture is another revision."""

    def elements(self) -> tuple[str, ...]:
        """The names of the elements that its kind cannot go without."""
        return FULL_ELEMENTS if self.kind is BulletinKind.FULL else SHORT_ELEMENTS

    def says_why(self, proposal_id: str) -> bool:
        """Whether it tells why the proposal cannot be: then it asks whether that is a good answer, not whether it helps."""
        return bool(self.texts.get(("nl", f"proposal:{proposal_id}:reason"), "").strip())

    def unwritten(self, language: str) -> tuple[str, ...]:
        """The elements without words in this language, those of its proposals included."""
        wanted = [*self.elements()]
        wanted += [e for language_, e in self.texts if language_ == "nl" and e.startswith("proposal:")]
        return tuple(e for e in dict.fromkeys(wanted) if not self.texts.get((language, e), "").strip())

    def missing(self, language: str) -> tuple[str, ...]:
        """Those without which it does not go out in this language: a picture that nobody told is left out, and the words go."""
        return tuple(element for element in self.unwritten(language) if not tells_picture(element))

    def languages(self) -> tuple[str, ...]:
        """The languages in which nothing is missing, Dutch first."""
        found = dict.fromkeys(["nl", *(language for language, _ in self.texts)])
        return tuple(language for language in found if not self.missing(language))


@dataclass(frozen=True, slots=True)
class SecondLook:
    """The other coordinator's yes to a revision, or a recorded reason for going alone."""

    revision_id: str
    coalition_id: str
    by: str
    at: datetime
    alone_because: str | None = None
