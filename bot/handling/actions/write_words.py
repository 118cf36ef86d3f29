"""A translator's words: a parent's in Dutch go to the coordinators, an answer goes to the parent in their language.

Ewa: {write_words: {task_id: task-words, words: "Welke dag?"}} → done
Ewa: {write_words: {task_id: task-words, words: ""}} → nothing
Ewa: {write_words: {task_id: task-voice, is_dutch: true}} → nothing
Ewa: {write_words: {task_id: task-words, words: "Welke dag?", seen: "7"}} → changed
Ewa: {write_words: {task_id: task-done, words: "Welke dag?"}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling import relay
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.translation import translating_words


class WriteWords(Args):
    """What an answer saved. `is_dutch`: it was in Dutch already, and can be read so."""

    task_id: str
    words: str = ""
    media_id: str = ""
    is_dutch: bool = False
    seen: str = ""


OUTCOMES = {"translation_gone": "gone", "nothing_said": "nothing", "words_changed": "changed"}
SPEC = ActionSpec("write_words", WriteWords, frozenset({"nothing", "changed", "gone"}))


async def run(context: Context, args: WriteWords) -> Done:
    """Coordinators hear it where the question stands. `changed`: its writer made other words of it since they were `seen`.
    `gone`: it is not theirs any more."""
    try:
        task = await translating_words.write(
            context.work,
            context.actor,
            args.task_id,
            args.words,
            media_id=args.media_id or None,
            is_dutch=args.is_dutch,
            seen=args.seen or None,
        )
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    await relay.tell_translated(context.work, context.account, task)
    return Done()
