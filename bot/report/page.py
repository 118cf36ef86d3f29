"""The report as one HTML file: no scripts, nothing from elsewhere, pictures inline and in words, and A4 when printed."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from bot.report import document
from bot.report.document import Document, Picture
from bot.report.drawing import svg
from bot.texts.languages import language

if TYPE_CHECKING:
    from jinja2 import Template


def page(report: Document) -> str:
    """The same document gives the same text."""
    drawn = {picture.name: _labelled(picture) for picture in report.pictures()}
    return _template().render(report=report, drawn=drawn).strip() + "\n"


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - only who makes a report needs it

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.tests["block"] = lambda block, kind: isinstance(block, getattr(document, kind))
    environment.globals["direction"] = direction
    return environment.from_string((files("bot.report") / "page.html").read_text(encoding="utf-8"))


def direction(code: str) -> str:
    """Of words in this language, as HTML has it."""
    return "rtl" if language(code).right_to_left else "ltr"


def _labelled(picture: Picture) -> str:
    """Its SVG, with a name and a description for who does not see it. The words are escaped."""
    from markupsafe import escape  # noqa: PLC0415 - comes with jinja2

    name, words = picture.name, escape(" ".join(picture.words))
    about = f'<title id="{name}-name">{escape(picture.title)}</title>\n<desc id="{name}-words">{words}</desc>'
    opened, _, rest = svg(picture).partition(">")
    return f'{opened} role="img" aria-labelledby="{name}-name" aria-describedby="{name}-words">\n{about}{rest}'
