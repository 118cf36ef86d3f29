"""The whole loop with invented people, played on this machine against our own Bot API server: `weerklank demo`."""

from bot.rehearsal.demo.play import play

__all__ = ["play"]
