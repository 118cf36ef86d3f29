"""Checks of a step by itself: parts that do not go together, texts that are missing, too long or not readable."""

from collections.abc import Iterator

from bot.dialogue.book import FlowBook, slots
from bot.dialogue.finding import Finding, Pen
from bot.dialogue.hearing import normalise
from bot.dialogue.model import Flow, Step
from bot.dialogue.parts import OWN_CHOICES
from bot.dialogue.ways import path_of
from bot.texts.placeholders import without

MOST_LABEL = 40
"""Characters of a label that still show on a small phone, placeholders left out. Other languages get the same room."""
MOST_TEXT = 4096
"""Characters of one message (FACTS, 'sizes')."""
Path_ = tuple[str | int, ...]


def shape_findings(book: FlowBook, flow: Flow, write: Pen) -> Iterator[Finding]:
    """All of them, for one flow."""
    for name, step in flow.steps.items():
        at: Path_ = ("steps", name)
        for path, what, mend in (*_mismatches(step), *_misplaced(step)):
            yield write("mismatch", (*at, path), what, mend)
        yield from _texts(step, at, write)
        yield from _choices(book, step, at, write)


def _mismatches(step: Step) -> Iterator[tuple[str, str, str]]:
    standing = [part for part in ("each", "call", "end") if getattr(step, part)] + (["ask or wait"] if step.waits else [])
    if len(standing) > 1:
        yield "end" if step.end else "call", f"A step has one way on, not {' and '.join(standing)}.", "Split it in two steps."
    if step.end and step.go:
        yield "end", "A step that ends does not go on.", "Leave out go, or end."
    if step.choose and (step.choices or step.answer):
        yield "choose", "To choose several stands alone.", "Put choices or answer in a step of their own."
    if step.ask and not step.asks:
        yield "ask", "It asks, and waits for no answer.", "Add choices, choose or answer; or use say."
    if step.asks and not (step.say or step.ask):
        yield "choices", "It waits for an answer to nothing: the text is missing.", "Add ask."
    if step.teach_back and not step.answer:
        yield "teach_back", "teach_back goes with answer.", "Add answer."
    if step.otherwise and not step.when:
        yield "otherwise", "otherwise goes with when.", "Add when."
    if step.with_ and not step.call:
        yield "with", "with goes with call.", "Add call."
    for part in ("remind", "until"):
        if getattr(step, part) and not step.waits:
            yield part, f"{part} goes with a step that waits.", "Leave it out here."
    if step.remind and step.until and step.remind.after >= step.until.after:
        yield "remind", "It would remind after it stopped waiting.", "Remind earlier, or wait longer."


def _misplaced(step: Step) -> Iterator[tuple[str, str, str]]:
    if step.text_of and (step.say or step.ask or step.asks or step.picture or step.media or step.card):
        yield (
            "text_of",
            "The texts of another step are said alone.",
            "Put what is said or asked beside them in a step of its own.",
        )
    if step.in_ and (step.asks or not (step.say or step.text_of)):
        yield "in", "A language goes with what is said, and not with a question.", "Ask in a step of its own."
    if step.back and not step.asks:
        yield "back", "back is a button of a question.", "Leave it out here."
    if step.media and (step.card or step.choose or not step.say):
        yield "media", "What somebody sent comes after say, and never in a card.", "Add say, and leave out the card."


def _texts(step: Step, at: Path_, write: Pen) -> Iterator[Finding]:
    total = 0
    for slot, text, is_button in slots(step):
        path = (*at, *slot.split("."))
        if text.one is not None and (text.one == text.other or text.count not in _counts(text.other)):
            what = f"A plural must differ from its singular, and say {{{text.count}}}."
            yield write("plural", path, what, "Write both forms out, with the number in other.")
        visible = max(len(without(form)) for form in (text.other, text.one or ""))
        if is_button and visible > MOST_LABEL:
            yield write("too_long", path, f"A button of {visible} characters does not fit.", f"Keep it within {MOST_LABEL}.")
        if is_button and "\n" in text.other:
            yield write("too_long", path, "A button is one line.", "Write it in one.")
        total += 0 if is_button or slot == "remind" else visible
    if total > MOST_TEXT:
        yield write("too_long", (*at, "say"), f"A message of {total} characters does not fit.", f"Keep it within {MOST_TEXT}.")


def _counts(words: str) -> set[str]:
    return {piece.partition("}")[0] for piece in words.split("{")[1:]}


def _choices(book: FlowBook, step: Step, at: Path_, write: Pen) -> Iterator[Finding]:
    """Keys of our own, and typed words that would mean two buttons at once."""
    groups: dict[str, tuple[str, ...]] = {key: choice.words or (key,) for key, choice in step.fixed.items()}
    labels = {key: choice.label.other for key, choice in step.fixed.items()}
    if step.choose:
        groups |= {key: option.words or (key,) for key, option in step.choose.options.items()}
        labels |= {key: option.label.other for key, option in step.choose.options.items()}
    for key in sorted(set(groups) & set(OWN_CHOICES)):
        yield write(
            "reserved", (*at, *path_of(step, key)), f"'{key}' is a choice of the language itself.", "Give it another name."
        )
    meant: dict[tuple[str, str], str] = {}
    for key, names in groups.items():
        typed = [("nl", normalise(labels[key]))]
        for name in names:
            by_language = book.words.words.get(name, {})
            typed += [(language, normalise(word)) for language, words in by_language.items() for word in words]
        for language, word in dict.fromkeys(typed):
            other = meant.setdefault((language, word), key)
            if other != key and word:
                what = f"Typed '{word}' ({language}) would mean both '{other}' and '{key}'."
                yield write("ambiguous", (*at, *path_of(step, key)), what, "Change a label, or words.yaml.")
