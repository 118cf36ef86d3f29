"""A fixed text as parents would read it, for whoever approves it: with values in the place of its names."""

from datetime import timedelta

from bot.domain import wording
from bot.domain.errors import Refused
from bot.domain.wording import Value
from bot.services.speaking.fixed_texts import Current
from bot.services.speaking.recordings import own_words
from bot.services.work import Work
from bot.texts.placeholders import names_of

IN_DAYS = 7
"""The day that stands for any day."""


async def sample(work: Work, coalition_id: str, language: str, text: Current) -> str:
    """Empty when it names no values, has forms for numbers, or cannot be said by itself. A name that differs from one message to
    the next stands between ‹ ›."""
    names = names_of(text.forms)
    if not names or len(text.forms) > 1 or text.text.examples:
        return ""
    coalition = await work.uow.coalitions.get(coalition_id)
    day = wording.day((work.clock.now() + timedelta(days=IN_DAYS)).date())
    values: dict[str, Value] = {name: day if name.endswith(("day", "_on", "today")) else f"‹{name}›" for name in names}
    values |= {name: value for name, value in own_words(coalition).items() if name in names and value}
    if "my_language" in names:
        values["my_language"] = wording.language_name(language)
    try:
        return work.words.with_own({(language, text.text.key): text.forms}).render(text.text.key, language, values)
    except Refused:
        return ""
