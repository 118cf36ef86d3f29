"""The one module by which coordinators read what parents said (Invariant 6). What it tells has this one door; the rooms behind it
are nobody else's (a test holds it): `counting`, `saying` (words), `trying` (trials) and `asking` (questions).

Counts. Every number of reactions is told as 'at least n', where n is a multiple of the coalition's threshold t, rounded
down; below t nothing is told. So:

- no cell smaller than t is told, and no total is exact: a hidden cell cannot be had by subtracting the others from it;
- two moments (or two subjects) differ by nothing or by a whole step of t, so that one more reaction usually changes nothing;
- a kind is not told when it would say what every recipient said ('at least' all of them): that would tell of each parent.

Its limits. The one reaction that crosses a step shows itself to somebody who knows that nobody else reacted in between (taking
one back or being forgotten crosses it downwards), and a coordinator who knows from elsewhere what some parents said can
exclude them. Both need knowledge that is not ours.

Words. A voice beside a reaction is named; by a yes of its own whoever writes it down hears it.

Only those whose parent allows it, apart from the tap, the moment, the teller and each other: no id of a person or a
reaction goes along, and the order is not that of time.

What came since the same coordinator looked last is marked as new, and comes first. So whoever looks often knows about when it was
said; they would by comparing what they read.

A reaction's id goes along in references only, which nobody reads.

Cards in the coordinators' group change by themselves, so that also the moment of a change could show somebody. They are looked at
by the clock, all of a coalition at once, at most once an hour and by day (`bot.handling.reaction_cards`): what changes then
happened in an hour or a night, and it is a whole step. How many words may be read is told there in steps too.

Of a proposal, for its owner: over all messages that told of it, each parent's newest, in steps; no words.

Trials. What parents of the panel said about a draft, each by a yes to exactly that: without who said it, in an order that is not
that of time. The words go by reference, so that they are gone when their teller takes the yes back. Numbers of them are exact:
they are of a handful of volunteers, of whom coordinators know neither names nor pseudonyms.

Questions. Threads by their pseudonym, a fresh one for each. Of a question, or of words that its parent lets professionals read, a
translator reads what is to be translated (`to_translate`), under the same pseudonym and never of who declines them.
Whether who asked would rather listen is not told: beside the language it points at one parent in most coalitions, and it would
join two questions of theirs. How to answer says of every question that one may speak too.

What parents would tell another parent about a bulletin that they got (`told_on`): as words beside a reaction, apart from these.

Of a whole trajectory, for a report that lies on a table: `bot.services.reporting.public_counts`, the other half of this module.
"""

from bot.services.hearing.disclosure.asking import Thread, ToTranslate, thread, threads, to_translate
from bot.services.hearing.disclosure.counting import (
    Counts,
    Progress,
    counts,
    for_cards,
    in_steps,
    of_proposal,
    progress,
    who_reacted,
)
from bot.services.hearing.disclosure.saying import Form, Words, look_at_words, told_on, words, words_since
from bot.services.hearing.disclosure.trying import Trials, Tried, trials

__all__ = [
    "Counts",
    "Form",
    "Progress",
    "Thread",
    "ToTranslate",
    "Trials",
    "Tried",
    "Words",
    "counts",
    "for_cards",
    "in_steps",
    "look_at_words",
    "of_proposal",
    "progress",
    "thread",
    "threads",
    "to_translate",
    "told_on",
    "trials",
    "who_reacted",
    "words",
    "words_since",
]
