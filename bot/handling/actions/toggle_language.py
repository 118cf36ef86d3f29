"""Somebody knows a language from now on, or not any more. A colleague of whom a coordinator says so is told.

Elif: {toggle_language: {colleague_id: "", code: ti}} → done
Noor: {toggle_language: {colleague_id: elif, code: pl}} → done
Noor: {toggle_language: {colleague_id: ewa, code: pl}} → has_work
Noor: {toggle_language: {colleague_id: elif, code: xx}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.handling.notices import tell_person
from bot.services.people import colleagues


class OfTranslator(Args):
    """Oneself when empty."""

    colleague_id: str


class ToggleLanguage(OfTranslator):
    """`code` as `languages_of_translator` gives it."""

    code: str


SPEC = ActionSpec("toggle_language", ToggleLanguage, frozenset({"has_work", "gone"}))


async def run(context: Context, args: ToggleLanguage) -> Done:
    """`has_work`: something in it waits for them. `gone`: they do not work along any more."""
    person_id = args.colleague_id or context.actor.id
    try:
        knows = await colleagues.toggle_language(context.work, context.actor, person_id, args.code)
    except Refused as refused:
        return Done("has_work" if refused.code == "has_work" else "gone")
    if person_id != context.actor.id:
        key = "common.language_given" if knows else "common.language_taken"
        await tell_person(context, person_id, key, {"language_word": wording.language_name(args.code)})
    return Done()
