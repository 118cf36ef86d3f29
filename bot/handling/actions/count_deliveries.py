"""How a bulletin stands: counts that add up to its recipients, and reasons, without names.

Noor: {count_deliveries: bulletin-1} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.delivery import State
from bot.domain.wording import Value
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.services import steering

UNDERWAY = (State.PENDING, State.LEASED, State.SENDING, State.QUEUED)
TOLD = (State.SENT, State.WAITING, State.FAILED, State.BLOCKED, State.UNCERTAIN, State.CANCELLED, State.EXPIRED)
"""States with a line of their own."""
KNOWN = frozenset(
    {
        "paused",
        "language_not_approved",
        "no_address",
        "bulletin_paused",
        "bulletin_cancelled",
        "stopped",
        "blocked",
        "forgotten",
    }
)
"""Reasons with a text of their own, `common.reason_<code>`."""
SPEC = ActionSpec(
    "count_deliveries",
    OfBulletin,
    gives=frozenset({"state_word", "recipients", "underway", "reasons", *(str(state) for state in TOLD)}),
)


async def run(context: Context, args: OfBulletin) -> Done:
    """`reasons` is a list of texts, the most frequent first."""
    status = await steering.status(context.work, context.actor, args.bulletin_id)
    return Done(
        values={
            "state_word": wording.text(f"common.state_{status.state}"),
            "recipients": status.recipients,
            "underway": sum(status.counts.get(str(state), 0) for state in UNDERWAY),
            "reasons": _reasons(dict(status.reasons)),
            **{str(state): status.counts.get(str(state), 0) for state in TOLD},
        }
    )


def _reasons(counts: dict[str, int]) -> Value:
    """Each said once; all that have no text of their own are one."""
    codes = sorted(counts, key=lambda code: (-counts[code], code))
    names = list(dict.fromkeys(code if code in KNOWN else "other" for code in codes))
    return [wording.text(f"common.reason_{name}") for name in names] or wording.text("common.no_reasons")
