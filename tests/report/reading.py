"""A page as somebody reads it who has no screen: its text, a line a block, with what says how it is read."""

from html.parser import HTMLParser

BLOCKS = frozenset({"p", "h1", "h2", "h3", "li", "dt", "dd", "caption", "th", "td", "figcaption", "blockquote", "title", "desc"})
MARKS = {"h1": "# ", "h2": "\n## ", "h3": "\n### ", "li": "- ", "dd": "  ", "caption": "| ", "title": "picture: ", "desc": "  "}
HIDDEN = frozenset({"style", "head"})


class Reading(HTMLParser):
    """`lines` is what stands there; `tags` every element with its attributes, in order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self._language: str | None = None
        self._row: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if tag not in {"meta", "path", "use"}:
            self._open.append(tag)
        if tag != "html" and attributes.get("lang"):
            self._language = f"({attributes['lang']}, {attributes.get('dir')}) "
        if tag == "tr":
            self._row = []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if tag == "tr":
            self.lines.append("| " + " | ".join(self._row))

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if not text or HIDDEN & {*self._open}:
            return
        inner = next((tag for tag in reversed(self._open) if tag in BLOCKS), "")
        if not inner:
            return
        if inner in {"th", "td"}:
            self._row.append(text)
            return
        self.lines.append(f"{MARKS.get(inner, '')}{self._language or ''}{text}")
        self._language = None

    def text(self) -> str:
        return "\n".join(self.lines).strip() + "\n"
