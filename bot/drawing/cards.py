"""A step as a card: what stands on it, in lines that fit, and how large it is. Its ways on are cells along the bottom."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bot.dialogue.edges import Edge, Why
from bot.dialogue.graph import Graph, Node, Standing
from bot.drawing import phrases
from bot.drawing.blocks import SMALL, WIDEST, Block, said, size_of, small
from bot.drawing.measure import width, wrapped
from bot.drawing.words import Words

PAD, GAP, HEADER = 12, 7, 30
NARROWEST = 250
CELL_NARROWEST, CELL_WIDEST, CELL_PAD = 72, 132, 8
MOST_LINES, MOST_LABEL_LINES = 5, 3
UNCHOSEN = frozenset({Why.OTHERWISE, Why.OUTCOME, Why.NOTHING, Why.UNTIL})
MOST_TO_AN_END = 3
ORDER = (
    *(Why.CHOICE, Why.FOUND, Why.DONE, Why.ANSWER, Why.EVENT, Why.GO, Why.BACK),
    *(Why.OTHERWISE, Why.OUTCOME, Why.NOTHING, Why.UNTIL),
)
"""Of the cells: first what people do."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One way on, or several with the same reason and the same end."""

    edge: Edge
    blocks: tuple[Block, ...]
    line: bool = True
    """A line leads from it; else it says in words where it leads."""

    @property
    def width(self) -> float:
        widest = max((block.width + (12 if block.kind == "button" else 0) for block in self.blocks), default=0.0)
        return max(CELL_NARROWEST, widest + 2 * CELL_PAD)

    @property
    def height(self) -> int:
        return sum(block.height for block in self.blocks) + 3 * (len(self.blocks) - 1) + 2 * CELL_PAD


@dataclass(frozen=True, slots=True)
class Card:
    """A step, measured."""

    node: Node
    kind: str
    blocks: tuple[Block, ...]
    cells: tuple[Cell, ...]
    missing: int
    """How many of its texts have no words in the language."""

    @property
    def width(self) -> int:
        header = width(self.node.name, size_of("name")) + width(self.kind, SMALL[0]) + 3 * PAD
        widest = max((block.width for block in self.blocks), default=0.0) + 2 * PAD + 10
        return round(max(NARROWEST, header, widest, sum(cell.width for cell in self.cells)))

    @property
    def body(self) -> int:
        """Of everything above the cells."""
        below = (GAP if self.blocks else 0) + (4 if self.node.step.end and not self.cells else 0)
        return HEADER + sum(block.height + GAP for block in self.blocks) + below

    @property
    def foot(self) -> int:
        """Of the cells."""
        return max((cell.height for cell in self.cells), default=0)

    @property
    def columns(self) -> tuple[int, ...]:
        """How wide each cell is: together as wide as the card."""
        if not self.cells:
            return ()
        spare = (self.width - sum(cell.width for cell in self.cells)) / len(self.cells)
        columns = [round(cell.width + spare) for cell in self.cells]
        return (*columns[:-1], self.width - sum(columns[:-1]))


def cards_of(graph: Graph, words: Words) -> dict[str, Card]:
    """Every step with its texts in the language of these words."""
    named = common_ends(graph)
    return {node.name: _card(node, words, named) for node in graph.nodes}


def common_ends(graph: Graph) -> frozenset[str]:
    """Steps that only end, to which many ways lead: a way that nobody chooses says so, because a line to it would tell less."""
    ways = Counter(edge.to for node in graph.nodes for edge in node.edges)
    ends = [node for node in graph.nodes if node.step.end and not node.edges]
    bare = {node.name for node in ends if not (node.texts or node.step.do or node.step.when)}
    return frozenset(name for name in bare if ways[name] > MOST_TO_AN_END)


def _card(node: Node, words: Words, named: frozenset[str]) -> Card:
    cells: dict[tuple[object, ...], Cell] = {}
    for edge in sorted(node.edges, key=lambda edge: ORDER.index(edge.why)):
        about = (edge.why, edge.name, edge.to) if edge.why is Why.OUTCOME else (edge.path, edge.why, edge.to)
        again, jumps = edge.to == edge.step, edge.to in named and edge.why in UNCHOSEN
        leads = "\u21ba here again" if again else f"\u2192 {edge.to}" if jumps else ""
        cells.setdefault(about, Cell(edge, tuple(_cell(edge, node, words, leads)), line=not leads))
    missing = sum(words.of(line).missing for line in node.texts)
    return Card(node, phrases.standing(node), tuple(_blocks(node, words)), tuple(cells.values()), missing)


def _blocks(node: Node, words: Words) -> Iterator[Block]:
    step = node.step
    if step.when:
        yield small("when", f"only when {phrases.conditions(step.when)}")
    if step.do:
        whole = "\n".join(phrases.action(call) for call in step.do)
        yield small("does", f"does {phrases.actions(step.do)}", whole)
    for line in node.lines:
        if line.slot == "remind" and step.remind:
            yield small("when", f"reminds once, after {phrases.lasting(step.remind.after)}:")
        yield from said(line, words, line.slot, WIDEST, MOST_LINES)
    if step.remind and not step.remind.say:
        yield small("when", f"reminds once, after {phrases.lasting(step.remind.after)}, in the same words")
    for option in node.options:
        yield from said(option, words, "option", WIDEST, 2)
    picture = step.drawing.file if step.drawing else step.picture
    notes = [f"as {step.text_of} says it" * bool(step.text_of), f"in {step.in_}" * bool(step.in_)]
    notes += [
        f"picture {picture}" * bool(picture),
        f"passes on {step.media}" * bool(step.media),
    ]
    notes += ["recorded voice" * bool(step.voice), f"card {step.card}, edited in place" * bool(step.card)]
    notes += ["a button back" * step.back, "shows what was understood" * step.teach_back]
    if step.choose and step.choose.from_:
        notes.append(f"several of {step.choose.from_}")
    if any(notes):
        yield small("note", " · ".join(filter(None, notes)))
    for finding in node.findings:
        wrong = f"! line {finding.line}: {finding.what} {finding.mend}"
        yield small("finding", wrong, most=4)


def _cell(edge: Edge, node: Node, words: Words, leads: str) -> Iterator[Block]:
    room = CELL_WIDEST - 2 * CELL_PAD
    if reason := phrases.why(edge, node):
        yield Block("why", wrapped(reason, SMALL[0], room, MOST_LABEL_LINES), whole=reason)
    if edge.label:
        yield from said(edge.label, words, "button", room - 12, MOST_LABEL_LINES)
    if leads:
        yield Block("leads", wrapped(leads, SMALL[0], room, 2), whole=leads)
    if edge.does:
        does = f"does {phrases.actions(edge.does)}"
        yield Block("does", wrapped(does, SMALL[0], room, 4), whole="\n".join(phrases.action(call) for call in edge.does))


def kinds_of(node: Node) -> str:
    """The classes of a step in the picture."""
    found = ["step", str(node.standing)]
    found += ["ends"] if node.step.end else []
    found += [] if node.reached else ["unreached"]
    found += ["wrong"] if node.findings else []
    return " ".join(found)


def calls(node: Node) -> bool:
    """It goes into another flow."""
    return node.standing in {Standing.CALLS, Standing.EACH}
