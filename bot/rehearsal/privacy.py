"""Which messages of a chat a bot gets to see."""

from bot.rehearsal.chats import BotAccount
from bot.rehearsal.messages import Message


def sees(account: BotAccount, message: Message) -> bool:
    """Group privacy (core.telegram.org/bots/features#privacy-mode): commands, replies to it, mentions, service messages.

    An administrator, and an account whose privacy is switched off, sees everything; so does each bot in private.
    """
    chat = message.chat
    if chat.person is not None or account.reads_all or chat.member(account.id).rules or message.is_service:
        return True
    answered = message.reply_to
    if answered is not None and answered.sender.id == account.id and not answered.is_service:
        return True
    return message.text.startswith("/") or f"@{account.user.username}" in message.text
