"""Languages as those who work along see them: what they may be called when somebody types them, and their regional forms."""

from collections.abc import Iterable, Sequence

from bot.domain import wording
from bot.domain.wording import Value
from bot.services.speaking import languages
from bot.services.work import Work
from bot.texts.languages import language, regional_forms

READ_BY_MANY = ("nl", "en")
"""In these, and in the reader's own, a language may be called as they call it: 'Turks', 'Turkish'."""


def names_of(code: str, reader: str) -> list[str]:
    """What somebody who reads `reader` may type for it."""
    readers = [language(each) for each in dict.fromkeys((reader, *READ_BY_MANY))]
    return list(language(code).typed(*readers))


def names_with_forms(code: str, reader: str) -> list[str]:
    """The same, and those of its regional forms, which have its words: 'Dari' for Persian."""
    return list(dict.fromkeys(name for each in (code, *regional_forms(code)) for name in names_of(each, reader)))


async def in_order(work: Work, coalition_id: str, codes: Iterable[str], first: Sequence[str] = ()) -> list[str]:
    """These first, then as the coalition has them in its data file, then by code."""
    known = (await work.uow.coalitions.get(coalition_id)).languages
    order = [*first, *(work.words.home(code) for code in known)]
    return sorted(codes, key=lambda code: (order.index(code) if code in order else len(order), code))


async def forms_told(work: Work, coalition_id: str, code: str) -> Value:
    """What becomes of the regional forms of a language; nothing when it has none, or they have words of their own."""
    forms = [form for form in regional_forms(code) if work.words.home(form) == code]
    if not forms:
        return ""
    named = await languages.regional(work, coalition_id)
    told = []
    if on := [form for form in forms if form in named]:
        told.append(wording.text("common.forms_on", regional=list(map(wording.language_name, on))))
    if off := [form for form in forms if form not in named]:
        told.append(wording.text("common.forms_off", regional=list(map(wording.language_name, off)), codes=", ".join(off)))
    return wording.lines(told)
