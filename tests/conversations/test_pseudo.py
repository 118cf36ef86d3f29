"""Whole conversations in two languages that nobody speaks: whatever words of ours are said, were looked up in the catalog.

A Dutch word that is left in one of them was written in code, or taken from the wrong language.
"""

import re
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.approval import Approval
from bot.domain.own_text import SwitchedOn
from bot.rehearsal.demo.stage import Somebody
from bot.services.speaking import languages
from bot.texts.catalogs import Catalogs
from bot.texts.isolates import bare
from bot.texts.languages import language
from bot.texts.pseudo import LONG, RIGHT_TO_LEFT, long, right_to_left, with_pseudo
from bot.texts.wordbook import TextWordbook
from bot.wiring import CONSENT, Library
from tests.conversations.parents import FULL
from tests.conversations.player import COALITION, Player, playing

CHANGE = {LONG: long, RIGHT_TO_LEFT: right_to_left}
TYPED = "Kvraagx"
"""What a parent types that is no word of any language, and may be shown to them again."""


@pytest.fixture(scope="module")
def wide(library: Library) -> Library:
    """The project's library, with the two languages in it."""
    real = library.catalogs.all
    catalogs = Catalogs(with_pseudo(real.values(), real["nl"]))
    words = TextWordbook(catalogs, danger=library.book.words.danger, consent=CONSENT)
    return replace(library, catalogs=catalogs, words=words)


@pytest.fixture(params=[LONG, RIGHT_TO_LEFT])
async def play(request: pytest.FixtureRequest, tmp_path: Path, town: Path, wide: Library) -> AsyncIterator[Player]:
    """The example town, which offers this language too and has its bulletins in it."""
    code: str = request.param
    copy = tmp_path / "template.db"
    shutil.copy(town, copy)
    async with playing(tmp_path, copy, wide, code) as player:
        await _offered(player, code)
        yield player


async def _offered(play: Player, code: str) -> None:
    async with play.stage.house.work() as work:
        coalition = await work.uow.coalitions.get(COALITION)
        await work.uow.coalitions.save(replace(coalition, languages=("nl", code)))
        hashes = list(work.words.fixed_hashes(code))
        for bulletin in await work.uow.bulletins.of(COALITION):
            if bulletin.revision_id is None:
                continue
            revision = await work.uow.bulletins.revision(bulletin.revision_id)
            dutch = {element: words for (of, element), words in revision.texts.items() if of == "nl"}
            texts = {**revision.texts, **{(code, element): _each_line(code, words) for element, words in dutch.items()}}
            made = replace(revision, id=play.chance.id(), number=revision.number + 1, texts=texts)
            await work.uow.bulletins.add_revision(made)
            await work.uow.bulletins.save(replace(bulletin, revision_id=made.id))
            if (look := await work.uow.bulletins.second_look(revision.id)) is not None:
                await work.uow.bulletins.add_second_look(replace(look, revision_id=made.id))
            for of in {of for of, _ in texts}:
                hashes_of = list(languages.hashes(made, of).values())
                now = work.clock.now()
                await work.uow.bulletins.add_approvals([Approval(COALITION, each, of, "hanan", now) for each in hashes_of])
        now = work.clock.now()
        await work.uow.bulletins.add_approvals([Approval(COALITION, each, code, "hanan", now) for each in dict.fromkeys(hashes)])
        await work.uow.own_texts.switch_on(SwitchedOn(COALITION, code, "hanan", now))


def _each_line(code: str, words: str) -> str:
    return "\n".join(CHANGE[code](line.replace("{", "").replace("}", "")) if line else "" for line in words.split("\n"))


def dutch_words(wide: Library, code: str) -> set[str]:
    """Words of the catalog that look otherwise in this language."""
    forms = (form for entry in wide.catalogs.all["nl"].entries.values() for form in entry.forms)
    words = {word.lower() for form in forms for word in re.findall(r"[A-Za-zà-ÿ]{3,}", re.sub(r"\{\w+\}", " ", form))}
    return {word for word in words if word not in CHANGE[code](word)}


def leaked(line: str, code: str, wanted: set[str]) -> list[str]:
    """Dutch words and placeholders in a line, and any Latin word in the language that has none."""
    said = re.sub(r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d+ \w+|English", " ", line) if code == LONG else line
    letters = re.findall(r"[A-Za-zà-ÿ]{3,}", said)
    found = [word for word in letters if code == RIGHT_TO_LEFT or word.lower() in wanted]
    return found + re.findall(r"\{\w+\}", said)


async def leaks(play: Player, wide: Library, *people: Somebody) -> list[str]:
    """Lines on these phones in which something is left; names that are the same in every language aside."""
    async with play.stage.house.work() as work:
        coalition = await work.uow.coalitions.get(COALITION)
    names = (language(code).own_name for code in wide.catalogs.all)
    ours = (coalition.name, coalition.signs_as, coalition.help_line, *names, TYPED)
    wanted, found = dutch_words(wide, play.language), []
    for somebody in people:
        for message in (one for one in somebody.phone.messages if one.from_bot):
            words = [message.text, *(label for row in message.buttons for label in row)]
            for line in bare("\n".join(words)).split("\n"):
                said = line
                for own in ours:
                    said = said.replace(own, " ")
                found += [line] * bool(leaked(said, play.language, wanted))
    return found


async def test_somebody_joins_reacts_and_looks_at_what_is_kept(play: Player, wide: Library) -> None:
    lotte = play.stranger("Lotte")
    await play.opens_invitation(lotte)
    await play.taps(lotte, language(play.language).own_name)
    await play.taps(lotte, "welcome.age.choices.adult")
    await play.taps(lotte, "welcome.reading.choices.read")
    await play.taps(lotte, "consent.ask.choices.yes")
    await play.bulletin_goes_out(FULL)
    await play.taps(lotte, "react.understood.choices.a_little")
    await play.types(lotte, TYPED)
    await play.taps(lotte, "keep_words.keep.choices.yes")
    await play.taps(lotte, "react_proposal.plan.choices.helps")
    await play.types(lotte, "/gegevens")
    assert len([message for message in lotte.phone.messages if message.from_bot]) > 10
    assert await leaks(play, wide, lotte) == []


async def test_somebody_asks_pauses_stops_and_has_it_erased(play: Player, wide: Library) -> None:
    lotte, sem = await play.parent(), await play.parent("Sem")
    await play.types(lotte, "/vraag")
    await play.types(lotte, TYPED)
    await play.types(lotte, "/moment")
    await play.taps(lotte, "moments.choose.choices.evening")
    await play.types(lotte, "/pauze")
    await play.taps(lotte, "pause.how_long.choices.week")
    await play.types(sem, "/taal")
    await play.types(sem, TYPED)
    await play.types(sem, "/stop")
    await play.taps(sem, "stop.stopped.choices.forget")
    await play.taps(sem, "know_forget.known.choices.forget")
    await play.taps(sem, "know_forget.sure.choices.forget")
    assert await leaks(play, wide, lotte, sem) == []


@pytest.mark.parametrize("code", CHANGE)
def test_a_word_that_was_not_looked_up_is_seen(wide: Library, code: str) -> None:
    wanted = dutch_words(wide, code)
    assert leaked("Stuur gewoon een bericht.", code, wanted)
    assert leaked(f"{CHANGE[code]('Stuur')} bericht", code, wanted) == ["bericht"]
    assert leaked(CHANGE[code]("Stuur gewoon een bericht."), code, wanted) == []
    assert leaked("{quote}", code, wanted)[-1] == "{quote}"
