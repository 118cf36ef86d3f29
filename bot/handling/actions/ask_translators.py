"""Every language that parents read and that is not approved is asked from a translator; or one language.

Noor: {ask_translators: {bulletin_id: bulletin-6, language: pl}} → done
Noor: {ask_translators: {bulletin_id: bulletin-2, language: tr}} → not_needed
Noor: {ask_translators: bulletin-5} → too_late
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.translation import translating


class AskTranslators(Args):
    """Without a language: all of them."""

    bulletin_id: str
    language: str = ""


GIVES = frozenset({"asked_words", "nobody_words", "any_asked", "any_nobody"})
OUTCOMES = {"already_sent": "too_late", "element_missing": "too_late"}
SPEC = ActionSpec("ask_translators", AskTranslators, frozenset({"not_needed", "too_late"}), GIVES)


async def run(context: Context, args: AskTranslators) -> Done:
    """`asked_words` and `nobody_words` are names of languages; `any_…` is `yes` or `no`. `not_needed`: nothing was missing, or it
    was asked before. `too_late`: it is withdrawn, or its Dutch is not complete.
    """
    try:
        asked = await translating.ask(context.work, context.actor, args.bulletin_id, args.language or None)
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    if not asked.asked and not asked.nobody:
        return Done("not_needed")
    return Done(
        values={
            "asked_words": [wording.language_name(code) for code in asked.asked],
            "nobody_words": [wording.language_name(code) for code in asked.nobody],
            "any_asked": "yes" if asked.asked else "no",
            "any_nobody": "yes" if asked.nobody else "no",
        }
    )
