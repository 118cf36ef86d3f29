"""What somebody means by typed words: one of the buttons, or nothing we know."""

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence

from bot.dialogue.book import Words, WordsByLanguage
from bot.dialogue.commands import ButtonChoice

_SAME = str.maketrans({"ı": "i", "ł": "l", "ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك", "ـ": None})
"""Letters that people type for each other, Persian ones on an Arabic keyboard too; the last one is the Arabic tatweel."""
_SKIN = range(0x1F3FB, 0x1F400)


def normalise(text: str) -> str:
    """The words as they are compared: no case, accents, harakat, punctuation or variants of emoji; digits 0 to 9."""
    letters: list[str] = []
    for letter in unicodedata.normalize("NFKD", text.casefold()):
        kind = unicodedata.category(letter)
        if kind in {"Mn", "Cf"} or ord(letter) in _SKIN:
            continue
        if kind == "Nd":
            letters.append(str(unicodedata.digit(letter)))
        else:
            letters.append(" " if kind[0] in "PZC" else letter)
    return " ".join("".join(letters).translate(_SAME).split())


def understand(
    text: str, buttons: Sequence[ButtonChoice], words: Words, language: str, labels: Mapping[str, str], *, numbers: bool = True
) -> str | None:
    """The choice that `text` means: its label, words of its own, its words (in the reader's language first, then in all), or its
    number from 1. `labels` by choice, as the reader sees them.

    None when it means none, or more than one.
    """
    said = normalise(text)
    if not said or is_on_several(text, labels):
        return None
    offered = [button.choice for button in buttons]
    for meanings in (
        _labels(labels, offered),
        _typed(buttons),
        _words(buttons, words, [language]),
        _words(buttons, words, None),
        {str(number): {choice} for number, choice in enumerate(offered, 1)} if numbers else {},
    ):
        for form in _forms(said):
            found = meanings.get(form, set())
            if len(found) == 1:
                return next(iter(found))
    return None


def is_on_several(text: str, labels: Mapping[str, str]) -> bool:
    """Whether more than one button says just this: two proposals of one name, two colleagues. Nothing tells which is meant."""
    said = normalise(text)
    return bool(plainly(said)) and sum(said in {label, plainly(label)} for label in map(normalise, labels.values())) > 1


def command_of(text: str, words: Words, language: str, among: Collection[str] | None = None) -> str | None:
    """The command (as flows name it) that somebody typed, with or without a slash; of those in `among`, when that is given."""
    said = normalise(text)
    known = {name: by for name, by in words.commands.items() if among is None or name in among}
    mine = {name for name, by in known.items() if said in map(normalise, by.get(language, ()))}
    anyone = {name for name, by in known.items() if said == normalise(name) or _is_one_of(said, by)}
    return min(mine or anyone, default=None)


def says_stop(text: str, words: Words) -> bool:
    """Whether the whole text is a word for stop, in any language."""
    return _is_one_of(normalise(text), words.stop)


def plainly(words: str) -> str:
    """The words without their symbols, as people type what stands on a button."""
    return " ".join("".join(" " if unicodedata.category(c) in {"So", "Sk"} else c for c in words).split())


def _forms(said: str) -> Iterable[str]:
    """The words, the words without their symbols, and the symbols when there is nothing else."""
    plain = plainly(said)
    return (said, plain) if plain else (said, said.replace(" ", "")[:1])


def _labels(labels: Mapping[str, str], offered: Sequence[str]) -> dict[str, set[str]]:
    meanings: dict[str, set[str]] = {}
    for choice, label in labels.items():
        if choice in offered:
            said = normalise(label)
            symbols = "".join(c for c in said if unicodedata.category(c) == "So")
            for form in {said, *_forms(said), symbols} - {""}:
                meanings.setdefault(form, set()).add(choice)
    return meanings


def _typed(buttons: Sequence[ButtonChoice]) -> dict[str, set[str]]:
    meanings: dict[str, set[str]] = {}
    for button in buttons:
        for word in button.typed:
            meanings.setdefault(normalise(word), set()).add(button.choice)
    return meanings


def _words(buttons: Sequence[ButtonChoice], words: Words, languages: list[str] | None) -> dict[str, set[str]]:
    meanings: dict[str, set[str]] = {}
    for button in buttons:
        for group in button.words:
            by_language = words.words.get(group, {})
            for language in by_language if languages is None else languages:
                for word in by_language.get(language, ()):
                    meanings.setdefault(normalise(word), set()).add(button.choice)
    return meanings


def _is_one_of(said: str, words: WordsByLanguage) -> bool:
    return any(said == normalise(word) for by_language in words.values() for word in by_language)
