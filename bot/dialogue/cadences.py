"""`flows/cadence.yaml`: norms, and what is due how long after what. Its models, with which an editor completes too."""

import re
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, StrictBool, Tag, WithJsonSchema, model_validator

from bot.dialogue.names import Name
from bot.dialogue.parts import Part
from bot.domain.cadence import NO_TIME, NORMS, OUR_NORMS, Addressee, Anchor, Audience, CadenceRule, Length, Unless

_LENGTH = re.compile(r"([1-9][0-9]{0,3}) (minute|hour|day|week|working day)s?")
_MOST_DAYS = 365


def _length(value: Any) -> Any:
    """`3 working days` as a Length. Raises ValueError with words for people."""
    if isinstance(value, Length):
        return value
    found = _LENGTH.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError("How long is a number with minutes, hours, days, working days or weeks, such as 3 days.")
    number = int(found[1])
    match found[2]:
        case "minute":
            return Length(minutes=number)
        case "hour":
            return Length(minutes=60 * number)
        case "day":
            return Length(days=number)
        case "week":
            return Length(days=7 * number)
        case _:
            return Length(working_days=number)


Lasts = Annotated[Length, BeforeValidator(_length), WithJsonSchema({"type": "string", "pattern": f"^{_LENGTH.pattern}$"})]
NormName = Annotated[Literal[NORMS], Field(description="One of the norms.")]  # type: ignore[valid-type]
Days = Annotated[int, Field(strict=True, ge=1, le=_MOST_DAYS)]


class ByNorm(Part):
    """As long as a norm says; a trajectory's own, when its data file has one."""

    norm: NormName


def _meant(value: Any) -> str:
    """A norm has keys, a length has none: so that a mistake is said of what was meant."""
    return "ByNorm" if isinstance(value, dict | ByNorm) else "Length"


After = Annotated[Annotated[Lasts, Tag("Length")] | Annotated[ByNorm, Tag("ByNorm")], Discriminator(_meant)]


class Cadence(Part):
    """Something that is due a while after an anchor, and what takes its sense away."""

    anchor: Anchor
    event: Name
    after: After | None = None
    ahead: Lasts | None = None
    audience: Audience = Audience.PARENT
    level: Name | None = None
    unless: Unless | None = None
    void_after: Lasts | None = None
    until: Name | None = None
    to: Addressee = Addressee.EVERYBODY
    everybody: StrictBool = False

    def rule(self, name: str) -> CadenceRule:
        """As the services know it."""
        by_norm = self.after if isinstance(self.after, ByNorm) else None
        return CadenceRule(
            name=name,
            anchor=self.anchor,
            event=self.event,
            after=self.after if isinstance(self.after, Length) else NO_TIME,
            norm=by_norm.norm if by_norm else None,
            ahead=self.ahead or NO_TIME,
            audience=self.audience,
            level=self.level or name,
            unless=self.unless,
            void_after=self.void_after,
            until=self.until,
            to=self.to,
            everybody=self.everybody,
        )


class OurNorms(Part):
    """The norms of this house, in days; what is not given is as Weerklank has it."""

    silence_warn_days: Days = OUR_NORMS.silence_warn_days
    silence_limit_days: Days = OUR_NORMS.silence_limit_days
    summary_days: Days = OUR_NORMS.summary_days
    told_we_do_days: Days = OUR_NORMS.told_we_do_days
    proposals_days: Days = OUR_NORMS.proposals_days
    answer_working_days: Days = OUR_NORMS.answer_working_days

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.silence_warn_days >= self.silence_limit_days:
            raise ValueError("silence_warn_days must be less than silence_limit_days.")
        return self


class Cadences(Part):
    """The whole file."""

    norms: OurNorms = OurNorms()
    cadences: dict[Name, Cadence] = Field(default={})
