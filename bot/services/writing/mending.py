"""Words of a draft that change by a tap: the plain word in the place of the hard one, or what a word means below its sentence."""

import re

_SENTENCE_ENDS = re.compile(r"[.!?…]+[\"”’)]*(?=\s|$)|(?=\n)|$")


def with_other_words(text: str, words: str, instead: str) -> str:
    """The text with `instead` where these words stand first, with a capital where they have one; the text when they don't."""
    found = _find(text, words)
    if found is None:
        return text
    said = instead[:1].upper() + instead[1:] if found[0][0].isupper() and not words.isupper() else instead
    if found.start() == 0 or re.search(r"[.!?\n]\s*$", text[: found.start()]):
        said = said[:1].upper() + said[1:]
    return text[: found.start()] + said + text[found.end() :]


def with_explanation(text: str, words: str, headword: str, meaning: str) -> str:
    """The text with 'Wijkteam: mensen in je wijk …' as a sentence after the one that has these words; the text when none has."""
    found = _find(text, words)
    if found is None:
        return text
    end = _SENTENCE_ENDS.search(text, found.end())
    at = end.end() if end is not None else len(text)
    dot = "" if end is not None and end[0] else "."
    return f"{text[:at]}{dot} {headword[:1].upper()}{headword[1:]}: {meaning.rstrip('.')}.{text[at:]}"


def _find(text: str, words: str) -> re.Match[str] | None:
    spaced = r"\s+".join(map(re.escape, words.split()))
    return re.search(rf"(?<!\w){spaced}(?!\w)", text) or re.search(rf"(?<!\w){spaced}(?!\w)", text, re.IGNORECASE)
