"""Who else could do a piece of work, least work first.

Noor: {other_translators: task-bulletin} → {translator_id: kyra, label: "Kyra"}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain.actor import Role
from bot.domain.wording import Values
from bot.handling.arguments import OfTask
from bot.handling.context import Context
from bot.handling.translation_items import name_of
from bot.services.translation import assigning

SPEC = QuerySpec("other_translators", OfTask, gives=frozenset({"translator_id", "label"}))


async def run(context: Context, args: OfTask) -> list[Values]:
    """Never who handed it back, or whom the parent declines."""
    task = await context.work.uow.translations.get(args.task_id)
    context.actor.must_be(Role.COORDINATOR, coalition_id=task.coalition_id)
    able = await assigning.could_do(context.work, task)
    return [{"translator_id": p.id, "label": await name_of(context.work, p.id)} for p in able]
