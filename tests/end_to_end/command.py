"""The command line as somebody meets it who has a terminal: what it prints, and its exit code."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.rehearsal.demo.stage import EXAMPLE
from tests.databases import Database

NOBODY = "http://127.0.0.1:1"
"""A server that does not answer."""
USERNAME = "weerklank_voorbeeld_bot"
WARNING = "weerklank: warning: "
TOKEN = "4200001:a-token-that-only-the-rehearsal-knows"


@dataclass
class Said:
    """What one call came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def warnings(self) -> list[str]:
        """What it warned of, and did all the same."""
        return [line.removeprefix(WARNING) for line in self.err.splitlines() if line.startswith(WARNING)]

    @property
    def mistake(self) -> str:
        """The one line that says what was wrong."""
        lines = [line for line in self.err.splitlines() if line.startswith("weerklank: ") and not line.startswith(WARNING)]
        assert len(lines) == 1, self.err
        assert "Traceback" not in self.err
        assert TOKEN not in self.err
        return lines[0].removeprefix("weerklank: ")


class Terminal:
    """A working folder of its own, with settings in the environment."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._monkeypatch, self._capsys = monkeypatch, capsys
        self.environment: dict[str, str] = {}
        monkeypatch.chdir(folder)

    def set(self, **settings: str | None) -> None:
        """WEERKLANK_ settings by their short names; None takes one away."""
        for name, value in settings.items():
            full = f"WEERKLANK_{name}"
            if value is None:
                self._monkeypatch.delenv(full, raising=False)
                self.environment.pop(full, None)
            else:
                self._monkeypatch.setenv(full, value)
                self.environment[full] = value

    def weerklank(self, *arguments: str) -> Said:
        """One call of the command."""
        self._capsys.readouterr()
        code = main(arguments)
        said = self._capsys.readouterr()
        return Said(code, said.out, said.err)

    def named_example(self) -> str:
        """The example town's data file, with the name of its bot in it, so that no server has to be asked."""
        text = EXAMPLE.read_text(encoding="utf-8")
        return self.file("town.yaml", text.replace("bot_account:\n", f"bot_account:\n  username: {USERNAME}\n"))

    def file(self, name: str, text: str) -> str:
        """A file in the working folder."""
        (self.folder / name).write_text(text, encoding="utf-8")
        return name


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """With a key and a token, before there is a database."""
    (tmp_path / "here").mkdir()
    made = Terminal(tmp_path / "here", monkeypatch, capsys)
    database = f"sqlite:///{tmp_path}/here/town.db"
    made.set(SECRET_KEY=secrets.token_urlsafe(32), TELEGRAM_TOKEN=TOKEN, DATABASE_URL=database, TELEGRAM_API_URL=NOBODY)
    return made


@pytest.fixture
def loaded(terminal: Terminal, database: Database) -> Terminal:
    """The example town is loaded."""
    terminal.set(DATABASE_URL=database.url)
    assert terminal.weerklank("load", terminal.named_example()).code == 0
    return terminal
