"""Chats and who is in them."""

from typing import Any

from bot.rehearsal.chats import ChatKind, Member, Standing
from bot.rehearsal.errors import BadRequest
from bot.rehearsal.methods.context import Access, Context
from bot.rehearsal.methods.method import Method
from bot.rehearsal.terms import terms

_NO_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}
_PERMISSIONS = [
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
]


async def get_chat(context: Context) -> dict[str, Any]:
    """The chat as ChatFullInfo."""
    chat = context.chat(access=Access.READ)
    full = chat.shown() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _NO_GIFTS}
    if chat.kind is not ChatKind.PRIVATE:
        full["permissions"] = dict.fromkeys(_PERMISSIONS, True)
        if chat.kind is ChatKind.SUPERGROUP:
            full["permissions"]["can_manage_topics"] = False
    return full


async def get_chat_member(context: Context) -> dict[str, Any]:
    """Where somebody stands in a chat; who was never there has `left`."""
    user_id = context.arguments.number("user_id")
    if user_id <= 0:
        raise BadRequest("invalid user_id specified")
    chat = context.chat(access=Access.READ if user_id == context.bot.id else Access.MEMBERS)
    user = context.world.users.get(user_id)
    if user is None or (chat.kind is ChatKind.PRIVATE and user_id not in chat.members):
        raise BadRequest("member not found")
    return chat.member(user_id).shown(user, topics=chat.kind is ChatKind.SUPERGROUP)


async def get_chat_administrators(context: Context) -> list[dict[str, Any]]:
    """The owner and the administrators of a group; other bots only with `return_bots`."""
    chat = context.chat(access=Access.MEMBERS)
    if chat.kind is ChatKind.PRIVATE:
        raise BadRequest("there are no administrators in the private chat")
    topics = chat.kind is ChatKind.SUPERGROUP
    users, bots_too = context.world.users, context.arguments.truth("return_bots")
    return [
        member.shown(users[user_id], topics=topics)
        for user_id, member in chat.members.items()
        if member.rules and (bots_too or not users[user_id].is_bot or user_id == context.bot.id)
    ]


async def get_chat_member_count(context: Context) -> int:
    """How many are in the chat, the bot included."""
    return sum(member.present for member in context.chat(access=Access.MEMBERS).members.values())


async def leave_chat(context: Context) -> bool:
    """Leave a group; the bot hears of its own leaving."""
    chat = context.chat(access=Access.READ)
    if chat.kind is ChatKind.PRIVATE:
        raise BadRequest("chat member status can't be changed in private chats")
    bot = context.bot.user
    context.world.move(chat, bot, bot, Member(Standing.LEFT))
    return True


METHODS = (
    Method(
        get_chat,
        terms("chat_id"),
        "ChatFullInfo",
        "Client.cpp `process_get_chat_query`; the object: the schema",
        lacks="Only what a chat here has; permissions are always all, the rest is empty. Somebody met only in a group is 403 "
        "until they start the bot; Telegram tells about them.",
    ),
    Method(
        get_chat_member,
        terms("chat_id user_id"),
        "ChatMember",
        "Client.cpp `process_get_chat_member_query`, `get_user_id`; tdlib/td DialogParticipantManager.cpp "
        "`do_get_dialog_participant`",
        ("invalid user_id specified", "member not found"),
        "No restricted members, no anonymous administrators.",
    ),
    Method(
        get_chat_administrators,
        terms("chat_id return_bots"),
        "Array of ChatMember",
        "Client.cpp `process_get_chat_administrators_query`, `JsonChatMembers`",
        ("there are no administrators in the private chat",),
    ),
    Method(get_chat_member_count, terms("chat_id"), "Integer", "Client.cpp `process_get_chat_member_count_query`"),
    Method(
        leave_chat,
        terms("chat_id"),
        "True",
        "Client.cpp `process_leave_chat_query`; tdlib/td DialogParticipantManager.cpp `set_dialog_participant_status`",
        ("chat member status can't be changed in private chats",),
    ),
)
