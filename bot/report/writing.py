"""A document as bytes: a page, a paper, or its charts."""

from bot.report.document import Document
from bot.report.drawing import sheet
from bot.report.page import page
from bot.report.paper import paper


def as_page(report: Document) -> bytes:
    """HTML in UTF-8."""
    return page(report).encode()


def as_paper(report: Document) -> bytes:
    """PDF."""
    return paper(report)


def as_picture(report: Document) -> bytes:
    """PNG: every chart under each other. Raises ValueError when there is none."""
    if not report.pictures():
        raise ValueError("a report without charts")
    return sheet(report.pictures())
