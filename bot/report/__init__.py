"""The report: what services gathered becomes a document, and the document a page, a paper and pictures.

The only room that knows how to draw and print. It decides nothing about what may be told: `bot.services.reporting.report` did.
"""
