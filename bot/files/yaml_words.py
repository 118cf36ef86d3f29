"""What ruamel.yaml says of a file that is no YAML, in words for who typed it."""

from ruamel.yaml.error import MarkedYAMLError

_PLAIN = (
    ("found character '\\t'", "a tab stands here, where only spaces may", "Put spaces in its place."),
    ("unexpected end of stream", "a quote that is opened here is not closed", "Close it, with the same quote."),
    (
        "mapping values are not allowed",
        "a colon stands where none can be",
        "Put words with a colon between quotes; look at the indentation.",
    ),
    ("expected ',' or '}'", "a brace { that is opened{first} is not closed", "Close the braces up to here, or put a comma."),
    ("expected ',' or ']'", "a bracket [ that is opened{first} is not closed", "Close the brackets up to here, or put a comma."),
    (
        "expected <block end>, but found '<scalar>'",
        "words stand here behind what was complete, or less far in than those before",
        "Look at the indentation, and write a quote within quotes twice ('').",
    ),
    (
        "expected <block end>",
        "this line is not indented as those before it",
        "Give rows of one list the same indentation.",
    ),
    (
        "could not find expected ':'",
        "a key has no colon behind it",
        "Write key: value; words of many lines go in a block (|).",
    ),
    (
        "found undefined alias",
        "a * names an anchor (&) that is not there",
        "Put words that begin with * between quotes.",
    ),
    ("that cannot start any token", "a value begins with a sign that YAML keeps for itself", "Put the value between quotes."),
    ("unknown escape character", "a \\ between double quotes is followed by a sign it cannot be with", "Use single quotes."),
    ("found '<stream end>'", "a brace { or bracket [ is not closed", "Close it."),
    ("expected the node content", "a sign stands where a value should be", "Look at the commas, quotes and braces here."),
    ("but found another document", "a second document begins here (---)", "Give each its own file."),
)
"""A piece of what the parser says, what that means, and a mend."""
_WHERE_IT_BEGAN = {"unexpected end of stream", "could not find expected ':'"}
"""For these the line to mend is the one where it began."""


def plainly(error: MarkedYAMLError) -> tuple[str, str, int | None]:
    """What is wrong, how to mend it, and the 1-based line."""
    problem, context = (error.problem or "").split("\n")[0], (error.context or "").split("\n")[0]
    mark = error.problem_mark or error.context_mark
    opened = error.context_mark.line + 1 if error.context_mark else None
    line = mark.line + 1 if mark else None
    for piece, what, mend in _PLAIN:
        if piece in problem or (not problem and piece in context):
            if piece in _WHERE_IT_BEGAN:
                line = opened or line
            first = f" on line {opened}" if opened and opened != line else ""
            return f"This is not YAML: {what.replace('{first}', first)}.", mend, line
    mend = "Look at the indentation, the quotes and the braces up to here."
    return f"This is not YAML: {problem or context}.", mend, line
