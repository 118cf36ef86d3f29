"""Updates as Telegram sends them, from Fatma's phone and from the coordinators' forum."""

from typing import Any

WHEN = 1_780_308_000  # 1 June 2026, 10:00 UTC
FATMA = {"id": 510, "is_bot": False, "first_name": "Fatma", "language_code": "tr"}
MARIEKE = {"id": 520, "is_bot": False, "first_name": "Marieke"}
BOT = {"id": 42, "is_bot": True, "first_name": "Weerklank", "username": "weerklank_bot"}
PRIVATE = {"id": 510, "type": "private", "first_name": "Fatma"}
GROUP = {"id": -41, "type": "group", "title": "Duo"}
FORUM = {"id": -10021, "type": "supergroup", "title": "Duo Lindenborg", "is_forum": True}
CHANNEL = {"id": -10022, "type": "channel", "title": "Lindenborg"}
FILE = {"file_id": "file-1", "file_unique_id": "f1"}


def message(sender: dict[str, Any] | None = FATMA, chat: dict[str, Any] = PRIVATE, **content: Any) -> dict[str, Any]:
    """A Message, by Fatma in her own chat unless told otherwise."""
    shown = {"message_id": 7, "date": WHEN, "chat": chat, **content}
    return shown if sender is None else shown | {"from": sender}


def update(**payload: Any) -> dict[str, Any]:
    return {"update_id": 700, **payload}


def says(**content: Any) -> dict[str, Any]:
    """Fatma sends something to the bot."""
    return update(message=message(**content))


def in_forum(**content: Any) -> dict[str, Any]:
    """Marieke does something in the forum."""
    return update(message=message(MARIEKE, FORUM, **content))


def member(chat: dict[str, Any], old: str, new: str, sender: dict[str, Any] = FATMA) -> dict[str, Any]:
    """Somebody changes what we are in a chat."""
    states = {"old_chat_member": _standing(old), "new_chat_member": _standing(new)}
    return update(my_chat_member={"chat": chat, "from": sender, "date": WHEN, **states})


def _standing(status: str) -> dict[str, Any]:
    more: dict[str, Any] = {}
    match status:
        case "kicked":
            more = {"until_date": 0}
        case "administrator":
            rights = "can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members"
            rights += " can_promote_members can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories"
            rights += " can_send_welcome_messages"
            more = dict.fromkeys(rights.split(), True)
        case "restricted_in" | "restricted_out":
            rights = "can_send_messages can_send_audios can_send_documents can_send_photos can_send_videos can_send_video_notes"
            rights += (
                " can_send_voice_notes can_send_polls can_send_other_messages can_add_web_page_previews can_react_to_messages"
            )
            rights += " can_change_info can_invite_users can_pin_messages can_manage_topics can_edit_tag"
            more = dict.fromkeys(rights.split(), False) | {"is_member": status == "restricted_in", "until_date": 0}
            status = "restricted"
    return {"user": BOT, "status": status, **more}
