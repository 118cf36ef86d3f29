"""The aiogram Bot of one bot account."""

import json
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from aiogram import Bot
from aiogram.client.default import Default
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import TelegramAPIError, TelegramNotFound, TelegramUnauthorizedError
from aiogram.methods import EditMessageReplyMarkup, EditMessageText, Response, SendMessage, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.utils.token import TokenValidationError, validate_token
from aiohttp import BytesPayload

from bot.domain.errors import Mistake, Unavailable

__all__ = ["Bot", "is_token", "make_bot", "username_of"]

CALL_SECONDS = 30.0
"""How long one call may take before nobody knows what became of it; a picture of 10 MB over a slow line fits."""
AS_JSON = (SendMessage, EditMessageText, EditMessageReplyMarkup)
"""Methods whose arguments we name one by one, and that have no defaults in what they hold."""


class _Session(AiohttpSession):
    """aiogram names the type of an answer at each call, pydantic forgets types that nobody holds, and making one takes 10 ms."""

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        _type_of_answer(method.__returning__)
        return super().check_response(bot, method, status_code, content)

    def build_form_data(self, bot: Bot, method: TelegramMethod[TelegramType]) -> Any:
        """As JSON what carries words and no file: as a form every byte of every letter with an accent is written as three."""
        if not isinstance(method, AS_JSON):
            return super().build_form_data(bot, method)
        dumped = method.model_dump(exclude_unset=True, exclude_none=True, warnings=False)
        # aiogram's marks stand for what the bot does by default; what is None then is left out, as it is in a form.
        named = {name: bot.default[value.name] if isinstance(value, Default) else value for name, value in dumped.items()}
        given = {name: value for name, value in named.items() if value is not None}
        return BytesPayload(json.dumps(given, ensure_ascii=False).encode(), content_type="application/json")


@cache
def _type_of_answer(returning: Any) -> Any:
    return Response[returning]


def make_bot(token: str, api_url: str | None = None) -> Bot:
    """A bot that talks to Telegram, or to the Bot API server at `api_url`. Nothing is sent yet, and nothing is ever tried again.

    Raises Mistake when the token or the address cannot be one; neither is repeated, as both may hold a secret.
    """
    session = _Session(api=_server(api_url), timeout=CALL_SECONDS)
    try:
        return Bot(token, session=session)
    except TokenValidationError:
        raise Mistake(
            "this is not a Telegram bot token." if token else "there is no Telegram bot token.",
            mend="Copy the whole token that @BotFather gave (digits, a colon, letters) into WEERKLANK_TELEGRAM_TOKEN.",
        ) from None


def is_token(token: str) -> bool:
    """Whether this looks like a token; only Telegram knows whether it is one."""
    try:
        return validate_token(token)
    except TokenValidationError:
        return False


async def username_of(bot: Bot, account_id: str) -> str:
    """By getMe. Raises Mistake when Telegram does not know the token, Unavailable when it does not answer."""
    try:
        return (await bot.get_me()).username or ""
    except (TelegramUnauthorizedError, TelegramNotFound):
        raise Mistake(
            f"Telegram does not know the token of bot account {account_id}.",
            mend="Ask @BotFather for the token, and look at WEERKLANK_TELEGRAM_API_URL.",
        ) from None
    except TelegramAPIError as error:
        mend = "Look whether this machine reaches it, or give the account a username in its data file."
        raise Unavailable(
            f"Telegram did not say what bot account {account_id} is called ({type(error).__name__}). {mend}"
        ) from None


def _server(api_url: str | None) -> TelegramAPIServer:
    if api_url is None:
        return PRODUCTION
    try:
        parts = urlsplit(api_url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and not {"{", "}"} & set(api_url)
    except ValueError:
        usable = False
    if not usable:
        raise Mistake(
            "WEERKLANK_TELEGRAM_API_URL is no web address.", mend="Write http://host:port, or leave it empty for Telegram."
        )
    return TelegramAPIServer.from_base(api_url)
