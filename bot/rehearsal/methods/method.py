"""A method of the Bot API as this server has it: who carries it out, on what terms, and where its rules come from."""

from dataclasses import dataclass
from functools import cached_property

from bot.rehearsal.methods.context import Context, Handler
from bot.rehearsal.terms import Terms

CHAT_REFUSED = "business_connection_id direct_messages_topic_id ephemeral_message_parameters"
"""Places to send to that are not here: businesses, direct messages of channels, messages that only one member sees."""
SENDING = "chat_id message_thread_id disable_notification protect_content allow_paid_broadcast reply_parameters reply_markup"
SENDING_REFUSED = f"{CHAT_REFUSED} message_effect_id suggested_post_parameters"
SENDING_OLDER = "reply_to_message_id allow_sending_without_reply"


@dataclass(frozen=True)
class Method:
    """`answers`, `checks`, `lacks` and `sources` are for who reads docs/bot-api-server.md, which is made from them.

    `checks` are the refusals of this method alone, in the order in which it comes to them; those it shares with others are
    in the page itself. A source is a file and function of tdlib/telegram-bot-api or tdlib/td, or `lore`.
    """

    handler: Handler
    terms: Terms
    answers: str
    sources: str
    checks: tuple[str, ...] = ()
    lacks: str = ""

    @cached_property
    def name(self) -> str:
        """As Telegram spells it."""
        first, *others = self.handler.__name__.split("_")
        return first + "".join(part.title() for part in others)

    def hold(self, context: Context) -> None:
        """Raise NotCarriedOut when the call asks for something that is not done here."""
        given = context.arguments
        self.terms.hold(given.values, given.values, self.name)
        if given.uploads:
            self.terms.hold(given.uploads, {}, self.name)
