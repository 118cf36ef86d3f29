"""The rules of plain language: each looks at one sentence and says what to change.

What a finding weighs is not here: the score is made of what `plain_signals` counts, by `data/plain_weights.tsv`.
Sources: FACTS, 'plain Dutch' (guidance for readers at A2 and B1), and DOMAIN, 'rules of tone'; docs/plain-language.md names
the source of each.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.texts import verbs
from bot.texts.plain_words import TO_MEND, Match, word_list
from bot.texts.rarity import parts, zipf
from bot.texts.sentences import Sentence

LONGEST_WORD = 14
"""Letters; longer Dutch words are compounds that can be taken apart (own judgement)."""
_READ_ANYWAY = 3.4
"""On Zipf's scale: a long word whose parts are that common is read all the same (own judgement)."""
LONGEST_WORD_ELSEWHERE = 18
FAR_TOO_LONG = 2
"""Times the most words that a sentence may have: nobody who learns the language reads to its end (own judgement)."""
MOST_IN_ASIDE = 3
MOST_HAN = 25
"""Chinese characters in a sentence, which are about 15 words (own judgement)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Some words, which rule they break, and what to say instead. A severe one keeps a text from going out as it is.

    `replaces`: what to say can stand where the words stood; else it is advice. `quoted`: somebody else said it, between
    quotation marks, and then it is never severe.
    """

    words: str
    rule: str
    say_instead: str
    severe: bool = False
    replaces: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What a rule needs to know: the language, the most words a sentence may have (0: words are not counted), whether the
    text that the sentence is in names a day anywhere, and which abbreviations it writes out."""

    code: str
    most: int
    has_day: bool = False
    explained: frozenset[str] = frozenset()


_IN_WEEKS = re.compile(
    r"\b(?:binnen|over|na|om|tot|duurt|nog) (?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|veertien)"
    r" (?:werk)?(?:uur|dag|dagen|week|weken|maand|maanden)\b"
)
"""A number of weeks in words says when, as one in digits does."""

Rule = Callable[[Sentence, Setting], Iterator[Finding]]


def names_day(read: Sequence[Sentence], code: str) -> bool:
    """Whether a text says a day, an hour or a number of weeks anywhere; what will be filled in ('{next_day}') counts."""
    days = word_list(code, "day")
    return (
        any(
            word[0].isdigit() or word == "x" or next(days.find([word], [word]), None) is not None
            for sentence in read
            for word in sentence.lower
        )
        or (code == "nl" and any(_IN_WEEKS.search(" ".join(sentence.lower)) for sentence in read))
        or any(next(days.find(sentence.words, sentence.lower), None) is not None for sentence in read)
    )


_SAYS: dict[str, dict[str, str]] = {
    "nl": {
        "long_sentence": "{most} woorden of minder: maak er 2 zinnen van",
        "long_sentence_han": "{most} tekens of minder: maak er 2 zinnen van",
        "who": "zeg wie het doet",
        "write_out": "schrijf het woord uit",
        "je": "zeg je of jouw",
        "noun_van": "zeg wie gaat {verb}",
        "noun": "gebruik het werkwoord, en zeg wie het doet",
        "long_word": "gebruik een kort woord, of haal het uit elkaar",
        "positive": "zeg wat wel zo is",
        "loose": "maak er losse zinnen van",
        "own_sentence": "maak er een eigen zin van",
        "together": "zet de werkwoorden dichter bij elkaar",
        "one_verb": "gebruik minder werkwoorden achter elkaar",
        "digit": "schrijf het getal in cijfers: {digit}",
        "day": "noem de dag",
        "part": "zeg het zonder “{part}” ({instead})",
        "rare": "misschien kennen ouders dit niet: zeg het anders, of leg het uit",
        "shorter": "maak deze zin korter, of maak er 2 van",
    },
    "en": {
        "long_sentence": "{most} words or fewer: make it 2 sentences",
        "who": "say who does it",
        "write_out": "write the word out",
        "long_word": "use a short word",
        "positive": "say what is so",
        "noun": "use the verb, and say who does it",
        "loose": "make them separate sentences",
        "own_sentence": "make it a sentence of its own",
        "part": "say it without “{part}” ({instead})",
        "rare": "parents may not know this: say it otherwise, or explain it",
        "shorter": "make this sentence shorter, or make it 2",
    },
}
"""What to do, for who writes: in Dutch, and for English in English."""


def say(setting: Setting, key: str, **values: object) -> str:
    """In English for an English text, else in Dutch, which coordinators read."""
    return _SAYS["en" if setting.code == "en" else "nl"][key].format(**values)


def long_sentence(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """At most 10 to 12 words (DOMAIN, level A2 to B1). The longer, the worse."""
    if not setting.most:
        if sentence.han > MOST_HAN:
            yield Finding("".join(sentence.words)[:8] + "…", "long_sentence", say(setting, "long_sentence_han", most=MOST_HAN))
    elif sentence.length > setting.most:
        begins = " ".join(sentence.words[:4]) + "…"
        severe = sentence.length > FAR_TOO_LONG * setting.most
        yield Finding(begins, "long_sentence", say(setting, "long_sentence", most=setting.most), severe)


_RULE_OF = {
    "system": "system_word",
    "stiff": "stiff_word",
    "formal": "formal_word",
    "phrase": "set_phrase",
    "figure": "figure_of_speech",
    "vague": "vague_time",
    "promise": "vague_promise",
    "loose": "vague_promise",
    "short": "abbreviation",
}
"""By the kind of the list."""
_SEVERE = frozenset({"system", "formal", "phrase", "figure", "vague", "promise", "short"})
"""Kinds of which one word is enough to lose a parent (DOMAIN, 'rules of tone'); stiff words only weigh."""


def listed_words(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """Our own list (DOMAIN, 'rules of tone'): words of institutions, stiff words, set phrases, figures of speech, vague time.

    'Binnenkort' in a question promises nothing, and a promise is fine in a text that says when.
    """
    explained = setting.explained or written_out(sentence)
    for match in word_list(setting.code, *TO_MEND, "explain", "known").find(sentence.words, sentence.lower):
        kind = match.entry.kind
        passes = (
            (kind == "short" and match.words in explained)
            or (kind == "promise" and setting.has_day)
            or (kind in {"promise", "vague"} and sentence.asks)
        )
        if kind in _RULE_OF and not passes:
            yield Finding(match.words, _RULE_OF[kind], match.entry.say, kind in _SEVERE, match.entry.fits)


_PROMISES = {
    "nl": re.compile(
        r"\b(?:(?:laat|laten) (?:ik|we|wij) .{0,25}weten|(?:ik|we|wij) (?:laat|laten) .{0,25}weten"
        r"|(?:ik|we|wij|dan) .{0,30}laat .{0,15}weten"
        r"|hoor (?:je|jij)\b|hoort u\b|horen jullie|(?:je|jij|u) hoort|jullie horen|spreken elkaar"
        r"|(?:kom|komen) (?:we |wij |ik )?(?:er|erop|hierop|daarop|hier|daar) .{0,12}terug|zoeken? (?:we |wij )?het uit\b)"
    ),
}


def promises(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """'Je hoort van ons': say when (DOMAIN, 'say when the next message comes'), unless the text names a day somewhere."""
    said = _PROMISES.get(setting.code)
    if said is None or setting.has_day or sentence.asks:
        return
    if next(word_list(setting.code, "vague", "promise").find(sentence.words, sentence.lower), None) is not None:
        return
    if found := said.search(" ".join(sentence.lower)):
        yield Finding(found[0], "vague_promise", say(setting, "day"), severe=True)


_LONG_ENOUGH, _LONGEST_PART, _LEAST_LEFT = 7, 24, 4
"""Letters of a word of the system that begins or ends a compound, and of what is left: 'intervisiegroep', not 'bestuurder'."""


def compounds_of_system_words(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """A long word with a word of the system in it: 'beleidsadviesgroep' (own judgement; `rarity.parts` takes it apart)."""
    system, allowed = word_list(setting.code, "system"), word_list(setting.code, *TO_MEND, "explain", "known")
    for word in sentence.lower:
        if len(word) < 10 or allowed.has(word):
            continue
        most = min(len(word) - _LEAST_LEFT, _LONGEST_PART)
        ends = (piece for at in range(_LONG_ENOUGH, most + 1) for piece in (word[:at], word[-at:]))
        if (found := next((match for piece in ends for match in system.find([piece], [piece])), None)) is not None:
            yield Finding(word, "system_word", _without(found, setting), severe=True)
            continue
        for part in parts(word, setting.code):
            found = next(iter(system.find([part], [part])), None)
            if part != word and found is not None and len(part) > 4:
                yield Finding(word, "system_word", _without(found, setting), severe=True)
                break


def _without(found: Match, setting: Setting) -> str:
    """What can be said for a part is not what to say for the whole: 'beleidsadviesgroep' is no 'plannen'."""
    return say(setting, "part", part=found.words, instead=found.entry.say) if found.entry.fits else found.entry.say


_SHORT = re.compile(r"[A-Z][A-Za-z&]{0,3}[A-Z]|Q[1-4]")


def abbreviations(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """No abbreviations (DOMAIN): with dots, or 2 to 5 letters that begin and end with a capital, and that are not in the list.

    'De jeugdgezondheidszorg (JGZ)' is written out, and passes.
    """
    listed = word_list(setting.code, "short")
    for short in sentence.dotted:
        entry = listed.abbreviation(short)
        fits = entry is not None and entry.fits
        yield Finding(short, "abbreviation", entry.say if entry else say(setting, "write_out"), _is_severe(short), fits)
    if all(word.isupper() for word in sentence.words):
        return
    all_known = word_list(setting.code, *TO_MEND, "explain", "known")
    explained = setting.explained or written_out(sentence)
    for word in sentence.words:
        if "-" not in word and next(iter(listed.find([word], [word.lower()])), None) is not None:
            continue
        for piece in word.split("-"):
            is_short = _SHORT.fullmatch(piece) and not all_known.has(piece.lower())
            if (is_short or ("-" in word and _is_short(piece))) and not {word, piece} & explained:
                yield Finding(word, "abbreviation", say(setting, "write_out"), severe=True)
                break


_EVERYBODY_KNOWS = frozenset({"nr.", "tel.", "dr.", "mevr.", "dhr.", "mw.", "t/m"})


def _is_severe(short: str) -> bool:
    """Letters that say nothing ('m.b.t.'), not the short forms that everybody sees on doors and lists."""
    return short.lower() not in _EVERYBODY_KNOWS


def written_out(sentence: Sentence) -> frozenset[str]:
    """Abbreviations of which the words stand before them: their letters are in those in order, the first one beginning a word."""
    found = set()
    for at, word in enumerate(sentence.words):
        if _SHORT.fullmatch(word) or _is_short(word):
            before = sentence.lower[max(0, at - 6) : at]
            letters = word.lower()
            starts = (index for index, other in enumerate(before) if other[0] == letters[0])
            if any(_in_order(letters[1:], "".join(before[index:])[1:]) for index in starts):
                found.add(word)
    return frozenset(found)


@lru_cache(maxsize=20_000)
def _is_short(word: str) -> bool:
    """Whether the Dutch list has it: 'Wmo' and 'pgb', which have no shape of their own."""
    return len(word) < 8 and next(word_list("nl", "short").find([word], [word.lower()]), None) is not None


def _in_order(letters: str, words: str) -> bool:
    rest = iter(words)
    return all(letter in rest for letter in letters)


def passive(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """Active: say who does it (FACTS; DOMAIN, 'active')."""
    if found := verbs.passive(sentence):
        yield Finding(found.words, "passive", say(setting, "who"), severe=found.surely)


def hidden_actor(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """'Men', 'er wordt': write who does it (FACTS)."""
    if found := verbs.nobody_does_it(sentence):
        yield Finding(found, "hidden_actor", say(setting, "who"), severe=True)


def verb_chain(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """'Zou kunnen worden gerealiseerd' (own judgement)."""
    if found := verbs.chain(sentence):
        yield Finding(found, "verb_chain", say(setting, "one_verb"))


def verb_gap(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """The parts of a verb far apart ('tangconstructie'): a reader keeps the first in mind until the last (own judgement)."""
    gap, words = verbs.longest_gap(sentence)
    if gap > verbs.FAR:
        yield Finding(words, "verb_gap", say(setting, "together"))


_FORMAL = frozenset({"u", "uw", "uzelf", "uwer"})


def formal_you(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """Speak as a person, in 'je' (DOMAIN, 'rules of tone')."""
    found = [word for word in sentence.lower if word in _FORMAL]
    if found:
        yield Finding(", ".join(dict.fromkeys(found)), "formal_you", say(setting, "je"), severe=True)


_MADE_OF_VERB = re.compile(r"\w{4,}(?:ing|ingen|atie|aties|isering|itie|heid|heden|iteit|iteiten)")
_MADE_OF_VERB_SURELY = re.compile(r"\bhet (\w{3,}en) van\b")


def nouns_of(sentence: Sentence) -> list[str]:
    """Its nouns that are made of verbs, or of words for how something is."""
    known = word_list("nl", "known", "explain")
    return [w for w in sentence.lower if len(w) > 7 and _MADE_OF_VERB.fullmatch(w) and not known.has(w)]


def nouns_of_verbs(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """Nouns made of verbs hide who does what (FACTS): 'de uitvoering van', 'het versterken van', or two in one sentence."""
    whole = " ".join(sentence.lower)
    if found := _MADE_OF_VERB_SURELY.search(whole):
        yield Finding(found[0], "noun_of_verb", say(setting, "noun_van", verb=found[1]), severe=True)
    nouns = nouns_of(sentence)
    before_van = [noun for noun in nouns if f"{noun} van" in whole]
    if before_van or len(nouns) > 1:
        yield Finding(", ".join(nouns), "noun_of_verb", say(setting, "noun"), severe=True)


def long_words(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """Long words swing a reader at A2 most (FACTS). Those that parents know or need are in the list; hyphens divide."""
    known = word_list(setting.code, "known", "explain")
    for word in sentence.lower:
        if max(map(len, re.split(r"[-'’]", word))) > LONGEST_WORD and not known.has(word):
            yield Finding(word, "long_word", say(setting, "long_word"), severe=zipf(word, setting.code) < _READ_ANYWAY)


_NOT = frozenset(["niet", "geen", "nooit", "niemand", "niets", "nergens", "zonder", "noch", "evenmin"])
_NOT_UN = re.compile(r"\b(?:niet|geen|nooit) (?:\w+ )?(on(?!der|ze|s\b|line|geveer|dank|twikk|tvang|thoud|tmoet)\w{4,})")


def double_negation(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """Say what is so, not what is not un-so (own judgement): 'niet onmogelijk', or two denials in one sentence."""
    denials = [word for word in sentence.lower if word in _NOT]
    found = _NOT_UN.search(" ".join(sentence.lower))
    if found:
        yield Finding(found[0], "double_negation", say(setting, "positive"), severe=True)
    elif len(denials) > 1 and len(set(denials)) > 1:
        yield Finding(" … ".join(denials), "double_negation", say(setting, "positive"), severe=True)


def joins_of(sentence: Sentence, code: str = "nl") -> list[str]:
    """The words that begin a subordinate clause."""
    joins = word_list(code, "join")
    return [word for word in sentence.lower if joins.has(word)]


def stacked_clauses(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """No subordinate clause at A2 (FACTS). One short one passes; two, or one in a long sentence, do not."""
    joins = joins_of(sentence, setting.code)
    if len(joins) > 1 or (joins and sentence.length > setting.most):
        yield Finding(", ".join(joins), "stacked_clauses", say(setting, "loose"))


def asides(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """Brackets, dashes and strokes break a sentence off (own judgement). One passes in a short sentence."""
    if sentence.asides > 1 or (sentence.asides and sentence.length > setting.most):
        yield Finding(" ".join(sentence.words[:4]) + "…", "aside", say(setting, "own_sentence"))


_DIGITS = {
    name: str(number)
    for number, name in enumerate(
        ("drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien", "veertien", "vijftien"), 3
    )
} | {"twintig": "20", "dertig": "30"}


def numbers_in_words(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """Numbers as digits (FACTS), from 3 on: 'een' and 'twee' are words as often as numbers."""
    for word in sentence.lower:
        if word in _DIGITS:
            yield Finding(word, "number_word", say(setting, "digit", digit=_DIGITS[word]))


def long_words_elsewhere(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """For languages without a list: only very long words (own judgement; Turkish and Polish words carry their grammar)."""
    for word in sentence.lower:
        if len(word) > LONGEST_WORD_ELSEWHERE and not sentence.han:
            yield Finding(word, "long_word", say(setting, "long_word"))


_BE = frozenset(["am", "is", "are", "was", "were", "be", "been", "being"])
_ENGLISH_PARTICIPLE = re.compile(
    r"\w{2,}ed|given|taken|made|done|sent|held|kept|told|shown|written|chosen|known|seen|found|paid|put|set|drawn|brought|built|"
    r"driven|led|met|left|lost|undertaken|borne|sought|spent|understood|withdrawn|withheld"
)
_NO_PARTICIPLE = frozenset(
    {"need", "indeed", "used", "tired", "interested", "worried", "married", "pleased", "red", "bed", "lost", "closed"}
)


def english_passive(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """'Is reviewed', 'will be given': say who does it. With a word between at most."""
    lower = sentence.lower
    for at, word in enumerate(lower):
        after = [w for w in lower[at + 1 : at + 3] if _ENGLISH_PARTICIPLE.fullmatch(w) and w not in _NO_PARTICIPLE]
        if word in _BE and after:
            yield Finding(f"{word} … {after[0]}", "passive", say(setting, "who"))
            return


_ENGLISH_NOUN = re.compile(r"\w{4,}(?:ation|ations|ment|ments|isation|ization|ility|ance|ence)")


def english_nouns_of_verbs(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """'The implementation of', or two such nouns in a sentence."""
    known = word_list("en", "known", "explain")
    nouns = [word for word in sentence.lower if len(word) > 8 and _ENGLISH_NOUN.fullmatch(word) and not known.has(word)]
    if len(nouns) > 1 or any(f"{noun} of" in " ".join(sentence.lower) for noun in nouns):
        yield Finding(", ".join(nouns), "noun_of_verb", say(setting, "noun"))


DUTCH_RULES: tuple[Rule, ...] = (
    long_sentence,
    passive,
    hidden_actor,
    listed_words,
    promises,
    compounds_of_system_words,
    abbreviations,
    formal_you,
    nouns_of_verbs,
    long_words,
    double_negation,
    stacked_clauses,
    verb_chain,
    verb_gap,
    asides,
    numbers_in_words,
)
ENGLISH_RULES: tuple[Rule, ...] = (
    long_sentence,
    english_passive,
    listed_words,
    abbreviations,
    english_nouns_of_verbs,
    long_words_elsewhere,
    stacked_clauses,
)
OTHER_RULES: tuple[Rule, ...] = (long_sentence, long_words_elsewhere)
