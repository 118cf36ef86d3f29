"""The one thing that is being handled: what caused it, who acts, and how its answers go out."""

from dataclasses import dataclass, replace

from bot.domain.actor import Actor
from bot.domain.coalition import BotAccount
from bot.domain.delivery import Purpose
from bot.domain.inbound import Inbound
from bot.domain.person import Person
from bot.services.work import Work


@dataclass(frozen=True, slots=True)
class Moment:
    """`cause` names the inbox row; every delivery it makes is keyed by it, so that handling it twice sends once."""

    work: Work
    account: BotAccount
    actor: Actor
    cause: str
    purpose: Purpose
    inbound: Inbound | None = None
    media_id: str | None = None
    """What came with `inbound`, once it is noted down to be fetched."""

    def by(self, person: Person) -> "Moment":
        """The same, done by this person."""
        return replace(self, actor=person.actor)

    def with_media(self, media_id: str) -> "Moment":
        """The same, with what came along."""
        return replace(self, media_id=media_id)
