"""What a channel is asked to do: one rendered API call."""

from dataclasses import dataclass, field

from bot.domain.delivery import PartKind


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something that is heard or seen. `ref` is the channel's own name for it, when it came in over the same bot account."""

    kind: str
    """`voice`, `photo` or `document`."""
    ref: str | None = field(default=None, repr=False)
    content: bytes | None = field(default=None, repr=False)
    filename: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """One part, rendered: in the reader's language, with values filled in, within the channel's limits.

    `chat` and `topic` are external ids. EDIT and DELETE name `message_id`; an EDIT without text changes the buttons only.
    """

    kind: PartKind
    chat: str = field(repr=False)
    topic: str | None = None
    text: str = field(default="", repr=False)
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()
    """Rows of (label, token)."""
    attachment: Attachment | None = None
    message_id: str | None = None
    topic_name: str = field(default="", repr=False)
    silent: bool = False
