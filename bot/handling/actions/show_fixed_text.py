"""The next fixed text that somebody is to look at in a language: what must be approved first comes first.

Noor: {show_fixed_text: {code: ti}} → done
Noor: {show_fixed_text: {code: ti, after: common.ready_thank_you}} → all_done
Ewa: {show_fixed_text: {code: ti}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import NotAllowed
from bot.domain.wording import Value
from bot.handling import fixed_text_items as items
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.handling.shortening import shortened
from bot.handling.translation_items import name_of
from bot.services.speaking import approving_texts
from bot.services.speaking.fixed_texts import Current
from bot.services.speaking.text_samples import sample


class ShowFixedText(Args):
    """Behind the text `after`, by its key; from the first one without."""

    code: str
    after: str = ""


MOST_OLD = items.MOST_SAMPLE - 100
"""Characters of the old words: with who wrote the new ones, they stand in the place of the sample."""
GIVES = frozenset(
    {
        "key",
        "language_word",
        "done_here",
        "total",
        "must_word",
        "where_word",
        "fixed_dutch",
        "fixed_words",
        "sample_text",
        "seen",
        "several",
        "waits",
        "written_said",
    }
)
OF_ALL = frozenset({"language_word", "done_here", "total", "any_left"})
SPEC = ActionSpec("show_fixed_text", ShowFixedText, frozenset({"all_done", "gone"}), GIVES, gives_on={"all_done": OF_ALL})


async def run(context: Context, args: ShowFixedText) -> Done:
    """`several` is `yes` when texts may be approved together: not as long as one is open that must be approved.

    Own words that wait (`waits`) are shown with who wrote them and with ours.

    `all_done`: there is no next one; `any_left` says whether some were skipped. `gone`: who looks does not know the language.
    """
    try:
        found = await approving_texts.to_do(context.work, context.actor, args.code)
    except NotAllowed:
        return Done("gone")
    told = {"language_word": wording.language_name(args.code), "done_here": found.approved, "total": found.total}
    left = items.following(found, args.after)
    if not left:
        return Done("all_done", {**told, "any_left": "yes" if found.texts else "no"})
    thing, text = left[0], left[0].open[0]
    said = await sample(context.work, context.actor.coalition_id, args.code, text)
    return Done(
        values={
            **told,
            "key": thing.first.text.key,
            "must_word": wording.text("common.fixed_must" if thing.is_safety else "common.fixed_may"),
            "where_word": wording.text("common.fixed_where", where=items.where(thing), kind=items.kind_of(text)),
            "fixed_dutch": items.dutch(text),
            "fixed_words": items.words(text),
            "sample_text": wording.text("common.fixed_sample", said=shortened(said, items.MOST_SAMPLE))
            if said and not text.waits
            else "",
            "seen": items.seen([thing]),
            "waits": "yes" if text.waits else "no",
            "written_said": await _written(context, text),
            "several": "yes" if not thing.is_safety and len(left) > 1 else "no",
        }
    )


async def _written(context: Context, text: Current) -> Value:
    if text.own is None or not text.waits:
        return ""
    writer = await name_of(context.work, text.own.by)
    return wording.text("common.fixed_written", colleague=writer, old_words=shortened("\n".join(text.text.forms), MOST_OLD))
