"""Answering a tap."""

from bot.rehearsal.errors import QUERY_TOO_OLD, BadRequest
from bot.rehearsal.html_text import utf16_length
from bot.rehearsal.methods.context import Context
from bot.rehearsal.methods.method import Method
from bot.rehearsal.queries import Answer
from bot.rehearsal.terms import terms

_TEXT_UNITS = 200


async def answer_callback_query(context: Context) -> bool:
    """Stop the button spinning, with a text of at most 200 characters if wanted; too late is refused."""
    arguments = context.arguments
    text = arguments.text("text")
    if utf16_length(text) > _TEXT_UNITS:
        raise BadRequest("MESSAGE_TOO_LONG")
    query = context.world.queries.get(arguments.text("callback_query_id"))
    late = query is not None and context.world.clock.now() - query.at >= context.world.limits.query_seconds
    if query is None or late or query.bot_id != context.bot.id:
        raise BadRequest(QUERY_TOO_OLD)
    query.answer = Answer(text, arguments.truth("show_alert"), arguments.text("url"))
    context.world.journal.add(query)
    context.world.changes.ring()
    return True


METHODS = (
    Method(
        answer_callback_query,
        terms("callback_query_id text show_alert url", refused="cache_time"),
        "True",
        "Client.cpp `process_answer_callback_query_query`, `fail_query_with_error`; 200 units and `MESSAGE_TOO_LONG`: lore",
        ("MESSAGE_TOO_LONG", QUERY_TOO_OLD),
        "`url` is kept with the answer: no phone opens it, nothing is checked (`URL_INVALID`). A second answer is taken.",
    ),
)
