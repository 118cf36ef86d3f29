"""What flows may name already and nobody can do yet: nothing, now. A flow that uses one cannot start."""

from bot.dialogue.actions import ActionSpec, QuerySpec

ACTIONS: tuple[ActionSpec, ...] = ()
QUERIES: tuple[QuerySpec, ...] = ()
