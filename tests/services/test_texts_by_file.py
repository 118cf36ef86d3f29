"""Elif gets the Turkish texts as a file, corrects them in her editor, and sends them back."""

from dataclasses import replace

import pytest

from bot.domain.errors import Mistake, NotAllowed, Refused
from bot.services.speaking import approving_texts, fixed_texts, texts_by_file
from bot.services.speaking.texts_by_file import Taken
from tests.people import BRAM, ELIF, LOTTE, NOOR, VOORBEELDSTAD, WILLEM
from tests.services.conftest import Town

EMINE = replace(ELIF, id="emine", name="Emine", translates=frozenset({"tr"}))
"""Translates Turkish too."""


@pytest.fixture
def town(town: Town) -> Town:
    """Nothing is approved in Turkish yet; Elif and Emine know it."""
    rows = town.rows
    rows.approvals = {at: approval for at, approval in rows.approvals.items() if approval.language != "tr"}
    town.put(replace(ELIF, translates=frozenset({"tr"})))
    town.put(EMINE)
    return town


async def file_of(town: Town, *changes: tuple[str, str]) -> bytes:
    """As Elif gets it, with words of hers."""
    words = await texts_by_file.file_of(town.work, ELIF.actor, "tr")
    for old, new in changes:
        assert old in words
        words = words.replace(old, new, 1)
    return words.encode()


async def sends(town: Town, content: bytes, *, approve: bool = False, language: str | None = "tr") -> Taken:
    return await texts_by_file.take(town.work, ELIF.actor, content, language, approve=approve)


def codes(taken: Taken) -> list[str]:
    return [mistake.code for mistake in taken.refused]


STOP = ('msgstr "stop (tr)"', 'msgstr "Durdu."')


async def test_the_file_says_how_each_text_stands_for_the_coalition(town: Town) -> None:
    seen = (await fixed_texts.current(town.work, VOORBEELDSTAD.id, "tr"))["welcome"].text_hash
    await approving_texts.approve(town.work, EMINE.actor, "tr", {"welcome": seen})
    await approving_texts.write(town.work, EMINE.actor, "tr", "common.ready_begun", ["Başladık."])
    words = (await file_of(town)).decode()
    assert words.count("# here: approved\n") == 1
    assert words.count("# here: not approved yet, needed before the language is on\n") == 1
    assert words.count("# here: own words, waiting for somebody else's yes\n") == 1
    assert 'msgstr "Başladık."' in words
    assert f'"X-Weerklank-Coalition: {VOORBEELDSTAD.id}\\n"' in words
    assert "texts_given_as_file" in town.done()


async def test_what_comes_back_untouched_changes_nothing(town: Town) -> None:
    assert await sends(town, await file_of(town)) == Taken("tr", 0, 0, 0, ())
    assert not town.rows.own_texts


async def test_a_correction_becomes_words_of_hers_that_wait_for_somebody_else(town: Town) -> None:
    taken = await sends(town, await file_of(town, STOP))
    assert (taken.changed, taken.approved, taken.refused) == (1, 0, ())
    stop = (await fixed_texts.current(town.work, VOORBEELDSTAD.id, "tr"))["stop"]
    assert (stop.forms, stop.waits, stop.own and stop.own.by) == (("Durdu.",), True, ELIF.id)
    with pytest.raises(Refused, match="own_work"):
        await approving_texts.approve(town.work, ELIF.actor, "tr", {"stop": stop.text_hash})
    assert await approving_texts.approve(town.work, EMINE.actor, "tr", {"stop": stop.text_hash}) == 1


async def test_with_approve_what_she_left_as_it_stood_has_her_yes_and_her_corrections_do_not(town: Town) -> None:
    taken = await sends(town, await file_of(town, STOP), approve=True)
    assert (taken.changed, taken.approved, taken.own) == (1, 7, 0)
    there = await fixed_texts.current(town.work, VOORBEELDSTAD.id, "tr")
    assert [key for key, text in there.items() if not text.is_approved] == ["stop"]
    again = await sends(town, await file_of(town), approve=True)
    assert (again.changed, again.approved, again.own) == (0, 0, 1)


async def test_a_coordinator_who_does_not_know_the_language_approves_no_file(town: Town) -> None:
    content = await file_of(town)
    with pytest.raises(NotAllowed, match="cannot_translate"):
        await texts_by_file.take(town.work, NOOR.actor, content, approve=True)
    assert (await texts_by_file.take(town.work, NOOR.actor, content)).changed == 0
    for somebody in (LOTTE.actor, replace(EMINE, translates=frozenset({"pl"})).actor):
        town.rows.people["emine"] = replace(EMINE, translates=frozenset({"pl"}))
        with pytest.raises(NotAllowed):
            await texts_by_file.take(town.work, somebody, content)
        with pytest.raises(NotAllowed):
            await texts_by_file.file_of(town.work, somebody, "tr")


async def test_words_that_somebody_else_wrote_meanwhile_are_not_overwritten(town: Town) -> None:
    corrected, untouched = await file_of(town, STOP), await file_of(town)
    await approving_texts.write(town.work, EMINE.actor, "tr", "stop", ["Bitti."])
    taken = await sends(town, corrected)
    assert (taken.changed, codes(taken)) == (0, ["po_changed"])
    assert (await sends(town, untouched)).refused == ()
    assert codes(await sends(town, untouched, approve=True)) == ["po_changed"]
    stop = (await fixed_texts.current(town.work, VOORBEELDSTAD.id, "tr"))["stop"]
    assert (stop.forms, stop.is_approved) == (("Bitti.",), False)


async def test_a_file_of_an_editor_that_dropped_our_notes_is_held_against_what_is_there_now(town: Town) -> None:
    lines = (await file_of(town, STOP)).decode().splitlines()
    kept = "\n".join(line for line in lines if not line.startswith("#")) + "\n"
    assert (await sends(town, kept.encode())).changed == 1


async def test_what_is_right_is_kept_and_what_is_not_is_told_by_its_line(town: Town) -> None:
    content = await file_of(
        town,
        STOP,
        ('msgctxt "common.ready_begun"', 'msgctxt "common.nowhere"'),
        ('msgid "common.ready_thank_you"', 'msgid "Bedankt"'),
        ('#. audience: parent\n#. seen: welcome-tr\nmsgctxt "welcome"', '#, fuzzy\nmsgctxt "welcome"'),
    )
    taken = await sends(town, content)
    assert taken.changed == 1
    assert sorted(codes(taken)) == ["po_fuzzy", "po_old_dutch", "po_unknown_text"]
    lines = content.decode().splitlines()
    for mistake in taken.refused:
        assert mistake.line is not None
        assert any(f'"{mistake.fields["word"]}"' in line for line in lines[mistake.line - 3 : mistake.line])


async def test_words_that_break_the_rules_are_told_by_the_rule(town: Town) -> None:
    town.words.forbidden = "Durdu."
    taken = await sends(town, await file_of(town, STOP))
    [mistake] = taken.refused
    assert (mistake.code, mistake.fields["fault"], mistake.fields["word"]) == ("po_fault", "markup", "stop")
    assert not town.rows.own_texts


async def test_a_text_that_was_emptied_stays_as_it_was_and_is_told(town: Town) -> None:
    taken = await sends(town, await file_of(town, ('msgstr "stop (tr)"', 'msgstr ""')), approve=True)
    assert (taken.changed, taken.approved) == (0, 7)
    [emptied] = taken.refused
    assert (emptied.code, emptied.fields["fault"]) == ("po_fault", "empty")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Project-Id-Version: weerklank", "Project-Id-Version: gedit 3", "po_other_project"),
        ("Project-Id-Version: weerklank", "Report-Msgid-Bugs-To: x", "po_other_project"),
        (f"X-Weerklank-Coalition: {VOORBEELDSTAD.id}", "X-Weerklank-Coalition: elders", "po_other_coalition"),
        ("Language: tr", "Language: pl", "po_other_language"),
        ('msgstr "stop (tr)"', 'msgstr "stop (tr)', "po_no_line"),
        ("Plural-Forms", "Plural-Form", "po_header"),
        ('msgctxt "stop"', 'msgctxt "welcome"', "po_twice"),
    ],
)
async def test_a_file_that_is_none_of_ours_is_told_with_a_line(town: Town, old: str, new: str, code: str) -> None:
    with pytest.raises(Mistake) as caught:
        await sends(town, await file_of(town, (old, new)))
    assert caught.value.code == code
    assert caught.value.line is not None
    assert not town.rows.own_texts


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b" \n\n", "empty_file"),
        (b"#" * 500_001, "po_too_large"),
        (b"\xff\xfe\x00", "po_not_text"),
        (b"%PDF-1.7", "po_other_kind"),
        (b"PK\x03\x04 a letter", "po_other_kind"),
        (b"# nothing but a comment\n", "po_header"),
    ],
)
async def test_what_is_no_file_of_texts_is_told(town: Town, content: bytes, code: str) -> None:
    with pytest.raises(Mistake) as caught:
        await sends(town, content)
    assert caught.value.code == code


async def test_a_file_without_texts_is_told(town: Town) -> None:
    header = (await file_of(town)).split(b"\n\n")[0] + b"\n"
    with pytest.raises(Mistake) as caught:
        await sends(town, header)
    assert caught.value.code == "po_no_texts"


async def test_another_coalition_takes_no_file_of_this_one(town: Town) -> None:
    with pytest.raises(Mistake, match="another coalition"):
        await texts_by_file.take(town.work, WILLEM.actor, await file_of(town))


async def test_dutch_and_a_language_that_is_not_whole_have_no_file(town: Town) -> None:
    for code in ("nl", "so"):
        with pytest.raises(Refused, match="language_incomplete"):
            await texts_by_file.file_of(town.work, BRAM.actor, code)
    content = (await file_of(town)).replace(b"Language: tr", b"Language: nl")
    with pytest.raises(Mistake) as caught:
        await sends(town, content, language=None)
    assert caught.value.code == "po_no_language"
