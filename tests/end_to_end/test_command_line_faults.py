"""What is wrong is said in one line, with where and how to mend it; no traceback, and never a secret."""

import argparse
import io
import os
import shutil
import sys
from pathlib import Path

import pytest

from bot.__main__ import parser
from bot.config import ROOT
from bot.handling.actions.check_readiness import KNOWN, NEED_A_LOOK
from bot.refusals import OBSTACLES, SENTENCES
from bot.rehearsal.demo.stage import EXAMPLE, TRAJECTORY
from tests.end_to_end.command import Said, Terminal
from tests.end_to_end.town import BULLETIN

STATUS = ("bulletin", "status", BULLETIN)
KEY = "bmV3LWtleS1vZi10aGlydHktdHdvLWJ5dGVzISEhISE"


def says(said: Said, code: int, *pieces: str) -> None:
    """One line with each of these in it, and the exit code."""
    for piece in pieces:
        assert piece in said.mistake
    assert said.code == code


@pytest.mark.parametrize(
    ("key", "what"),
    [(None, "There is no secret key"), ("kort", "Secret key 1 is not 32 bytes"), (f"{KEY},kort", "Secret key 2 is not 32 bytes")],
)
def test_a_secret_key_that_is_missing_or_malformed(terminal: Terminal, key: str | None, what: str) -> None:
    terminal.weerklank("db", "upgrade")
    terminal.set(SECRET_KEY=key)
    says(terminal.weerklank(*STATUS), 2, what, "WEERKLANK_SECRET_KEY", "secrets.token_urlsafe(32)")


@pytest.fixture
def on_sqlite(terminal: Terminal) -> Terminal:
    """The example town, on the default kind of database."""
    assert terminal.weerklank("db", "upgrade").code == 0
    assert terminal.weerklank("load", terminal.named_example()).code == 0
    return terminal


def test_another_secret_key_than_the_one_that_wrote(on_sqlite: Terminal) -> None:
    on_sqlite.set(SECRET_KEY=KEY)
    says(on_sqlite.weerklank(*STATUS), 2, "written with another secret key", "Add the key that was used before")


@pytest.mark.parametrize(
    ("url", "what", "mend"),
    [
        ("sqlite:///nowhere/town.db", "There is no folder nowhere", "mkdir -p nowhere"),
        ("sqlite:///mistyped.db", "There is no database mistyped.db", "weerklank db upgrade"),
        ("sqlite:///empty.db", "The database sqlite:///empty.db is empty", "weerklank db upgrade"),
        ("sqlite://var/town.db", "two slashes", "sqlite:///var/"),
        ("mysql://localhost/town", "of the kind mysql", "postgresql://"),
        ("a town", "no URL", "sqlite:///"),
        ("sqlite:///words.db", "not an SQLite database", "WEERKLANK_DATABASE_URL"),
    ],
)
def test_a_database_that_is_not_there_or_is_none(terminal: Terminal, url: str, what: str, mend: str) -> None:
    terminal.file("words.db", "Dit is geen database, maar wel lang genoeg om er een te kunnen zijn." * 20)
    terminal.file("empty.db", "")
    terminal.set(DATABASE_URL=url)
    says(terminal.weerklank(*STATUS), 2, what, mend)
    assert not Path("mistyped.db").exists()


def test_a_database_server_that_does_not_answer_can_be_tried_again(terminal: Terminal) -> None:
    terminal.set(DATABASE_URL="postgresql://weerklank:geheim@127.0.0.1:1/town")
    for call in (
        STATUS,
        ("db", "upgrade"),
        ("load", str(EXAMPLE)),
        ("invite", TRAJECTORY),
        ("inbox", "list"),
        ("run",),
        ("keys", "rotate"),
    ):
        said = terminal.weerklank(*call)
        says(said, 1, "does not answer", "Look whether it runs")
        assert "geheim" not in said.err


@pytest.mark.parametrize(
    ("token", "pieces"),
    [
        (None, ("voorbeeldstad.yaml:18:", "WEERKLANK_TELEGRAM_TOKEN")),
        ("no token", ("voorbeeldstad.yaml:18:", "token", "@BotFather")),
    ],
)
def test_a_token_that_is_missing_or_malformed(terminal: Terminal, token: str | None, pieces: tuple[str, ...]) -> None:
    terminal.weerklank("db", "upgrade")
    terminal.set(TELEGRAM_TOKEN=token)
    says(terminal.weerklank("load", str(EXAMPLE)), 2, *pieces)


def test_a_bot_of_which_nobody_knows_the_name_makes_no_links(terminal: Terminal) -> None:
    terminal.weerklank("db", "upgrade")
    terminal.weerklank("load", str(EXAMPLE))
    says(terminal.weerklank("invite", TRAJECTORY), 1, "did not say what bot account voorbeeldstad-telegram is called")


def test_serving_nobody_says_what_comes_first(terminal: Terminal) -> None:
    terminal.weerklank("db", "upgrade")
    says(terminal.weerklank("run"), 2, "no bot account", "weerklank load FILE.yaml")


def test_a_flow_that_would_get_stuck_is_told_by_file_and_line(on_sqlite: Terminal) -> None:
    flows = copied(ROOT / "flows", on_sqlite.folder / "flows")
    on_sqlite.set(FLOWS_DIR=str(flows))
    file = flows / "help.yaml"
    text = file.read_text(encoding="utf-8")
    line = text[: text.index("go: language}")].count("\n") + 1
    file.write_text(text.replace("go: language}", "go: nowhere}"), encoding="utf-8")
    for call in (("flows", "check"), STATUS, ("texts", "check")):
        said = on_sqlite.weerklank(*call)
        assert said.code == 2
        assert f"{file}:{line}: " in said.err
        assert "nowhere" in said.err
        assert "Traceback" not in said.err


def test_a_catalog_that_cannot_be_read_is_told_by_file_and_line(on_sqlite: Terminal) -> None:
    locales = copied(ROOT / "locales", on_sqlite.folder / "locales")
    on_sqlite.set(LOCALES_DIR=str(locales))
    file = locales / "tr" / "LC_MESSAGES" / "weerklank.po"
    with file.open("a", encoding="utf-8") as catalog:
        catalog.write('\nmsgctxt "half\n')
    says(on_sqlite.weerklank("texts", "check"), 2, f"{file}:")
    says(on_sqlite.weerklank(*STATUS), 2, f"{file}:")


def copied(folder: Path, to: Path) -> Path:
    shutil.copytree(folder, to)
    return to


@pytest.mark.parametrize("folder", ["FLOWS_DIR", "LOCALES_DIR"])
def test_a_folder_that_is_not_there(terminal: Terminal, folder: str) -> None:
    terminal.set(**{folder: "nowhere"})
    says(terminal.weerklank("flows", "check"), 2, f"WEERKLANK_{folder} is nowhere", "Name the folder")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("coalition: {id: elders, name: Elders}\nfiets: 1\n", ":2:"),
        ("coalition: {id: elders\n", ":"),
        ("- 1\n", ":1:"),
        ("", ":"),
    ],
)
def test_a_data_file_with_a_mistake_in_it(on_sqlite: Terminal, text: str, where: str) -> None:
    file = on_sqlite.file("elders.yaml", text)
    said = on_sqlite.weerklank("load", file)
    assert said.code == 2
    assert f"{file}{where}" in said.err
    assert "Traceback" not in said.err


def test_a_data_file_that_is_not_there(on_sqlite: Terminal) -> None:
    says(on_sqlite.weerklank("load", "nowhere.yaml"), 2, "nowhere.yaml")
    says(on_sqlite.weerklank("load"), 2, "weerklank load FILE.yaml")


def test_ids_that_nobody_loaded(on_sqlite: Terminal) -> None:
    says(on_sqlite.weerklank("invite", "nowhere"), 1, "There is no trajectory nowhere.", "data file")
    for what in ("send", "pause", "resume", "cancel", "status"):
        says(on_sqlite.weerklank("bulletin", what, "nothing"), 1, "There is no bulletin nothing.")
    says(on_sqlite.weerklank("inbox", "retry", "7"), 1, "There is no set aside row 7.", "weerklank inbox list")


def test_what_a_bulletin_cannot_do_now(on_sqlite: Terminal) -> None:
    says(on_sqlite.weerklank("bulletin", "pause", BULLETIN), 1, "is draft, so there is nothing to pause")
    says(on_sqlite.weerklank("bulletin", "resume", BULLETIN), 1, "is draft, so there is nothing to resume")
    says(on_sqlite.weerklank("bulletin", "send", BULLETIN), 1, "no parent of its trajectory takes part", "weerklank invite")
    says(on_sqlite.weerklank("invite", TRAJECTORY, "--count", "0"), 2, "'0' is no number from 1 to 500")
    says(on_sqlite.weerklank("invite", TRAJECTORY, "--role", "baas"), 2, "'baas'", "'moderator'")


def test_everything_that_keeps_a_bulletin_is_said_at_once(on_sqlite: Terminal) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    text = text.replace("        second_look: {by: bram}\n", "", 1).replace("        next_promised: in 14 days\n", "", 1)
    file = on_sqlite.file("half.yaml", text)
    assert on_sqlite.weerklank("load", file).code == 0
    says(on_sqlite.weerklank("bulletin", "send", BULLETIN), 1, "(next_promised)", "(second_look)", "data file")


def test_every_obstacle_has_words() -> None:
    codes = {"element_missing" if code.startswith("missing_") else code for code in KNOWN | NEED_A_LOOK}
    assert set(OBSTACLES) | set(SENTENCES) >= codes


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("fly",),
        ("bulletin", "burn", "x"),
        ("invite",),
        ("invite", "x", "--count", "many"),
        ("invite", "x", "--role", "system"),
    ],
)
def test_a_call_that_is_no_call(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    says(terminal.weerklank(*arguments), 2, "--help")


def test_more_mistakes_than_anybody_mends_at_once_are_counted(on_sqlite: Terminal) -> None:
    rows = "".join(f"  - {{id: p{n}, naam: P{n}, roles: [coordinator]}}\n" for n in range(30))
    said = on_sqlite.weerklank("load", on_sqlite.file("many.yaml", f"coalition: {{id: elders, name: Elders}}\npeople:\n{rows}"))
    lines = said.err.splitlines()
    assert (said.code, len(lines), lines[-1]) == (2, 21, "weerklank: … and 10 more.")
    assert lines[0].startswith("weerklank: many.yaml:3: 'naam' is no part of a data file here. Did you mean 'name'?")


def test_mistakes_that_only_loading_finds_are_told_together_and_nothing_is_written(on_sqlite: Terminal) -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace("  id: voorbeeldstad\n", "  id: elders\n")
    said = on_sqlite.weerklank("load", on_sqlite.file("elders.yaml", text))
    assert said.code == 2
    assert said.err.count("is another coalition's") == 8, said.err
    assert "elders" not in on_sqlite.weerklank("load", on_sqlite.named_example()).out


def test_a_setting_with_a_slip_is_warned_of_and_the_rest_goes_on(terminal: Terminal) -> None:
    terminal.set(DATABSE_URL="geheim")
    said = terminal.weerklank("flows", "schema")
    assert said.code == 0
    [warning] = said.warnings
    assert "WEERKLANK_DATABASE_URL" in warning
    assert "geheim" not in warning


def test_a_token_setting_with_a_slip_names_the_one_that_is_there(terminal: Terminal) -> None:
    terminal.weerklank("db", "upgrade")
    text = EXAMPLE.read_text(encoding="utf-8").replace("WEERKLANK_TELEGRAM_TOKEN", "WEERKLANK_TELEGRAM_TOKN")
    says(
        terminal.weerklank("load", terminal.file("t.yaml", text)), 2, "TOKN is not there", "There is a WEERKLANK_TELEGRAM_TOKEN."
    )


@pytest.mark.parametrize(("token", "what"), [("geen token", "no bot token"), ("77:another-bot", "the token of another bot")])
def test_serving_with_a_token_that_cannot_be_the_bots_ends_before_it_begins(on_sqlite: Terminal, token: str, what: str) -> None:
    on_sqlite.set(TELEGRAM_TOKEN=token)
    said = on_sqlite.weerklank("run")
    says(said, 2, what, "WEERKLANK_TELEGRAM_TOKEN")
    assert token not in said.err


@pytest.mark.parametrize(("said", "code"), [("EN", "en"), ("en_US", "en"), ("zh", "zh_Hans"), ("nl-BE", "nl")])
def test_a_language_that_is_there_under_another_code_is_not_made_twice(terminal: Terminal, said: str, code: str) -> None:
    says(terminal.weerklank("texts", "extract", "--lang", said), 2, f"'{said}' is here already, as {code}")


def test_a_file_to_judge_that_is_not_there(terminal: Terminal) -> None:
    says(terminal.weerklank("texts", "plain", "nergens.txt"), 2, "nergens.txt", "cannot be read")


def test_texts_to_judge_in_another_encoding_or_language(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Goed.\n\xff\n")))
    says(terminal.weerklank("texts", "plain"), 2, "standard input:2: ", "UTF-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Goed.\n")))
    says(terminal.weerklank("texts", "plain", "--lang", "xx"), 2, "'xx' is not a language")


@pytest.mark.parametrize(
    ("arguments", "code", "pieces"),
    [
        ((TRAJECTORY, "--out", "report.docx"), 2, ("'report.docx'", ".html", ".pdf", ".png")),
        ((TRAJECTORY, "--out", "report"), 2, ("'report'", "--out report.html")),
        ((TRAJECTORY, "--out", "nowhere/report.html"), 2, ("no folder nowhere", "mkdir -p nowhere")),
        ((TRAJECTORY, "--out", "folder.html"), 2, ("folder.html is a folder", "Name a file")),
        ((TRAJECTORY,), 2, ("--out", "--help")),
        ((TRAJECTORY, "--out", "report.html", "--lang", "tr"), 2, ("tr", "--help")),
        (("nergens", "--out", "report.html"), 1, ("no trajectory nergens", "data file")),
    ],
    ids=["another kind", "no kind", "no folder", "a folder", "no file", "a language without texts", "no such trajectory"],
)
def test_a_report_that_cannot_be_made(
    on_sqlite: Terminal, arguments: tuple[str, ...], code: int, pieces: tuple[str, ...]
) -> None:
    (on_sqlite.folder / "folder.html").mkdir()
    before = {path.name for path in on_sqlite.folder.iterdir()}
    says(on_sqlite.weerklank("report", *arguments), code, *pieces)
    assert {path.name for path in on_sqlite.folder.iterdir() if not path.name.startswith("town.db")} <= before


def test_a_report_that_cannot_be_written_leaves_what_was_there(on_sqlite: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    on_sqlite.file("report.html", "an earlier one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    says(on_sqlite.weerklank("report", TRAJECTORY, "--out", "report.html"), 2, "report.html cannot be written", "No space left")
    assert (on_sqlite.folder / "report.html").read_text(encoding="utf-8") == "an earlier one"
    assert [path.name for path in on_sqlite.folder.glob(".report*")] == []


def test_every_argument_of_every_command_has_help() -> None:
    [commands] = [action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)]
    for name, command in commands.choices.items():
        for action in command._actions:
            assert action.help, f"{name} {action.dest}"


def test_a_language_is_one_folder_and_goes_out_to_translators_and_back(terminal: Terminal) -> None:
    locales = Path(shutil.copytree(ROOT / "locales", terminal.folder / "locales"))
    terminal.set(LOCALES_DIR=str(locales))
    made = terminal.weerklank("texts", "extract", "--lang", "lt").out
    assert f"lt: {locales / 'lt' / 'words.yaml'} is for what people type" in made
    assert terminal.weerklank("texts", "extract", "--lang", "lt").code == 0
    assert terminal.weerklank("texts", "check").code == 2, "nothing is translated yet"
    assert terminal.weerklank("texts", "export", "--lang", "tr", "--out", "tr.po").out.startswith("tr.po: ")
    file = terminal.folder / "tr.po"
    file.write_text(file.read_text(encoding="utf-8").replace("başla.", "yeniden başla.", 1), encoding="utf-8")
    early = terminal.weerklank("texts", "import", "tr.po", "--reviewed-by", "native speaker", "--on", "2999-01-01")
    assert early.code == 2
    assert "2999-01-01 is still to come" in early.err
    came = terminal.weerklank("texts", "import", "tr.po", "--reviewed-by", "native speaker", "--on", "2026-11-26")
    assert came.out.startswith("tr: 0 new, 1 changed, ")
    assert "# state: reviewed by native speaker on 2026-11-26" in (locales / "tr" / "LC_MESSAGES" / "weerklank.po").read_text(
        encoding="utf-8"
    )
    file.write_text(file.read_text(encoding="utf-8").replace("{signs_as} sorunuzun", "{naam} sorunuzun"), encoding="utf-8")
    refused = terminal.weerklank("texts", "import", "tr.po")
    assert refused.code == 2
    assert "tr.po:" in refused.err
    assert "{naam}" in refused.err
    for wrong in (
        ("import",),
        ("import", "tr.po", "--on", "2026-11-26"),
        ("import", "tr.po", "--on", "gisteren"),
        ("export", "--lang", "nl"),
    ):
        assert terminal.weerklank("texts", *wrong).code == 2
