"""Updates and events as JSON, as they lie sealed in the inbox. Fields that a later version added get their defaults."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from bot.domain.events import Happened
from bot.domain.inbound import Inbound, InboundKind
from bot.storage.row import row_of


def write_inbound(inbound: Inbound) -> dict[str, Any]:
    return row_of(inbound, occurred_at=inbound.occurred_at.isoformat())


def read_inbound(stored: dict[str, Any]) -> Inbound:
    known = {field.name for field in fields(Inbound)}
    values = {name: value for name, value in stored.items() if name in known}
    return Inbound(**values | {"kind": InboundKind(stored["kind"]), "occurred_at": datetime.fromisoformat(stored["occurred_at"])})


def write_event(event: Happened) -> dict[str, Any]:
    return row_of(event)


def read_event(stored: dict[str, Any]) -> Happened:
    return Happened(**stored)
