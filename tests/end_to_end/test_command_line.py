"""Names and shapes that others script against (DESIGN, 'Names that are fixed')."""

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.domain.actor import Role
from bot.rehearsal.demo.stage import EXAMPLE, TRAJECTORY
from bot.storage.cipher import Cipher
from tests.end_to_end.command import USERNAME, Terminal
from tests.end_to_end.town import BULLETIN


def test_a_database_is_made_and_loading_says_what_is_new(terminal: Terminal) -> None:
    for _ in range(2):
        assert terminal.weerklank("db", "upgrade").out == "the database is up to date\n"
    first = terminal.weerklank("load", str(EXAMPLE)).out.splitlines()
    assert first[0] == "voorbeeldstad: loaded"
    assert "  new people: 6" in first
    assert terminal.weerklank("load", str(EXAMPLE)).out.splitlines() == ["voorbeeldstad: loaded"]
    assert terminal.weerklank("load", "--schema").json["title"] == "LoadFile"


def test_a_check_says_what_would_change_and_writes_nothing(terminal: Terminal) -> None:
    terminal.weerklank("db", "upgrade")
    for _ in range(2):
        checked = terminal.weerklank("load", "--check", str(EXAMPLE)).out.splitlines()
        assert checked[0] == "voorbeeldstad: can be loaded; nothing is written yet"
        assert "  new people: 6" in checked
    file = terminal.named_example()
    terminal.weerklank("load", file)
    text = (
        EXAMPLE.read_text(encoding="utf-8").replace('name: "Bram"', 'name: "Bram B."').replace("status: planned", "status: done")
    )
    changed = terminal.file("changed.yaml", text)
    for call, first in (("--check", "voorbeeldstad: can be loaded; nothing is written yet"), ("", "voorbeeldstad: loaded")):
        said = terminal.weerklank(*filter(None, ("load", call, changed)))
        assert said.out.splitlines() == [first, "  changed people: 1", "  changed proposals: 1"]
    assert terminal.weerklank("load", changed).out == "voorbeeldstad: loaded\n"


def test_loading_warns_of_what_somebody_would_miss_later(terminal: Terminal) -> None:
    terminal.weerklank("db", "upgrade")
    assert not terminal.weerklank("load", str(EXAMPLE)).warnings
    text = EXAMPLE.read_text(encoding="utf-8").replace("  id: voorbeeldstad\n", "  id: elders\n")
    text = text.replace("languages: [nl, en, tr, ar, pl]", "languages: [nl, en, tr, so]").replace(
        "id: voorbeeldstad-", "id: elders-"
    )
    text = text[: text.index("\ntrajectories:")].replace("fixed_texts: {en: bram, tr: elif,", "fixed_texts: {en: bram,")
    text = text.replace('  - {id: bram, name: "Bram", roles: [coordinator]}', '  - {id: bram, name: "Bram", roles: [translator]}')
    text = re.sub(r"(?<=: )(marit|bram|samira|elif|hanan|ewa)(?=[,}])", r"\1-e", text)
    said = terminal.weerklank("load", terminal.file("elders.yaml", text))
    assert said.code == 0, said.err
    told = [warning.partition(": ")[2] for warning in said.warnings]
    assert [words[:30] for words in told] == [
        "'tr' is not offered to parents yet"[:30],
        "'so' is not offered to parents: t"[:30],
        "there is one coordinator, and "[:30],
    ]
    assert all(warning.startswith("elders.yaml:") for warning in said.warnings)


def test_loading_says_what_keeps_a_bulletin_and_what_stays_on_paper(terminal: Terminal) -> None:
    terminal.weerklank("db", "upgrade")
    text = EXAMPLE.read_text(encoding="utf-8")
    text = re.sub(r"(\n +)owner: .*", r'\1owner: ""', text, count=1)
    text = re.sub(r"(\n +)title: .*", r'\1title: "Voor {naam}"', text, count=1)
    text = text.replace("looked_for_traces: true", "looked_for_traces: false", 1)
    text = text.replace("next_promised: in 14 days", "next_promised: 2020-01-01", 1)
    said = terminal.weerklank("load", "--check", terminal.file("mijn.yaml", text))
    told = "\n".join(said.warnings)
    for words in ("has no owner", "could be recognised", "'eerste-terugkoppeling' cannot go out yet: the next day", "mijn.yaml:"):
        assert words in told
    assert said.code == 0


def test_a_verdict_is_one_line_for_programs_and_for_people(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "Hallo.\nIn het kader van de implementatie.\n\n"
    for flags in ((), ("--json",), ("--words",)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
        out = terminal.weerklank("texts", "plain", *flags).out.splitlines()
        assert len(out) == 3
        if "--words" in flags:
            assert out[0].split(" | ")[0].split()[1:] == ["plain"]
            assert out[1].split(" | ")[0].endswith("not plain")
            assert "!“In het kader van” (set_phrase): voor / bij" in out[1]
        else:
            assert [set(json.loads(line)) for line in out] == [{"score", "plain", "checks", "findings", "explanations"}] * 3


def test_the_lines_of_a_file_are_judged_and_a_language_is_known_however_it_is_typed(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "brief.txt"
    file.write_bytes(b"\xef\xbb\xbfHallo.\r\n\r\nHet beleid is er.\r\n")
    for code in ("nl", "NL", "nl_NL", "nl-BE"):
        out = terminal.weerklank("texts", "plain", str(file), "--lang", code).out.splitlines()
        assert [json.loads(line)["plain"] for line in out] == [True, True, False]


def test_invitations_are_told_as_token_link_and_role(loaded: Terminal) -> None:
    parents = loaded.weerklank("invite", TRAJECTORY, "--count", "3", "--json").json
    assert [set(each) for each in parents] == [{"token", "link", "role"}] * 3
    assert {each["role"] for each in parents} == {"parent"}
    assert len({each["token"] for each in parents}) == 3
    for each in parents:
        assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", each["token"])
        assert each["link"] == f"https://t.me/{USERNAME}?start={each['token']}"
    [coordinator] = loaded.weerklank("invite", TRAJECTORY, "--role", Role.COORDINATOR, "--json").json
    assert (coordinator["role"], coordinator["person"]) == ("coordinator", "bram")
    first, second, third = loaded.weerklank("invite", TRAJECTORY, "--role", Role.COORDINATOR, "--count", "3").out.splitlines()
    assert (first.partition("  ")[2], second.partition("  ")[2], third.partition("  ")[2]) == ("(for marit)", "(for bram)", "")
    assert loaded.weerklank("invite", TRAJECTORY).out.startswith("https://t.me/")
    assert loaded.weerklank("invite", TRAJECTORY, "--contact", "marit").code == 1, "she is no contact person"
    assert loaded.weerklank("invite", TRAJECTORY, "--contact", "gerda", "--role", "reader").code == 2


def test_the_status_of_a_bulletin_has_its_five_names(loaded: Terminal) -> None:
    status = loaded.weerklank("bulletin", "status", BULLETIN, "--json").json
    assert status == {"id": BULLETIN, "state": "draft", "recipients": 0, "counts": {}, "reasons": {}}
    assert loaded.weerklank("bulletin", "status", BULLETIN).out == f"{BULLETIN}: draft, 0 recipients\n"
    cancelled = loaded.weerklank("bulletin", "cancel", BULLETIN, "--json").json
    assert (cancelled["id"], cancelled["state"]) == (BULLETIN, "cancelled")


def test_nothing_is_set_aside_in_a_town_where_nothing_went_wrong(loaded: Terminal) -> None:
    assert loaded.weerklank("inbox", "list").out == "nothing was set aside\n"
    assert loaded.weerklank("inbox", "retry").out == "nothing was set aside\n"


def test_the_flows_and_texts_are_well_and_every_flow_can_start(terminal: Terminal) -> None:
    checked = terminal.weerklank("flows", "check")
    assert checked.code == 0
    [said] = checked.out.splitlines()
    assert said.endswith("all well")
    assert terminal.weerklank("texts", "check").out.endswith("all well\n")
    safety = terminal.weerklank("texts", "safety", "--lang", "tr").out
    assert "danger.safe.choices.yes, panel.already.choices.yes\n    Ja\n" in safety
    assert safety.endswith("tr: 57 texts to approve, said in 59 places\n")
    assert "$defs" in terminal.weerklank("flows", "schema").json


def test_every_data_key_can_be_wrapped_by_another_secret_key(loaded: Terminal) -> None:
    old = loaded.environment["WEERKLANK_SECRET_KEY"]
    new = "bmV3LWtleS1vZi10aGlydHktdHdvLWJ5dGVzISEhISE"
    loaded.set(SECRET_KEY=f"{new},{old}")
    said = loaded.weerklank("keys", "rotate").out
    count, _, total, *_ = said.split()
    assert 0 < int(count) == int(total)
    key_id = Cipher(new).first
    assert key_id in said
    assert loaded.weerklank("keys", "rotate").out.startswith(f"nothing to do: all data keys ({total})")
    loaded.set(SECRET_KEY=new)
    assert loaded.weerklank("bulletin", "status", BULLETIN).code == 0


def test_somebody_who_reads_the_first_lines_only_sees_no_error() -> None:
    command = [sys.executable, "-m", "bot", "flows", "schema"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize(("name", "begins"), [("verslag.html", b"<!doctype html>"), ("VERSLAG.PDF", b"%PDF-")])
def test_a_report_is_one_file_and_the_newest_one(loaded: Terminal, name: str, begins: bytes) -> None:
    loaded.file(name, "an earlier one")
    said = loaded.weerklank("report", TRAJECTORY, "--out", name)
    assert (said.code, said.out) == (0, f"{name}: the report of {TRAJECTORY}\n")
    assert (loaded.folder / name).read_bytes().startswith(begins)
    assert [path.name for path in loaded.folder.glob(".*")] == []


def test_a_report_speaks_dutch_unless_english_is_asked_for(loaded: Terminal) -> None:
    for language in ("nl", "en"):
        assert loaded.weerklank("report", TRAJECTORY, "--out", f"{language}.html", "--lang", language).code == 0
    dutch, english = ((loaded.folder / f"{language}.html").read_text(encoding="utf-8") for language in ("nl", "en"))
    assert '<html lang="nl">' in dutch
    assert "Ouders vertelden" in dutch
    assert '<html lang="en">' in english
    assert "Parents told us" in english
    # Words of parents are nobody's to translate.
    for page in (dutch, english):
        assert "Gece kimse yoktu" in page
    assert "Elke keer kwam er iemand anders" not in dutch, "that is for professionals only"


def test_charts_are_one_picture_once_there_is_something_to_draw(loaded: Terminal) -> None:
    said = loaded.weerklank("report", TRAJECTORY, "--out", "charts.png")
    assert said.code == 1
    assert "There is nothing to draw yet" in said.mistake
    assert not (loaded.folder / "charts.png").exists()


def test_a_coalition_corrects_a_language_by_file_and_approves_the_rest(terminal: Terminal) -> None:
    terminal.weerklank("db", "upgrade")
    terminal.weerklank("load", terminal.named_example())
    here = ("--coalition", "voorbeeldstad")
    told = terminal.weerklank("texts", "export", "--lang", "tr", *here, "--out", "tr.po").out
    assert re.fullmatch(r"tr\.po: \d+ texts in tr, as voorbeeldstad has them\n", told)
    words = (terminal.folder / "tr.po").read_text(encoding="utf-8")
    assert "# here: approved" in words
    corrected = words.replace('msgstr "👍 Evet"', 'msgstr "👍 Elbette"', 1).replace("{signs_as} sorunuzun", "{naam} sorunuzun", 1)
    assert corrected.count("Elbette") == corrected.count("{naam}") == 1
    terminal.file("tr.po", corrected)
    said = terminal.weerklank("texts", "import", "tr.po", *here, "--by", "elif", "--approve")
    assert said.code == 2, "what is right is kept, and what is not is told"
    own, left = "1 in words of elif now, which wait for somebody else's yes", "0 own words left for somebody else"
    assert said.out == f"tr: {own}, 0 approved, {left}, 1 not taken\n"
    assert re.match(r"tr\.po:\d+: '.*' cannot be said so: unknown_value \(\{naam\}\)", said.mistake)
    assert "own words, waiting for somebody else" in terminal.weerklank("texts", "export", "--lang", "tr", *here).out
    mended = corrected.replace("{naam} sorunuzun", "{signs_as} sorunuzun")
    terminal.file("tr.po", mended)
    assert terminal.weerklank("texts", "import", "tr.po", *here, "--by", "elif").code == 0
    for wrong, code, words in (
        (("import", "tr.po", *here), 2, "--by PERSON"),
        (("import", "tr.po", "--by", "elif"), 2, "--coalition"),
        (("import", "tr.po", *here, "--by", "elif", "--reviewed-by", "x", "--on", "2026-11-26"), 2, "Leave them out"),
        (("import", "nowhere.po", *here, "--by", "elif"), 2, "nowhere.po: It cannot be read"),
        (("import", "tr.po", *here, "--by", "niemand"), 1, "no person niemand"),
        (("import", "tr.po", *here, "--by", "ewa"), 1, "may not approve texts in 'tr'"),
        (("import", "tr.po", "--coalition", "elders", "--by", "elif"), 1, "no coalition elders"),
        (("export", "--lang", "nl", *here), 1, "--lang"),
    ):
        said = terminal.weerklank("texts", *wrong)
        assert (said.code, words in said.mistake) == (code, True), said.mistake
