"""The report as a PDF on A4, with what its readers' software needs: a language, headings as an outline, words for pictures.

DejaVu Sans has Latin, Cyrillic, Greek and Arabic letters. Words of a parent in a script that it lacks are not printed as boxes: a
sentence says where they stand.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from bot.report.document import (
    Block,
    Bullets,
    Card,
    Document,
    Facts,
    Heading,
    Paragraph,
    Passage,
    Picture,
    Quotation,
    Table,
)
from bot.report.drawing import png
from bot.report.letters import FILES, font, lacks_letters, printable
from bot.texts.languages import language

if TYPE_CHECKING:
    from fpdf import FPDF

FONT = "DejaVu"
MARGIN = 18.0
"""Millimetres."""
BODY, SMALL, TITLE, HEAD, SUBHEAD = 10.0, 8.5, 21.0, 14.5, 11.5
"""Points."""
LEADING = 1.5
INK, SOFT, LINE = (20, 20, 20), (85, 85, 85), (170, 170, 170)
NAMES = 44.0
"""Millimetres for the names of facts."""


def paper(report: Document) -> bytes:
    """The same document gives the same bytes."""
    return _Paper(report).made()


class _Paper:
    def __init__(self, report: Document) -> None:
        self._report = report
        self._pdf = _sheets(report)

    def made(self) -> bytes:
        self._opening()
        for section in self._report.sections:
            self._section(section.heading)
            self._blocks(section.blocks)
        return bytes(self._pdf.output())

    def _opening(self) -> None:
        pdf, report = self._pdf, self._report
        pdf.add_page()
        self._text(report.kind.upper(), SMALL, bold=True, colour=SOFT)
        self._text(report.title, TITLE, bold=True)
        pdf.ln(1)
        self._text(report.of, 11.5)
        self._text(report.made_on, SMALL, colour=SOFT)

    def _section(self, heading: str) -> None:
        pdf = self._pdf
        self._room(35)
        pdf.ln(7)
        pdf.set_draw_color(*INK)
        pdf.set_line_width(0.6)
        pdf.line(pdf.l_margin, pdf.y, pdf.w - pdf.r_margin, pdf.y)
        pdf.ln(3)
        pdf.start_section(heading, level=0)
        self._text(heading, HEAD, bold=True)
        pdf.ln(1.5)

    def _blocks(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            match block:
                case Paragraph():
                    self._paragraph(block)
                case Passage():
                    self._passage(block)
                case Quotation():
                    self._quotation(block)
                case Bullets():
                    self._bullets(block.items)
                case Facts():
                    self._facts(block)
                case Table():
                    self._table(block)
                case Picture():
                    self._picture(block)
                case Card():
                    self._card(block)
                case Heading():
                    self._room(48)
                    self._pdf.ln(3)
                    self._text(block.text, SUBHEAD, bold=True)
                    self._pdf.ln(0.8)

    def _paragraph(self, block: Paragraph) -> None:
        self._text(block.text, SMALL if block.quiet else BODY, colour=SOFT if block.quiet else INK, code=block.language)
        self._pdf.ln(1.2)

    def _passage(self, block: Passage) -> None:
        with self._beside_a_line():
            for line in block.lines:
                self._text(line, BODY, code=block.language)
        self._text(block.source, SMALL, colour=SOFT)
        self._pdf.ln(2)

    def _quotation(self, block: Quotation) -> None:
        pdf = self._pdf
        pdf.set_font(FONT, "", 11)
        wide = pdf.get_string_width(block.text) / (pdf.epw - 5) + 1
        self._room(min(wide * _height(11) + 10, 100))
        with self._beside_a_line():
            if lacks_letters(block.text):
                self._text(self._report.not_printable, BODY, colour=SOFT)
            else:
                self._text(block.text, 11, code=block.language)
            if block.named:
                self._text(block.named, SMALL, colour=SOFT)
        pdf.ln(2.5)

    def _bullets(self, items: tuple[str, ...]) -> None:
        pdf = self._pdf
        for item in items:
            pdf.set_font(FONT, "", BODY)
            pdf.set_text_color(*INK)
            height = _height(BODY)
            pdf.cell(4, height, "•")
            pdf.multi_cell(0, height, printable(item), align="L", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(1.5)

    def _facts(self, block: Facts) -> None:
        pdf = self._pdf
        height = _height(BODY)
        for name, value in block.pairs:
            self._room(12)
            top = pdf.y
            pdf.set_font(FONT, "", SMALL)
            pdf.set_text_color(*SOFT)
            pdf.multi_cell(NAMES - 3, height, printable(name), align="L", new_x="LMARGIN", new_y="NEXT")
            below = pdf.y
            pdf.set_xy(pdf.l_margin + NAMES, top)
            pdf.set_font(FONT, "", BODY)
            pdf.set_text_color(*INK)
            pdf.multi_cell(0, height, printable(value), align="L", new_x="LMARGIN", new_y="NEXT")
            pdf.y = max(below, pdf.y) + 0.7
            pdf.set_draw_color(*LINE)
            pdf.set_line_width(0.15)
            pdf.line(pdf.l_margin, pdf.y, pdf.w - pdf.r_margin, pdf.y)
            pdf.ln(0.9)
        pdf.ln(1.5)

    def _table(self, block: Table) -> None:
        from fpdf.fonts import FontFace  # noqa: PLC0415 - only when something is printed

        pdf = self._pdf
        self._room(28)
        pdf.ln(1)
        if block.caption:
            self._text(block.caption, SMALL, colour=SOFT)
        pdf.set_font(FONT, "", SMALL)
        pdf.set_text_color(*INK)
        pdf.set_draw_color(*LINE)
        pdf.set_line_width(0.2)
        widths = (2.1, *[1.35] * (len(block.head) - 1)) if len(block.head) > 4 else (1.6, *[1.2] * (len(block.head) - 1))
        with pdf.table(
            borders_layout="HORIZONTAL_LINES",
            text_align="LEFT",
            line_height=_height(SMALL),
            padding=(0.9, 1.5, 0.9, 0),
            col_widths=widths,
            headings_style=FontFace(emphasis="BOLD", color=SOFT),
        ) as table:
            for cells in (block.head, *block.rows):
                row = table.row()
                for cell in cells:
                    row.cell(printable(cell))
        pdf.ln(3)

    def _picture(self, block: Picture) -> None:
        pdf = self._pdf
        image, words = png(block, titled=False), " ".join(block.words)
        ratio = _ratio(image)
        width = pdf.epw
        self._room(width * ratio + 14)
        self._text(block.title, BODY, bold=True)
        pdf.image(BytesIO(image), w=width, alt_text=words, title=block.title)
        pdf.ln(1)

    def _card(self, block: Card) -> None:
        pdf = self._pdf
        self._room(62)
        pdf.ln(2)
        mark, title = f"  {block.mark}  ", printable(block.title).strip()
        pdf.start_section(title, level=1)
        pdf.set_font(FONT, "B", SMALL)
        width = pdf.get_string_width(mark) + 3
        top, height = pdf.y, _height(12)
        pdf.set_draw_color(*INK)
        pdf.set_line_width(0.35)
        pdf.set_xy(pdf.w - pdf.r_margin - width, top)
        pdf.set_text_color(*INK)
        pdf.cell(width, height, mark, border=1, align="C")
        pdf.set_xy(pdf.l_margin, top)
        pdf.set_font(FONT, "B", 12)
        pdf.multi_cell(pdf.epw - width - 4, height, title, align="L", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(1)
        self._blocks(block.blocks)
        pdf.ln(2.5)

    @contextmanager
    def _beside_a_line(self) -> Iterator[None]:
        """What is printed within stands in from the margin, with a line along it."""
        pdf = self._pdf
        left, top, page = pdf.l_margin, pdf.y, pdf.page_no()
        pdf.set_left_margin(left + 5)
        pdf.set_x(left + 5)
        yield
        pdf.set_left_margin(left)
        pdf.set_x(left)
        if pdf.page_no() == page:
            pdf.set_draw_color(*LINE)
            pdf.set_line_width(0.8)
            pdf.line(left + 1.5, top + 0.6, left + 1.5, pdf.y - 0.6)
        pdf.ln(0.8)

    def _text(
        self, text: str, size: float, *, bold: bool = False, colour: tuple[int, int, int] = INK, code: str | None = None
    ) -> None:
        """One paragraph, from its own side of the sheet."""
        pdf = self._pdf
        to_left = code is not None and language(code).right_to_left
        pdf.set_font(FONT, "B" if bold else "", size)
        pdf.set_text_color(*colour)
        pdf.set_text_shaping(use_shaping_engine=True, direction="rtl" if to_left else "ltr")
        leading = 1.25 if size > SUBHEAD else LEADING
        pdf.multi_cell(0, _height(size, leading), printable(text), align="R" if to_left else "L", new_x="LMARGIN", new_y="NEXT")
        pdf.set_text_shaping(use_shaping_engine=True, direction="ltr")

    def _room(self, millimetres: float) -> None:
        """On the next sheet, when so much does not fit on this one."""
        if self._pdf.will_page_break(millimetres):
            self._pdf.add_page()


def _sheets(report: Document) -> "FPDF":
    from fpdf import FPDF  # noqa: PLC0415 - only who prints a report needs it

    before, between, after = report.page

    class Sheets(FPDF):
        def footer(self) -> None:
            """Also where a sheet ends in the middle of words that stand in from the margin, or run from right to left."""
            shaping = self.text_shaping
            self.set_text_shaping(use_shaping_engine=True, direction="ltr")
            self.set_xy(MARGIN, -13)
            self.set_font(FONT, "", 7.5)
            self.set_text_color(*SOFT)
            width = self.w - 2 * MARGIN - 30
            self.cell(width, 5, _fitting(self, printable(report.of), width - 2))
            self.cell(0, 5, f"{before}{self.page_no()}{between}{{nb}}{after}")
            self.text_shaping = shaping

    pdf = Sheets(format="A4")
    for style in FILES:
        pdf.add_font(FONT, style, font(style))
    pdf.set_margins(MARGIN, MARGIN, MARGIN)
    pdf.c_margin = 0
    pdf.set_auto_page_break(True, 20)
    pdf.set_creation_date(datetime.combine(report.on, time(12), UTC))
    pdf.set_title(f"{report.title} – {report.of}")
    pdf.set_lang(report.language)
    pdf.set_producer("Weerklank")
    pdf.set_text_shaping(use_shaping_engine=True)
    return pdf


def _fitting(pdf: "FPDF", text: str, width: float) -> str:
    """As much of it as fits on a line of so many millimetres."""
    if pdf.get_string_width(text) <= width:
        return text
    while text and pdf.get_string_width(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _height(size: float, leading: float = LEADING) -> float:
    """Millimetres of a line of so many points."""
    return size * leading * 0.3528


def _ratio(image: bytes) -> float:
    """Height by width, of a PNG: its first chunk begins with both."""
    return int.from_bytes(image[20:24], "big") / int.from_bytes(image[16:20], "big")
