"""One text in Dutch taken apart into the three elements of a full bulletin: by its headings, else by its paragraphs."""

import re

HEADINGS = {
    "acknowledgement": ("erkenning", "dit vertelden ouders", "wat ouders vertelden"),
    "meaning": ("duiding", "dit begrepen we", "wat we begrepen"),
    "follow_up": ("opvolging", "dit gebeurt er nu", "wat er nu gebeurt"),
}
"""As the bulletin itself calls them, and as coordinators do."""
_HEADING = re.compile(
    r"\W*(?P<words>" + "|".join(words for some in HEADINGS.values() for words in some) + r")\W*(?::\s*(?P<rest>.*))?",
    re.IGNORECASE,
)


def elements_of(text: str) -> dict[str, str]:
    """By element, those that have words. A heading stands on a line of its own, or before a colon."""
    found = _by_heading(text)
    return _by_paragraph(text) if found is None else found


def _by_heading(text: str) -> dict[str, str] | None:
    """None without any."""
    found: dict[str, list[str]] = {}
    now: str | None = None
    for line in text.splitlines():
        heading = _HEADING.fullmatch(line.strip())
        if heading:
            now = next(name for name, words in HEADINGS.items() if heading["words"].lower() in words)
        # What stands before the first heading is not lost.
        found.setdefault(now or "acknowledgement", []).append((heading["rest"] or "") if heading else line)
    if now is None:
        return None
    return {name: words for name, lines in found.items() if (words := "\n".join(lines).strip())}


def _by_paragraph(text: str) -> dict[str, str]:
    """The first is the acknowledgement and the last the follow-up; all between them is the meaning."""
    paragraphs = [words for part in re.split(r"\n\s*\n", text) if (words := part.strip())]
    match paragraphs:
        case [first, *middle, last] if middle:
            return {"acknowledgement": first, "meaning": "\n\n".join(middle), "follow_up": last}
        case [first, last]:
            return {"acknowledgement": first, "meaning": last}
        case [only]:
            return {"acknowledgement": only}
        case _:
            return {}
