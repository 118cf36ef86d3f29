"""What parents said beside their reactions and let professionals read: what is new first, else in an order that says nothing.

Noor: {reaction_words: bulletin-1} → {words: {reaction: reaction-yusuf}, form: words, number: 1}
"""

from datetime import datetime

from bot.dialogue.actions import QuerySpec
from bot.domain import wording
from bot.domain.wording import Value, Values
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context
from bot.handling.subjects import subject_titles
from bot.handling.translation_items import in_dutch
from bot.services.hearing import disclosure

NEVER = "never"
AT_ONCE = 10
"""Words in one go: each is a message of its own, and a button below them."""


class ReactionWords(OfBulletin):
    """`subject`: empty for all of them. `since`: when the reader looked last, as `look_at_words` gives it.
    `after`: so many were read already (`more_words`)."""

    subject: str = ""
    since: str = NEVER
    after: int = 0


GIVES = frozenset({"number", "label", "subject_title", "words", "form", "language_word", "new_mark"})
SPEC = QuerySpec("reaction_words", ReactionWords, gives=GIVES)


async def run(context: Context, args: ReactionWords) -> list[Values]:
    """AT_ONCE of them. A voice note is named, not heard: a voice is recognisable. In Dutch, where a translator put it so.

    `form` is `words` (also spoken ones that were written down), `waits` (somebody does that) or `unheard` (nobody may).
    The first time nothing is marked as new: everything is.
    """
    titles = await subject_titles(context, args.bulletin_id)
    since = None if args.since == NEVER else datetime.fromisoformat(args.since)
    found = await disclosure.words_since(context.work, context.actor, args.bulletin_id, args.subject, since=since)
    named = [said for said in found if said.subject in titles]
    return [
        {
            "number": number,
            "label": str(number),
            "subject_title": titles[said.subject],
            "words": _words(said),
            "form": str(said.form),
            "language_word": _language(said),
            "new_mark": "🆕" if said.is_new and since is not None else "",
        }
        for number, said in enumerate(named[args.after : args.after + AT_ONCE], start=args.after + 1)
    ]


def _words(said: disclosure.Words) -> Value:
    if said.translation_id is not None:
        return wording.translation(said.translation_id)
    return wording.reaction(said.reaction_id)


def _language(said: disclosure.Words) -> Value:
    name = wording.language_name(said.language)
    return name if said.translation_id is None else in_dutch(said.language)
