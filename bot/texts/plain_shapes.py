"""Rules for Dutch that know a hard word by its shape, so that it need not be in our list.

Whoever types in a hurry has more policy words than any list: 'awareness', 'innoveren', 'vindbaarheid', 'mbv'. Each of these
kinds has a form of its own; what parents do say of the same form ('studeren', 'misselijkheid') is in the list as `known`, or
is so common that its frequency says so. Own judgement throughout; docs/plain-language.md has what it brings.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.texts.plain_rules import Finding, Rule, Setting, written_out
from bot.texts.plain_words import TO_MEND, word_list
from bot.texts.rarity import parts, seen
from bot.texts.sentences import Sentence

OFTENER_IN_ENGLISH = 0.8
"""By how much, on Zipf's scale, an English word is commoner in English than in Dutch: 'meeting' is one, 'team' is none."""
_ENGLISH = 3.4
"""Rarer than this in English is a name, or chance."""
_TOO_DUTCH = 4.2
"""What is this common in Dutch is Dutch, or has become so: 'been', 'free'."""
COMMON_ENOUGH = 3.8
"""Words of Latin that are rarer than this keep a text back; commoner ones are stiff only."""
RARE_MADE_OF_VERB = 4.2
"""Likewise for 'inbedding' and 'vindbaarheid'; what is commoner people use themselves."""


def _is_listed(word: str) -> bool:
    """Whether another rule already says something about it, or it is allowed, or it only looks foreign."""
    return word_list("nl", *TO_MEND, "explain", "known", "homograph", "function", "preposition", "personal", "day").has(word)


@lru_cache(maxsize=20_000)
def is_english(word: str) -> bool:
    """'Meeting', and 'pitchen' or 'gecheckt', which are English verbs with a Dutch ending."""
    if len(word) < 3 or not word.isascii() or _is_listed(word):
        return False
    if _commoner_in_english(word):
        return True
    # What Dutch people write that often is in the frequencies, and no English verb in Dutch clothes: 'getild' is not of 'til'.
    if seen(word) or len(parts(word)) > 1:
        return False
    ours = word_list("nl", "explain", "known", "homograph", "function", "preposition", "personal", "day")
    return any(len(stem) > 3 and not ours.has(stem) and _commoner_in_english(stem) for stem in _english_stems(word))


def _commoner_in_english(word: str) -> bool:
    english = seen(word, "en")
    return english >= _ENGLISH and seen(word) < _TOO_DUTCH and english - seen(word) >= OFTENER_IN_ENGLISH


_DUTCH_VERB = re.compile(r"(?:ge)?(\w{3,}?)(?:en|t|te|ten|d|de|den)")


def _english_stems(word: str) -> Iterator[str]:
    if found := _DUTCH_VERB.fullmatch(word):
        stem = found[1]
        yield stem
        if word.endswith(("en", "t", "d")):
            yield stem + "e"
        if len(stem) > 3 and stem[-1] == stem[-2]:
            yield stem[:-1]


def english_words(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """English that Dutch people hardly say at home. Names are passed over: a capital within a sentence, and the first word."""
    for at, (word, lower) in enumerate(zip(sentence.words, sentence.lower, strict=True)):
        if (at and word[0].isupper()) or not lower[0].isalpha():
            continue
        pieces = [piece for piece in re.split(r"[-'’]", lower) if piece]
        if at == 0 and len(pieces) == 1:
            continue
        if not _is_listed(lower) and any(is_english(piece) for piece in pieces):
            yield Finding(word, "english_word", "zeg het in het Nederlands", severe=True)


_LATIN_VERB = re.compile(r"(?:ge)?(\w{3,})eerd(?:e|en)?|(\w{3,})eert")
_BEFORE_VERB = re.compile(
    r"(?:mee|af|uit|op|aan|door|over|voor|na|terug|bij|om|toe|weg|tegen|samen|her|ver|be|ont)(?=\w{3,}eren)"
)
_LATIN_INFINITIVE = re.compile(r"(\w{3,})eren")
_LATIN_NOUN = re.compile(r"\w{3,}(?:[aio]tie|iteit|entie|antie|[eu]ctie|ptie|sering|isme|ment)(?:s|en|n)?")


def _stem_of_latin_verb(word: str) -> str:
    """'Innov' of 'innoveren', 'innoveert', 'geïnnoveerd'. Empty for 'luisteren' and 'kinderen', which have no form in '-eert'."""
    bare = word.replace("geï", "gei").replace("geë", "gee")
    if found := _LATIN_VERB.fullmatch(bare):
        return str(found[1] or found[2])
    if found := _LATIN_INFINITIVE.fullmatch(_BEFORE_VERB.sub("", word)):
        stem = str(found[1])
        # 'Luisteren' has 'luister' and 'luistert', and 'kinderen' has 'kinder'; 'attenderen' has neither.
        of_its_own = seen(stem + "er") or seen(stem + "ert") or seen(f"ge{stem}erd")
        of_its_own = (
            of_its_own or bool(seen(word.removesuffix("en") + "ing")) or _is_listed(stem + "eren") or seen(word) >= COMMON_ENOUGH
        )
        if seen(stem + "eert") or seen(f"ge{stem}eerd") or _SURELY_LATIN.fullmatch(stem) or not of_its_own:
            return stem
    return ""


_SURELY_LATIN = re.compile(r"\w*(?:is|ific|ul|in|iv|u|ic|ion|id|at|ent|ess|iss|ect|uct|ipi)")


def latin_words(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """Verbs in -eren and nouns in -atie, -iteit, -ment that our lists lack: 'innoveren', 'participeert', 'legitimiteit'.

    The rare ones keep a text back, the common ones are stiff.
    """
    for at, (word, lower) in enumerate(zip(sentence.words, sentence.lower, strict=True)):
        if (at and word[0].isupper()) or len(lower) < 7 or _is_listed(lower):
            continue
        kind = _latin(lower)
        if kind:
            severe = kind == "rare"
            yield Finding(lower, "system_word" if severe else "stiff_word", "gebruik een gewoon woord", severe)


@lru_cache(maxsize=20_000)
def _latin(word: str) -> str:
    """'rare', 'common', or empty when it is none or parents know it. Of a compound the last part counts."""
    last = parts(word)[-1]
    if last != word and _is_listed(last):
        return ""
    if stem := _stem_of_latin_verb(last):
        base = stem + "eren"
        if _is_listed(base):
            return ""
        return "common" if max(seen(base), seen(last)) >= COMMON_ENOUGH else "rare"
    if _LATIN_NOUN.fullmatch(last):
        base = max((last, last.removesuffix("s"), last.removesuffix("en"), last.removesuffix("n")), key=seen)
        if _is_listed(base):
            return ""
        return "common" if seen(base) >= COMMON_ENOUGH else "rare"
    return ""


_MADE_OF_VERB = re.compile(
    r"(?:(?:ver|be|ont|her|toe|af|aan|uit|in|op|over|door|voort|voor|mee|mede|terug|bij|om|tegemoet|samen|weder|na|tot)\w{3,}ing(?:en)?"
    r"|\w{3,}(?:baar|zaam|lijk|gericht|matig|loos)he(?:id|den))"
)
_OF_POLICY = re.compile(
    r"\w{3,}(?:gericht|technisch|overstijgend|sensitief|sensitiev|georiënteerd|inhoudelijk|specifiek|gedreven|gestuurd|bevorderend"
    r"|gebonden|ondersteunend|breed|bred|waardig|versterkend|verlagend|verhogend|ontwikkelend)e?"
)


def made_up_words(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """Nouns of verbs that are rare ('inbedding', 'vindbaarheid'), and words for how something is that only policy has
    ('wijkgericht', 'regiobreed')."""
    for at, (word, lower) in enumerate(zip(sentence.words, sentence.lower, strict=True)):
        if (at and word[0].isupper()) or len(lower) < 8 or _is_listed(lower):
            continue
        last = parts(lower)[-1]
        if last != lower and _is_listed(last):
            continue
        if last != lower and word_list("nl", "head").has(last):
            yield Finding(lower, "system_word", "zeg wat er gebeurt, en wie het doet", severe=True)
        elif _MADE_OF_VERB.fullmatch(last) and max(seen(last), seen(last.removesuffix("en"))) < RARE_MADE_OF_VERB:
            yield Finding(lower, "noun_of_verb", "gebruik het werkwoord, en zeg wie het doet", severe=True)
        elif _OF_POLICY.fullmatch(lower) and seen(lower) < RARE_MADE_OF_VERB:
            yield Finding(lower, "system_word", "zeg wat mensen anders doen", severe=True)


_NO_VOWEL = re.compile(r"[b-df-hj-np-tv-xz]{3,5}|[b-df-hj-np-tv-xz]{2}")
_AS_WORD = frozenset(
    [
        "ivm",
        "nav",
        "tav",
        "mbv",
        "adv",
        "iov",
        "iig",
        "igv",
        "tgv",
        "tzv",
        "ihb",
        "itt",
        "iha",
        "ivv",
        "ikv",
        "iom",
        "ovv",
        "oid",
        "ed",
        "ea",
        "ev",
        "evt",
        "bijv",
        "aub",
        "svp",
        "evtl",
    ]
)
"""Short forms with a vowel, written without dots."""


def short_forms(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """Short forms in small letters and no dots: 'mbv', 'tzv', 'evt', without a vowel or in a list. Units and sounds pass."""
    known = word_list("nl", *TO_MEND, "explain", "known")
    explained = setting.explained or written_out(sentence)
    for word, lower in zip(sentence.words, sentence.lower, strict=True):
        if not word.islower() or known.has(lower) or word in explained:
            continue
        if _NO_VOWEL.fullmatch(lower) or lower in _AS_WORD:
            yield Finding(word, "abbreviation", "schrijf het woord uit", severe=True)


_NOT_DENIED = re.compile(
    r"\b(?:niet|nooit|geen) (?:\w+ ){0,2}(?:uit te sluiten|uitsluiten|uitgesloten|ontkennen|ontkend|weerleggen|te ontkennen)\b"
    r"|\bniet (?:\w+ ){0,3}dat (?:\w+ ){1,6}(?:niet|geen)\b"
    r"|\bniet (?:zelden|weinig|minder dan|zonder|ontevreden|de minste|het minste)\b"
    r"|\b(?:zonder|tenzij) (?:\w+ ){0,4}(?:niet|geen)\b"
)


def denied_denials(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """'Niet uitsluiten', 'niet … dat … geen', 'tenzij … niet': a reader has to turn it round twice."""
    if found := _NOT_DENIED.search(" ".join(sentence.lower)):
        yield Finding(found[0], "double_negation", "zeg wat wel zo is", severe=True)


_SOME = r"(?:enkele|een paar|een aantal|enige|afzienbare|niet al te lange|korte)"
_SPAN = r"(?:tijd|tijdje|periode|dagen|weken|maanden|jaren|termijn|poosje)"
_SEASON = r"(?:zomer|winter|herfst|lente|kerst|vakantie|zomervakantie|kerstvakantie|meivakantie|feestdagen|jaarwisseling)"
_VAGUE_TIME = re.compile(
    rf"\b(?:binnen|over|na|in|op) {_SOME} {_SPAN}\b"
    rf"|\b(?:komende|aankomende|eerstkomende|eerstvolgende|nabije) (?:{_SPAN}|toekomst|fase)\b"
    r"|\bin een (?:later|volgend|latere|volgende|verder) (?:stadium|fase|moment)\b"
    r"|\bzo (?:snel|spoedig|gauw|vlot|vroeg|vlug) als (?:het kan|dat kan|mogelijk|we kunnen|dat lukt|het lukt)\b"
    r"|\b(?:wat|iets|nog) later(?= (?:dit|in|van))"
    r"|\b(?:over|na) een (?:tijdje|poosje)\b"
    r"|\btegen die tijd\b|\bop (?:enig|een gegeven|een bepaald|het juiste|een goed) moment\b"
    r"|\bnog (?:even|wel even|een tijdje|een poosje) (?:duren|wachten|geduld)\b"
)
_VAGUE_DAY = re.compile(
    rf"\b(?:rond|na|voor|tegen|vlak na|kort na) de {_SEASON}\b"
    r"|\b(?:begin|eind|medio|half|loop van) (?:volgend|dit|komend|het|van het) jaar\b"
    r"|\b(?:dit|komend|volgend|het komende|het nieuwe) (?:najaar|voorjaar|kwartaal|seizoen|schooljaar|halfjaar)\b"
    r"|\b(?:in|rond|tegen|met) (?:het|de) (?:najaar|voorjaar|zomer|herfst|winter|lente|kerst)\b"
    r"|\bzodra (?:\w+ ){0,6}(?:is|zijn|weten|weet|kan|kunnen|hebben|heeft|duidelijk|bekend|klaar|rond|mogelijk)\b"
)


def vague_times(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """Time without a day, however it is said: 'over enkele weken'. Seasons pass in a text that names a day."""
    if sentence.asks:
        return
    whole = " ".join(sentence.lower)
    if next(word_list("nl", "vague", "promise").find(sentence.words, sentence.lower), None) is not None:
        return
    found = _VAGUE_TIME.search(whole) or (None if setting.has_day else _VAGUE_DAY.search(whole))
    if found:
        yield Finding(found[0], "vague_time", "noem de dag en de datum", severe=True)


_LOOKING = re.compile(
    r"\b(?:we|wij|ik|gaan|gaat|zullen) (?:\w+ ){0,2}(?:kijken|bekijken|onderzoeken|nagaan|zien|bezien|overwegen)"
    r" (?:\w+ ){0,4}(?:of|hoe|wat|wanneer|waar|welke)\b"
    r"|\b(?:kijken|bekijken|onderzoeken) (?:we|wij) (?:\w+ ){0,3}(?:of|hoe|wat|wanneer|welke)\b"
)


def looking_into_it(sentence: Sentence, setting: Setting) -> Iterator[Finding]:
    """'We kijken of er ruimte is' promises nothing in a text that names no day."""
    if setting.has_day or sentence.asks:
        return
    if found := _LOOKING.search(" ".join(sentence.lower)):
        yield Finding(found[0], "vague_promise", "zeg wie wat doet, en wanneer", severe=True)


SHAPES: tuple[Rule, ...] = (english_words, latin_words, made_up_words, short_forms, denied_denials, vague_times, looking_into_it)
