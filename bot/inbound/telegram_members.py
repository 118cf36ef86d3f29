"""What became of us in a chat (my_chat_member), as an Inbound."""

from aiogram.types import ChatMemberRestricted, ChatMemberUpdated
from aiogram.types.chat_member_union import ChatMemberUnion

from bot.domain.inbound import Inbound, InboundKind
from bot.inbound.telegram_reading import GROUPS, Reading

PRESENT = frozenset({"creator", "administrator", "member"})


def read_membership(change: ChatMemberUpdated, reading: Reading) -> Inbound:
    """In a private chat: blocked, or unblocked. In a group: added, or gone. Other rights change nothing for us."""
    was, is_ = _present(change.old_chat_member), _present(change.new_chat_member)
    if was == is_ or change.chat.type not in {"private", *GROUPS}:
        return reading.ignored("my_chat_member")
    if change.chat.type == "private":
        kind = InboundKind.RETURNED if is_ else InboundKind.LEFT
    else:
        kind = InboundKind.GROUP_JOINED if is_ else InboundKind.GROUP_LEFT
    return reading.inbound(kind, person=change.from_user, chat=change.chat, at=change.date)


def _present(member: ChatMemberUnion) -> bool:
    """Somebody who is restricted may be in the chat or not."""
    return member.is_member if isinstance(member, ChatMemberRestricted) else member.status in PRESENT
