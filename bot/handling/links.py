"""Links by which somebody joins."""

from bot.domain.coalition import BotAccount
from bot.domain.invitation import Invitation


def link_of(account: BotAccount, invitation: Invitation) -> str:
    """To give to one person; empty when nobody knows yet what the account is called."""
    return f"https://t.me/{account.username}?start={invitation.token}" if account.username else ""
