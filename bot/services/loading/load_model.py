"""What a file for `weerklank load` may hold. `LoadFile.model_json_schema()` is the schema that `--schema` prints."""

import re
from datetime import date, timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from bot.domain.actor import Role
from bot.domain.bulletin import BulletinKind
from bot.domain.cadence import NORMS
from bot.domain.picture import MOST_TOLD
from bot.domain.proposal import ProposalStatus, ReasonKind, Say
from bot.domain.quote import Audience
from bot.domain.trajectory import AskBack

ID = r"^[a-z0-9][a-z0-9_-]{0,63}$"
LANGUAGE = r"^[a-z]{2,3}(_[A-Za-z]{2,8})?$"
SETTING = r"^WEERKLANK_[A-Z0-9_]+$"
Id = Annotated[str, Field(pattern=ID)]
"""A name that stands in the file, and stays the same: by it a row is found again at the next loading."""
Words = Annotated[str, Field(min_length=1)]
Element = Annotated[str, Field(max_length=900)]
"""Three of them have to fit one message, with their headers."""
Name = Annotated[str, Field(max_length=60)]
Language = Annotated[str, Field(pattern=LANGUAGE)]
RELATIVE = r"^(today|in \d+ days?|\d+ days? ago)$"


def _one_way(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """A day can be written in several ways; what is wrong with it is said once."""
    try:
        return handler(value)
    except ValidationError:
        raise PydanticCustomError("day", "no day") from None


Day = Annotated[
    Annotated[str, Field(pattern=RELATIVE)] | date,
    WrapValidator(_one_way),
]
"""A day, or counted from the day of loading."""


def resolve(day: str | date, today: date) -> date:
    """The day that is meant when it is loaded on `today`."""
    if isinstance(day, date):
        return day
    number = re.search(r"\d+", day)
    days = timedelta(days=int(number[0])) if number else timedelta()
    return today - days if day.endswith("ago") else today + days


class Row(BaseModel):
    """Unknown keys are refused: they are slips of the hand. What stands under a field describes it in the schema too."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class CoalitionRow(Row):
    """The coalition itself."""

    id: Id
    """Its own short name, such as `voorbeeldstad`. It stays the same: by it the coalition is found again."""
    name: Annotated[Name, Field(min_length=1)]
    """As parents know it, such as `Kansrijke Start Voorbeeldstad`."""
    zone: str = "Europe/Amsterdam"
    """Its time zone, by its name in the IANA database."""
    holiday_country: str = "NL"
    """Whose public holidays are quiet: a country in two letters."""
    signs_as: Name = ""
    """The name under messages to parents: somebody they know, such as `Marit`."""
    help_line: Name = ""
    """Whom parents call who want to talk: a number, with a name if you like, such as `Steunpunt, 0800 1234`."""
    threshold: Annotated[int, Field(ge=2)] = 5
    """The size of the steps in which parents are counted; fewer than this are not told to anybody."""
    send_within_days: Annotated[int, Field(ge=1)] = 14
    """So many days a bulletin may take; what is left then expires."""
    languages: tuple[Language, ...] = ("nl",)
    """The languages of its parents, in the order in which they are offered: `[nl, tr, ar, prs]`. One is chosen once it is on."""


class AccountRow(Row):
    """The bot account. A token never stands in a file."""

    id: Id
    """A short name for it, such as `voorbeeldstad-bot`."""
    channel: Literal["telegram"] = "telegram"
    """Where it lives."""
    username: str = ""
    """Its name there, without @. Left out, it is asked from the channel."""
    token_setting: Annotated[str, Field(pattern=SETTING)] = "WEERKLANK_TELEGRAM_TOKEN"
    """The name of the setting that holds its token, such as `WEERKLANK_TOKEN_VOORBEELDSTAD`."""


class PersonRow(Row):
    """Somebody who works along; parents come by invitation, never by a file."""

    id: Id
    """A short name that other rows call this person by, such as `marit`."""
    name: Words
    """As colleagues see it."""
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    """What this person does here, such as `[coordinator]`. A role that was laid down in a chat is not given back."""
    language: Language = "nl"
    """In which they are spoken to: `nl` or `en`. Of a translator also what they translate, unless `translates` says it."""
    translates: tuple[Language, ...] = ()
    """Of a translator or key person: from and into Dutch, such as `[tr, ar]`; else their language. What `/mensen` gave stays."""


class ConversationRow(Row):
    """One spiegelgesprek."""

    id: Id
    """A short name for it."""
    held_on: Day
    """The day of it: `2026-11-22`, or counted from the day of loading: `today`, `in 14 days`, `3 days ago`."""
    moderator: str = ""
    """Who led it, by name."""


class QuoteRow(Row):
    """Words of a parent, from a spiegelgesprek."""

    id: Id
    """A short name for it, by which proposals and bulletins name it."""
    text: Annotated[Element, Field(min_length=1)]
    """What the parent said, in their own words."""
    language: Language = "nl"
    """The language in which it stands here."""
    may_be_seen_by: tuple[Audience, ...] = ()
    """To whom the parent allowed it, such as `[professionals, parents]`. Nobody unless it is said."""
    looked_for_traces: bool = False
    """Somebody looked whether a child, a parent or a worker can be recognised in it. Before that no other parent gets it."""


class ProposalRow(Row):
    """A proposed solution, and where it stands."""

    id: Id
    """A short name for it, such as `koffie-ochtend`."""
    status: ProposalStatus
    """Where it stands. A status that was moved in a chat stays, until the file says another one than it did."""
    owner: str = ""
    """Who sees to it: a person or a body, by name."""
    decider: str = ""
    """Who decides it, by name."""
    decision_on: Day | None = None
    """The day on which it is decided: `2026-12-06`, or counted from the day of loading, `in 14 days`."""
    reason_kind: ReasonKind | None = None
    """Why it is `not_now` or `not_possible`; without it neither goes out."""
    say: Say = Say.CONSULT
    """Parents' say in it, on the participation ladder."""
    quotes: tuple[Id, ...] = ()
    """The quotes that it answers, by their ids."""
    texts: "ProposalTexts | None" = None
    """Its own words in Dutch. Without them those of the last bulletin in this file that tells of it."""


class ProposalTexts(Row):
    """The words of a proposal, in one language."""

    title: Annotated[str, Field(min_length=1, max_length=120)]
    """What it is called, such as `Koffie-ochtend voor ouders`."""
    plan: Annotated[Element, Field(min_length=1)]
    """What happens, or would happen."""
    way_in: Element = ""
    """How a parent gets there: where, when, with whom."""
    reason: Element = ""
    """Of one that is not now or not possible: why, in words."""


class BulletinTexts(Row):
    """Of one language: the three elements of a full bulletin, or the `message` of a short one."""

    acknowledgement: Element = ""
    """What parents told, in parents' words (erkenning)."""
    meaning: Element = ""
    """What was understood, what weighs most, what can and cannot, how it came about (duiding)."""
    follow_up: Element = ""
    """What happens next, by whom (opvolging)."""
    message: Element = ""
    """The words of a short bulletin or an invitation."""
    proposals: dict[Id, ProposalTexts] = Field(default_factory=dict)
    """By proposal: its words in this language."""

    def by_element(self) -> dict[str, str]:
        """As a revision keeps them, without empty ones."""
        own: dict[str, str] = {
            "acknowledgement": self.acknowledgement,
            "meaning": self.meaning,
            "follow_up": self.follow_up,
            "message": self.message,
        }
        for proposal_id, texts in self.proposals.items():
            dumped: dict[str, Any] = texts.model_dump()
            own |= {f"proposal:{proposal_id}:{name}": words for name, words in dumped.items()}
        return {name: words.strip() for name, words in own.items() if words.strip()}


class SecondLookRow(Row):
    """The other coordinator's yes to a bulletin."""

    by: Id
    """Who looked: a coordinator who wrote none of it."""
    alone_because: str | None = None
    """The reason why its writer goes alone; then `by` may be the writer."""


class BulletinRow(Row):
    """A message to the parents of a trajectory."""

    id: Id
    """A short name for it."""
    kind: BulletinKind
    """A `full` one has three elements, a `short` one and an `invitation` have one message."""
    written_by: Id
    """The coordinator who wrote it, by their id under `people`."""
    next_promised: Day | None = None
    """When parents hear again, as it tells them: `2026-12-06`, or counted from the day of loading, `in 14 days`."""
    quotes: tuple[Id, ...] = ()
    """The quotes in it, by their ids."""
    proposals: tuple[Id, ...] = ()
    """The proposals that it tells of, in their order: at most three."""
    texts: dict[Language, BulletinTexts]
    """By language: its words. `nl` is the source, and is always there."""
    approved: dict[Language, Id] = Field(default_factory=dict)
    """By language: who approved these texts, such as `{tr: elif}`."""
    second_look: SecondLookRow | None = None
    """The other coordinator's yes; without it, it is given in a chat."""
    send_within_days: Annotated[int | None, Field(ge=1)] = None
    """So many days this one may take; without it the coalition's."""
    plain_overruled: str | None = None
    """Why it goes out although it is hard to read."""


StepName = Literal[
    "goals", "working_group", "practical", "inviting", "preparing", "conversation", "return_meeting", "following_up"
]
NormDays = Annotated[int | None, Field(ge=1, le=365)]


class TrajectoryRow(Row):
    """A spiegeltraject, with all that belongs to it."""

    id: Id
    """A short name for it, such as `eerste-weken`."""
    title: Annotated[str, Field(min_length=1, max_length=35)]
    """What parents and coordinators call it. Stands on buttons, with a number behind it."""
    silence_warn_days: NormDays = None
    """After so many days without a message to parents coordinators are warned. Without it holds the norm of cadence.yaml."""
    silence_limit_days: NormDays = None
    """So many days parents hear nothing, at the most."""
    summary_days: NormDays = None
    """Within so many days of a spiegelgesprek parents get a first message about it."""
    told_we_do_days: NormDays = None
    """Within so many days of it they get a full update: you told, we do."""
    proposals_days: NormDays = None
    """Within so many days of it each proposal is answered."""
    answer_working_days: NormDays = None
    """Within so many working days a question is answered."""
    next_promised: Day | None = None
    """When parents were told that they hear again: `2026-12-06`, or `in 14 days` from loading. Later messages move it."""
    teach_back: AskBack = AskBack.PANEL
    """Who is asked, after a full update, what they would tell another parent about it. What was chosen in a chat stays."""
    steps: dict[StepName, Day] = Field(default_factory=dict)
    """Of its eight steps: the day that was set for it, such as `{goals: 2026-09-01}`. One that was moved in a chat stays."""
    conversations: tuple[ConversationRow, ...] = ()
    """Its spiegelgesprekken."""
    quotes: tuple[QuoteRow, ...] = ()
    """What parents said in them."""
    proposals: tuple[ProposalRow, ...] = ()
    """What is to be done."""
    bulletins: tuple[BulletinRow, ...] = ()
    """What goes to parents. What went out is not changed any more; a language may be added."""

    @property
    def norms(self) -> dict[str, int]:
        """Those that are its own, as `Trajectory.norms` has them."""
        own: dict[str, int | None] = {name: getattr(self, name) for name in NORMS}
        return {name: days for name, days in own.items() if days is not None}


class RecordingRow(Row):
    """A text read aloud: a fixed text of Weerklank by its key, or an element of a bulletin."""

    text: Words | None = None
    """The key of a fixed text, such as `consent.ask.say`; or else `bulletin` and `element`."""
    bulletin: Id | None = None
    """The bulletin of which an element is read, by its id."""
    element: Words | None = None
    """Which one: `meaning`, …, or `proposal:<id>:plan`."""
    language: Language
    """In which it is read."""
    says: Words
    """The words that are heard; of a question its buttons too, a line each. When the text says something else, loading stops."""
    file: Words
    """Ogg/Opus of at most 30 seconds, its place seen from this file."""
    approved_by: Id
    """Who listened and approved, by their id under `people`."""

    @model_validator(mode="after")
    def _of_one_thing(self) -> Self:
        if (self.text is None) == (self.bulletin is None) or (self.bulletin is None) != (self.element is None):
            raise ValueError("a recording is of a `text`, or of a `bulletin` and its `element`")
        return self


class PictureRow(Row):
    """A picture of the coalition's own beside an element of a bulletin, such as a proposal's plan."""

    bulletin: Id
    """The bulletin in which it stands, by its id."""
    element: Words
    """Beside which element: `meaning`, …, or `proposal:<id>:plan`."""
    file: Words
    """PNG or JPEG of at most 1,000,000 bytes, its place seen from this file."""
    told: dict[Language, Annotated[str, Field(min_length=1, max_length=MOST_TOLD)]]
    """By language: what it shows, for who does not see it; in Dutch always. In a language without it there is no picture."""
    approved_by: Id
    """Who looked at it and approved it, by their id under `people`."""

    @model_validator(mode="after")
    def _in_dutch(self) -> Self:
        if "nl" not in self.told:
            raise ValueError("`told` says what a picture shows, in Dutch (nl) too")
        return self


class LoadFile(Row):
    """One coalition, whole."""

    coalition: CoalitionRow
    """Whose file it is. Other coalitions in the database are left alone."""
    bot_account: AccountRow | None = None
    """The bot account in which its parents talk with it."""
    people: tuple[PersonRow, ...] = ()
    """Who works along."""
    trajectories: tuple[TrajectoryRow, ...] = ()
    """Its spiegeltrajecten."""
    fixed_texts: dict[Language, Id] = Field(default_factory=dict)
    """By language: who approved every fixed text, such as `{tr: elif}`. That switches a language on that the coalition has."""
    recordings: tuple[RecordingRow, ...] = ()
    """Texts read aloud. All there are: one that is taken out is not used any more."""
    pictures: tuple[PictureRow, ...] = ()
    """Pictures beside a bulletin's words. All there are: one that is taken out is not shown any more."""
