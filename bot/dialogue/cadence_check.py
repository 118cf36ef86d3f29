"""Checks of `flows/cadence.yaml`: what would never be told, or told to nobody."""

from collections.abc import Iterator

from bot.dialogue.actions import Vocabulary
from bot.dialogue.book import FlowBook
from bot.dialogue.finding import Finding, Pen
from bot.dialogue.model import Flow
from bot.domain.actor import Role
from bot.domain.cadence import ANCHORS, TOLD, Addressee, Anchor, Audience, CadenceRule


def cadence_findings(book: FlowBook, vocabulary: Vocabulary) -> Iterator[Finding]:
    """All of them."""
    rules = {rule.name: rule for rule in book.rules}
    write = Pen(book, "cadence")
    for rule in rules.values():
        at = ("cadences", rule.name)
        kind = ANCHORS[rule.anchor]
        if rule.audience not in kind.audiences:
            what = f"What counts from '{rule.anchor}' is not told to a {rule.audience}."
            yield write("audience", (*at, "audience"), what, f"Write audience: {', '.join(sorted(kind.audiences))}.")
        if rule.unless is not None and not kind.stays:
            what = f"'{rule.anchor}' moves on by itself, so that 'unless' never says anything."
            yield write("senseless", (*at, "unless"), what, "Leave it out.")
        if rule.to is Addressee.TAKER and rule.anchor is not Anchor.ANSWER_PROMISED:
            what = f"Nobody takes what counts from '{rule.anchor}'."
            yield write("senseless", (*at, "to"), what, "Leave it out: only questions are taken (answer_promised).")
        yield from _until(rules, rule, write)
        yield from _event(book, vocabulary, rule, write)


def _until(rules: dict[str, CadenceRule], rule: CadenceRule, write: Pen) -> Iterator[Finding]:
    if rule.until is None:
        return
    at = ("cadences", rule.name, "until")
    next_ = rules.get(rule.until)
    if next_ is None:
        yield write("unknown_rule", at, f"There is no cadence '{rule.until}'.", f"Name one of: {', '.join(rules)}.")
    elif next_ is rule or next_.anchor is not rule.anchor or next_.audience is not rule.audience:
        what = f"'{rule.name}' cannot give way to '{rule.until}'."
        yield write("unknown_rule", at, what, "Name another one, with the same anchor and the same audience.")


def _event(book: FlowBook, vocabulary: Vocabulary, rule: CadenceRule, write: Pen) -> Iterator[Finding]:
    at = ("cadences", rule.name, "event")
    if rule.event not in vocabulary.events:
        yield write("unknown_event", at, f"There is no event '{rule.event}'.", "Name an event that the program knows.")
        return
    kind = ANCHORS[rule.anchor]
    tells = TOLD if rule.audience is Audience.PARENT and kind.stays else kind.tells
    if missing := vocabulary.events[rule.event] - tells:
        what = f"'{rule.event}' comes with {', '.join(sorted(missing))}, which '{rule.anchor}' does not tell."
        yield write("unknown_event", at, what, "Name another event, or another anchor.")
    if not any(_hears(book.flows[name], rule) for name in book.started_by(rule.event)):
        what = f"No flow for a {rule.audience} starts on '{rule.event}'."
        yield write("unheard", at, what, f"Give a flow of audience {rule.audience} starts_on: [{rule.event}].")


def _hears(flow: Flow, rule: CadenceRule) -> bool:
    """Owners are one of the roles that flows for coordinators may be for."""
    if rule.audience is Audience.PARENT:
        return flow.audience == "parent"
    return flow.audience == "coordinator" and flow.is_for({Role(rule.audience)})
