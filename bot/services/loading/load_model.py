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
Id = Annotated[str, Field(pattern=ID, description="Stands in the file, and stays the same.")]
Words = Annotated[str, Field(min_length=1)]
Element = Annotated[str, Field(max_length=900, description="Three of them have to fit one message, with their headers.")]
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
    Field(description="A day (2026-11-22), or counted from the day of loading: 'today', 'in 14 days', '3 days ago'."),
]


def resolve(day: str | date, today: date) -> date:
    """The day that is meant when it is loaded on `today`."""
    if isinstance(day, date):
        return day
    number = re.search(r"\d+", day)
    days = timedelta(days=int(number[0])) if number else timedelta()
    return today - days if day.endswith("ago") else today + days


class Row(BaseModel):
    """Unknown keys are refused: they are slips of the hand."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CoalitionRow(Row):
    id: Id
    name: Annotated[Name, Field(min_length=1)]
    zone: str = "Europe/Amsterdam"
    holiday_country: str = "NL"
    signs_as: Name = ""
    help_line: Name = ""
    threshold: Annotated[int, Field(ge=2)] = 5
    send_within_days: Annotated[int, Field(ge=1, description="So long a bulletin may take; what is left then expires.")] = 14
    languages: tuple[Language, ...] = ("nl",)


class AccountRow(Row):
    """`token_setting` names a setting: a token never stands in a file."""

    id: Id
    channel: Literal["telegram"] = "telegram"
    username: str = ""
    token_setting: Annotated[str, Field(pattern=SETTING)] = "WEERKLANK_TELEGRAM_TOKEN"


class PersonRow(Row):
    """Somebody who works along; parents come by invitation, never by a file."""

    id: Id
    name: Words
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    language: Annotated[
        Language,
        Field(description="In which they are spoken to: nl or en. Of a translator also the language that they translate."),
    ] = "nl"
    translates: Annotated[
        tuple[Language, ...],
        Field(
            description="Of a translator or key person: from and into Dutch. Without it their language. More, by /mensen, stays."
        ),
    ] = ()


class ConversationRow(Row):
    id: Id
    held_on: Day
    moderator: str = ""


class QuoteRow(Row):
    id: Id
    text: Annotated[Element, Field(min_length=1)]
    language: Language = "nl"
    may_be_seen_by: tuple[Audience, ...] = ()
    looked_for_traces: bool = False


class ProposalRow(Row):
    id: Id
    status: ProposalStatus
    owner: str = ""
    decider: str = ""
    decision_on: Day | None = None
    reason_kind: ReasonKind | None = None
    say: Say = Say.CONSULT
    quotes: tuple[Id, ...] = ()
    texts: Annotated[
        "ProposalTexts | None",
        Field(description="Its own words in Dutch. Without them those of the last bulletin in this file that tells of it."),
    ] = None


class ProposalTexts(Row):
    title: Annotated[str, Field(min_length=1, max_length=120)]
    plan: Annotated[Element, Field(min_length=1)]
    way_in: Element = ""
    reason: Element = ""


class BulletinTexts(Row):
    """Of one language: the three elements of a full bulletin, or the `message` of a short one."""

    acknowledgement: Element = ""
    meaning: Element = ""
    follow_up: Element = ""
    message: Element = ""
    proposals: dict[Id, ProposalTexts] = Field(default_factory=dict)

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
    by: Id
    alone_because: str | None = None


class BulletinRow(Row):
    id: Id
    kind: BulletinKind
    written_by: Id
    next_promised: Day | None = None
    quotes: tuple[Id, ...] = ()
    proposals: tuple[Id, ...] = ()
    texts: dict[Language, BulletinTexts]
    approved: dict[Language, Id] = Field(default_factory=dict, description="By language: who approved these texts.")
    second_look: SecondLookRow | None = None
    send_within_days: Annotated[int | None, Field(ge=1, description="For this one; without it the coalition's.")] = None
    plain_overruled: str | None = None


StepName = Literal[
    "goals", "working_group", "practical", "inviting", "preparing", "conversation", "return_meeting", "following_up"
]
NormDays = Annotated[int | None, Field(ge=1, le=365, description="Instead of the norm in flows/cadence.yaml.")]


class TrajectoryRow(Row):
    id: Id
    title: Annotated[str, Field(min_length=1, max_length=35, description="Stands on buttons, with a number behind it.")]
    silence_warn_days: NormDays = None
    silence_limit_days: NormDays = None
    summary_days: NormDays = None
    told_we_do_days: NormDays = None
    proposals_days: NormDays = None
    answer_working_days: NormDays = None
    next_promised: Day | None = None
    teach_back: Annotated[
        AskBack, Field(description="Who is asked, after a full update, what they would tell another parent about it.")
    ] = AskBack.PANEL
    steps: Annotated[dict[StepName, Day], Field(description="Of its eight steps: the day that was set for it.")] = Field(
        default_factory=dict
    )
    conversations: tuple[ConversationRow, ...] = ()
    quotes: tuple[QuoteRow, ...] = ()
    proposals: tuple[ProposalRow, ...] = ()
    bulletins: tuple[BulletinRow, ...] = ()

    @property
    def norms(self) -> dict[str, int]:
        """Those that are its own, as `Trajectory.norms` has them."""
        own: dict[str, int | None] = {name: getattr(self, name) for name in NORMS}
        return {name: days for name, days in own.items() if days is not None}


class RecordingRow(Row):
    """A text read aloud: a fixed text of Weerklank by its key, or an element of a bulletin."""

    text: Words | None = Field(default=None, description="The key of a fixed text: flow.step.say.")
    bulletin: Id | None = None
    element: Words | None = Field(default=None, description="Of the bulletin: meaning, …, or proposal:<id>:plan.")
    language: Language
    says: Words = Field(description="The words that are heard. When the text says something else by now, loading stops.")
    file: Words = Field(description="Ogg/Opus of at most 30 seconds, its place seen from this file.")
    approved_by: Id

    @model_validator(mode="after")
    def _of_one_thing(self) -> Self:
        if (self.text is None) == (self.bulletin is None) or (self.bulletin is None) != (self.element is None):
            raise ValueError("a recording is of a `text`, or of a `bulletin` and its `element`")
        return self


class PictureRow(Row):
    """A picture of the coalition's own beside an element of a bulletin, such as a proposal's plan."""

    bulletin: Id
    element: Words = Field(description="Of the bulletin: meaning, …, or proposal:<id>:plan.")
    file: Words = Field(description="PNG or JPEG, its place seen from this file.")
    told: dict[Language, Annotated[str, Field(min_length=1, max_length=MOST_TOLD)]] = Field(
        description="By language: what it shows, for who does not see it. In a language without it there is no picture."
    )
    approved_by: Id

    @model_validator(mode="after")
    def _in_dutch(self) -> Self:
        if "nl" not in self.told:
            raise ValueError("`told` says what a picture shows, in Dutch (nl) too")
        return self


class LoadFile(Row):
    """One coalition, whole."""

    coalition: CoalitionRow
    bot_account: AccountRow | None = None
    people: tuple[PersonRow, ...] = ()
    trajectories: tuple[TrajectoryRow, ...] = ()
    fixed_texts: dict[Language, Id] = Field(
        default_factory=dict,
        description="By language: who approved every fixed text. That switches it on, when the coalition wants the language.",
    )
    recordings: tuple[RecordingRow, ...] = Field(
        default=(), description="All there are: one that is taken out is not used any more."
    )
    pictures: tuple[PictureRow, ...] = Field(
        default=(), description="All there are: one that is taken out is not shown any more."
    )
