"""What the command line says of flows and texts; no database is needed for it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bot.config import Settings
from bot.dialogue.checker import check as check_book
from bot.dialogue.checker import unready
from bot.dialogue.collisions import collisions, told
from bot.dialogue.graph import Graph, graph_of
from bot.dialogue.loader import read_book
from bot.dialogue.schema import cadence_schema_text, schema_text
from bot.dialogue.typed_words import lacking, path_of, strays, template
from bot.domain.errors import Mistake, Mistakes
from bot.drawing.overview import overview_svg
from bot.drawing.svg import flow_svg
from bot.drawing.words import Words
from bot.manuscript import Manuscript, read_manuscript
from bot.playing.console import Console
from bot.playing.play import Play
from bot.playing.samples import Samples
from bot.texts.check import check as check_catalogs
from bot.texts.extract import extract
from bot.texts.languages import normalised
from bot.texts.plain import EVERYTHING, judge
from bot.texts.po import path_of as catalog_path
from bot.texts.po_exchange import exported, import_file
from bot.texts.po_reading import read as read_catalog
from bot.texts.review import Review, ReviewState
from bot.texts.source import SOURCE_LANGUAGE
from bot.wiring import REGISTRY, Library, read_library


def check_flows(settings: Settings) -> str:
    """Raises Mistakes with everything that would go wrong, else a sentence."""
    book, mistakes = read_book(settings.flows_dir, settings.locales_dir)
    mistakes = mistakes or [finding.as_mistake() for finding in check_book(book, REGISTRY.vocabulary())]
    if mistakes:
        raise Mistakes(mistakes)
    lines = [f"{len(book.flows)} flows, {len(book.texts())} texts: all well"]
    for name, planned in sorted(unready(book, REGISTRY.vocabulary()).items()):
        lines.append(f"  {name} cannot start yet, as these are planned: {', '.join(planned)}")
    return "\n".join(lines)


def draw_flow(settings: Settings, flow: str | None, language: str, out: Path | None) -> tuple[str, list[str]]:
    """A flow as SVG, or an overview of all of them (or, when that was written to `out`, a sentence), and what is wrong.

    Raises Mistake and Mistakes.
    """
    manuscript = read_manuscript(settings)
    words = Words(manuscript.language(language), manuscript.catalogs)
    if flow is None:
        svg, wrong = overview_svg(manuscript.book), list(map(str, manuscript.mistakes))
        said = f"an overview of {len(manuscript.book.flows)} flows"
    else:
        graph = _graph(manuscript, flow)
        svg, wrong = flow_svg(graph, words), _wrong(manuscript, graph)
        said = f"the flow {flow}, {len(graph.nodes)} steps"
    if out is None:
        return svg, wrong
    try:
        out.write_text(svg, encoding="utf-8")
    except OSError as error:
        raise Mistake(f"It cannot be written: {error.strerror}.", mend="Name another file.", file=out) from None
    return f"{out}: {said}\n", wrong


def play_flow(settings: Settings, flow: str | None, language: str, console: Console) -> tuple[Play, list[str]]:
    """A flow to be played, and what is wrong with it. Raises Mistake and Mistakes."""
    manuscript = read_manuscript(settings)
    graph = _graph(manuscript, flow)
    samples = Samples(manuscript.book, manuscript.catalogs, date.today())  # noqa: DTZ011 -- the player's own day
    play = Play(manuscript, graph.flow.flow, language, console, samples)
    return play, _wrong(manuscript, graph)


def _graph(manuscript: Manuscript, flow: str | None) -> Graph:
    if flow is None:
        raise Mistake("Which flow?", mend=f"Flows here are: {', '.join(manuscript.book.flows)}.")
    return graph_of(manuscript.book, manuscript.vocabulary, manuscript.flow(flow))


def _wrong(manuscript: Manuscript, graph: Graph) -> list[str]:
    return [str(wrong) for wrong in (*graph.all_findings, *manuscript.mistakes)]


def schema_of(file: str) -> str:
    """The JSON Schema of a `flow`, or of `cadence`.yaml. Raises Mistake for another file."""
    if file not in {"flow", "cadence"}:
        raise Mistake(f"There is no schema of '{file}'.", mend="Write flow or cadence.")
    return (cadence_schema_text() if file == "cadence" else schema_text()).rstrip("\n")


def check_texts(settings: Settings) -> tuple[str, list[str]]:
    """Raises Mistakes with everything that is missing or wrong in the catalogs; else a sentence, and what people cannot type."""
    library = read_library(settings)
    mistakes = check_catalogs(settings.locales_dir, library.book.texts())
    mistakes += strays(library.book, settings.locales_dir)
    collided, warnings = _collisions(library, settings)
    if mistakes or collided:
        raise Mistakes([*mistakes, *collided])
    said = f"{', '.join(library.catalogs.all)}: {len(library.book.texts())} texts, all well"
    return said, [*_lacking(library, settings.locales_dir), *warnings]


def extract_texts(settings: Settings, language: str) -> str:
    """Brings every catalog up to date with the flows, and makes one for `language` when there is none, with a file for what
    people type. A line for each."""
    book, mistakes = read_book(settings.flows_dir, settings.locales_dir)
    if mistakes:
        raise Mistakes(mistakes)
    language = _not_there_already(settings, language)
    done = extract(settings.locales_dir, book.texts(), [language])
    lines = [f"{each.language}: {each.texts} texts, {each.to_translate} to translate, {each.dropped} dropped" for each in done]
    if language != SOURCE_LANGUAGE and not (file := path_of(settings.locales_dir, language)).exists():
        audiences = read_catalog(catalog_path(settings.locales_dir, language)).audiences
        file.write_text(template(book, language, audiences), encoding="utf-8", newline="\n")
        lines.append(f"{language}: {file} is for what people type")
    return "\n".join(lines)


def _not_there_already(settings: Settings, said: str) -> str:
    """The code of a language to add. Raises Mistake when it stands there under another: a second catalog would be nobody's."""
    code = normalised(said)
    if code != said and (code == SOURCE_LANGUAGE or catalog_path(settings.locales_dir, code).exists()):
        raise Mistake(f"'{said}' is here already, as {code}.", mend=f"weerklank texts extract --lang {code}")
    return code


def export_texts(settings: Settings, language: str, out: Path | None) -> str:
    """The catalog of a language as a PO file for translators' editors; or, when that was written to `out`, a sentence."""
    words = exported(settings.locales_dir, language)
    if out is None:
        return words.rstrip("\n")
    try:
        out.write_text(words, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Mistake(f"It cannot be written: {error.strerror}.", mend="Name another file.", file=out) from None
    return f"{out}: {words.count(chr(10) + 'msgctxt ')} texts in {language}"


def import_texts(settings: Settings, file: Path, by: str | None, on: date | None) -> str:
    """The words of a PO file are in the catalog of its language; a sentence that says how many.

    `by` and `on` say who reviewed all of it, as a role, and when. Raises Mistakes with the file's lines.
    """
    if (by is None) != (on is None):
        raise Mistake("A review has a role and a day.", mend="Give both --reviewed-by ROLE and --on DATE, or neither.")
    if on is not None and on > date.today():  # noqa: DTZ011 -- the day where the reviewer is
        raise Mistake(f"{on} is still to come.", mend="--on is the day on which it was read.")
    review = Review(ReviewState.REVIEWED, by, on) if by is not None and on is not None else None
    done = import_file(settings.locales_dir, file, review)
    told = f"{done.new} new, {done.changed} changed, {done.states} in another state, {done.empty} still without words"
    return f"{done.language}: {told}"


def safety_texts(settings: Settings, language: str) -> str:
    """The texts that a coalition's own people approve before it speaks this language: their keys, the Dutch, and the words. Those
    that are the same words are one thing to approve. Raises Mistake for a language that is not complete."""
    words = read_library(settings).words
    if language not in words.languages():
        complete = ", ".join(words.languages())
        raise Mistake(f"There is no complete catalog of '{language}'.", mend=f"These are complete: {complete}.")
    together: dict[tuple[object, ...], list[str]] = {}
    for key in words.safety_keys():
        text = words.fixed_text(key, language)
        together.setdefault((text.dutch, text.forms, text.is_button), []).append(key)
    lines = []
    for keys in together.values():
        text = words.fixed_text(keys[0], language)
        said = dict.fromkeys((" / ".join(text.dutch), " / ".join(text.forms)))
        lines += [", ".join(keys), *(f"    {line}" for each in said for line in each.splitlines() if line), ""]
    return "\n".join([*lines, f"{language}: {len(together)} texts to approve, said in {len(words.safety_keys())} places"])


def _lacking(library: Library, folder: Path) -> list[str]:
    """What people cannot type, in each language but Dutch."""
    others = [catalog for code, catalog in library.catalogs.all.items() if code != SOURCE_LANGUAGE]
    return [line for each in others for line in lacking(library.book, each.language, each.audiences, folder)]


def _collisions(library: Library, settings: Settings) -> tuple[list[Mistake], list[str]]:
    """Typed words that mean another button than theirs, in every language."""
    mistakes: list[Mistake] = []
    warnings: list[str] = []
    for code, catalog in library.catalogs.all.items():
        found = collisions(library.book, library.catalogs, code, catalog.audiences)
        wrong, said = told(found, code, settings.locales_dir, settings.flows_dir)
        mistakes += wrong
        warnings += said
    return mistakes, warnings


def plain(text: str, language: str) -> dict[str, Any]:
    """`{"score": 0–100, "plain", "checks", "findings": […], "explanations": […]}`: `bot.texts.plain.Verdict.as_json`."""
    return judge(text, normalised(language)).as_json()


def plain_line(verdict: Mapping[str, Any]) -> str:
    """The same for a person, in one line too."""
    marks = {True: "!", False: ""}
    findings = [f"{marks[f['severe']]}“{f['words']}” ({f['rule']}): {f['say_instead']}" for f in verdict["findings"]]
    explained = [f"“{e['words']}” may stay: {e['say']}" for e in verdict["explanations"]]
    looked = [] if verdict["checks"] == EVERYTHING else ["only the length of sentences and words was looked at"]
    said = "plain" if verdict["plain"] else "not plain"
    return " | ".join([f"{verdict['score']:5} {said}", *looked, *findings, *explained])
