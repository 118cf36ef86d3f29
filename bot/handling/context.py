"""Where an action runs: on whose behalf, about what, in which unit of work."""

from dataclasses import dataclass, field
from typing import Any

from bot.domain.actor import Actor
from bot.domain.coalition import BotAccount
from bot.domain.delivery import Recipient
from bot.domain.inbound import Inbound
from bot.domain.person import Person
from bot.services.work import Work


@dataclass(frozen=True, slots=True)
class Context:
    """Everything an action may look at. What it changes, it changes through services.

    `person` is whose conversation it is; `actor` is who acts now, in a group perhaps another coordinator. `values` are the
    conversation's; `inbound` is what the person just said or tapped, None when time or an event moved the conversation.
    """

    work: Work
    person: Person
    actor: Actor
    account: BotAccount
    place: Recipient
    conversation_id: str
    values: dict[str, Any] = field(repr=False, default_factory=dict)
    inbound: Inbound | None = field(repr=False, default=None)


@dataclass(frozen=True, slots=True)
class Done:
    """How an action ended: `outcome` is `done` or one that its spec declares; `values` are what it gives."""

    outcome: str = "done"
    values: dict[str, Any] = field(default_factory=dict)
