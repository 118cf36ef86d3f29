"""The aiogram Bot of one bot account."""

from urllib.parse import urlsplit

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.utils.token import TokenValidationError

from bot.domain.errors import Mistake

CALL_SECONDS = 30.0
"""How long one call may take before nobody knows what became of it; a picture of 10 MB over a slow line fits."""


def make_bot(token: str, api_url: str | None = None) -> Bot:
    """A bot that talks to Telegram, or to the Bot API server at `api_url`. Nothing is sent yet, and nothing is ever tried again.

    Raises Mistake when the token or the address cannot be one; neither is repeated, as both may hold a secret.
    """
    session = AiohttpSession(api=_server(api_url), timeout=CALL_SECONDS)
    try:
        return Bot(token, session=session)
    except TokenValidationError:
        raise Mistake(
            "this is not a Telegram bot token." if token else "there is no Telegram bot token.",
            mend="Copy the whole token that @BotFather gave (digits, a colon, letters) into WEERKLANK_TELEGRAM_TOKEN.",
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
