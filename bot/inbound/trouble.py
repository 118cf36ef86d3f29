"""What an error of polling means, in a line for the log: without the error's own words, which may hold a person's or a token."""

import traceback
from pathlib import Path

from aiogram.exceptions import TelegramConflictError, TelegramNetworkError, TelegramRetryAfter, TelegramServerError


def meaning(error: Exception) -> str:
    """What happened and, where that helps, what to do."""
    match error:
        case TelegramConflictError() if "webhook" in error.message:
            return "a webhook is set for this bot, so it is removed: let one program only serve the bot"
        case TelegramConflictError():
            return "another process polls with the same token: stop one of the two"
        case TelegramRetryAfter():
            return "Telegram asks for patience"
        case TelegramServerError():
            return "Telegram has trouble of its own"
        case TelegramNetworkError():
            return f"Telegram cannot be reached ({type(error.__cause__ or error).__name__})"
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}; what came in is kept by Telegram and asked for again"
