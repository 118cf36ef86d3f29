"""What a dispatcher holds of the ledger, and hands back with a verdict."""

from dataclasses import dataclass

from bot.domain.delivery import Delivery, Part
from bot.outbox.retry import Verdict


@dataclass(frozen=True, slots=True)
class Claim:
    """A part that was leased. Only who has its `token` may move it on: the fence against one who was away too long."""

    delivery: Delivery
    """Without its parts."""
    part: Part
    token: str
    conversation_id: str | None = None
    begun: bool = False
    """An earlier part of the delivery has been sent."""

    @property
    def lane(self) -> str:
        """Where order and pace hold: the recipient, without the topic."""
        return lane_of(self.delivery)


def lane_of(delivery: Delivery) -> str:
    """The recipient, without the topic: all topics of a group are one chat."""
    return f"{delivery.recipient.kind}:{delivery.recipient.id}"


@dataclass(frozen=True, slots=True)
class Settled:
    """What becomes of a claim."""

    claim: Claim
    verdict: Verdict
