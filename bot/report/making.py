"""A report is made: the data within the caller's unit of work, the drawing in a thread, so that nobody waits for it."""

import asyncio

from bot.domain.actor import Actor
from bot.report.composing import compose
from bot.report.document import Document
from bot.report.page import page
from bot.services.reporting import report
from bot.services.work import Work

LANGUAGES = ("nl", "en")
"""In which a report can be made: those of coordinators."""


async def document(work: Work, actor: Actor, trajectory_id: str, language: str = "nl") -> Document:
    """What the report says now, in words. Raises NotThere, NotAllowed (`bot.services.reporting.report.gather`)."""
    return compose(await report.gather(work, actor, trajectory_id, language), work.words)


async def report_page(work: Work, actor: Actor, trajectory_id: str, language: str = "nl") -> str:
    """The whole report as one HTML file, for whoever shows it: a page of the rehearsal, or a file.

    `work` is an open unit of work (the report leaves an audit event), `language` one of LANGUAGES. Raises NotThere, NotAllowed.
    """
    return await asyncio.to_thread(page, await document(work, actor, trajectory_id, language))
