"""Words that have to fit on a button."""

ELLIPSIS = "…"


def shortened(words: str, most: int) -> str:
    """At most so many characters, cut between two words where that is possible."""
    if len(words) <= most:
        return words
    cut = words[: most - len(ELLIPSIS)]
    if not words[len(cut)].isspace() and " " in cut:
        cut = cut.rpartition(" ")[0]
    return cut.rstrip(" ,.:;!?–-") + ELLIPSIS
