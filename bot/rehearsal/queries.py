"""Taps on buttons, and what the bot answered to them."""

from dataclasses import dataclass
from typing import Any

from bot.rehearsal.chats import User
from bot.rehearsal.messages import Message


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person sees after a tap: nothing, a line, or an alert to close."""

    text: str = ""
    show_alert: bool = False
    url: str = ""


@dataclass(slots=True)
class Query:
    """One tap. `answer` is None while the button still spins."""

    id: str
    bot_id: int
    user: User
    message: Message
    data: str
    at: float
    answer: Answer | None = None

    def shown(self) -> dict[str, Any]:
        """The CallbackQuery object."""
        message = self.message.inaccessible() if self.message.deleted else self.message.shown()
        instance = str(self.message.chat.id * 31 + self.bot_id)
        return {
            "id": self.id,
            "from": self.user.shown(),
            "message": message,
            "chat_instance": instance,
            "data": self.data,
        }
