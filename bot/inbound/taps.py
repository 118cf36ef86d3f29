"""Answering a tap, so that its button stops spinning. Losing one costs nothing, and 'too old' is no news."""

import logging

from aiogram import Bot

log = logging.getLogger(__name__)

ANSWER_SECONDS = 5
"""How long it may take."""


async def answer_tap(bot: Bot, account_id: str, tap: str) -> None:
    """`tap` is a callback query's id. Never raises."""
    try:
        await bot.answer_callback_query(tap, request_timeout=ANSWER_SECONDS)
    except Exception as error:
        log.debug("bot account %s: a tap was not answered: %s", account_id, type(error).__name__)
