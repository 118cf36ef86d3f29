"""One module a channel: what came in becomes an Inbound and is stored."""

from bot.lean_aiogram import make_lean

make_lean()
