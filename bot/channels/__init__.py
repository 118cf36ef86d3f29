"""One module a channel: parts become calls, errors become outcomes."""

from bot.lean_aiogram import make_lean

make_lean()
