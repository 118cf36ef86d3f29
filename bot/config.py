"""The settings: read once, from the environment (and a `.env` file beside it), into one frozen object."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from dotenv.parser import parse_stream

from bot.domain.errors import Mistake

ROOT = Path(__file__).resolve().parent.parent
"""Where `flows/` and `locales/` lie: beside `bot/`."""
PREFIX = "WEERKLANK_"
KNOWN = (
    "WEERKLANK_TELEGRAM_TOKEN",
    "WEERKLANK_SECRET_KEY",
    "WEERKLANK_DATABASE_URL",
    "WEERKLANK_TELEGRAM_API_URL",
    "WEERKLANK_RATE_PER_SECOND",
    "WEERKLANK_FLOWS_DIR",
    "WEERKLANK_LOCALES_DIR",
    "WEERKLANK_WEBHOOK_URL",
    "WEERKLANK_HTTP_HOST",
    "WEERKLANK_HTTP_PORT",
)
"""All that `.env.example` explains. Others that begin so are tokens, which a data file names."""
_TOKEN = re.compile(r"\d+:\S+")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a process needs to know. Secrets are kept out of its repr."""

    database_url: str = "sqlite:///var/weerklank.db"
    secret_key: str = field(default="", repr=False)
    """One or more keys, parted by commas: the first wraps, all unwrap."""
    telegram_token: str = field(default="", repr=False)
    """Of the first bot account."""
    telegram_api_url: str | None = None
    """Another Bot API server; None is Telegram's own."""
    flows_dir: Path = ROOT / "flows"
    locales_dir: Path = ROOT / "locales"
    rate_per_second: float = 28.0
    """Messages a second for each bot account (FACTS, 'Pace')."""
    webhook_url: str | None = None
    """Our address as Telegram reaches it; None is polling."""
    http_host: str = "127.0.0.1"
    http_port: int | None = None
    """Where webhooks, `/healthz` and `/metrics` are served; None is nowhere, 0 any free port."""
    named: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Every setting that begins with `WEERKLANK_`, for tokens that a loaded file names."""
    warnings: tuple[str, ...] = ()
    """Names that look like a setting and are none, each with a mend and without its value."""


@dataclass(frozen=True, slots=True)
class _Given:
    """What was set, and where."""

    values: Mapping[str, str] = field(repr=False)
    places: Mapping[str, tuple[Path, int]]
    """Of those that a file has, and the environment has not."""

    def mistake(self, name: str, what: str, mend: str) -> Mistake:
        file, line = self.places.get(name, (None, None))
        return Mistake(f"{name} {what}", mend=mend, file=file, line=line)

    def warnings(self) -> tuple[str, ...]:
        """One for each name that nobody will look at. A value that looks like a token is one, which a data file may name."""
        found = []
        for name, value in sorted(self.values.items()):
            ours = name.upper().startswith(PREFIX)
            rest = get_close_matches(name.upper().removeprefix(PREFIX), [known.removeprefix(PREFIX) for known in KNOWN], 1, 0.6)
            near = [f"{PREFIX}{each}" for each in rest] if ours else get_close_matches(name.upper(), KNOWN, 1, 0.85)
            if name in KNOWN or not (ours or (near and name in self.places)) or (ours and _TOKEN.fullmatch(value.strip())):
                continue
            mend = f"Did you mean {near[0]}?" if near else "The settings stand in .env.example."
            found.append(str(self.mistake(name, "is no setting, and is not looked at.", mend)))
        return tuple(found)


def read_settings(environ: Mapping[str, str] | None = None, env_file: Path | None = None) -> Settings:
    """Settings from `environ` (the process's own by default) over those in `env_file` (`.env` in the working folder by default).

    Raises Mistake with the place and a mend when one cannot be used.
    """
    environ = os.environ if environ is None else environ
    values, lines = _read_file(env_file := Path(".env") if env_file is None else env_file)
    places = {name: (env_file, line) for name, line in lines.items() if name not in environ}
    given = _Given({**values, **environ}, places)
    named = {name: value.strip() for name, value in given.values.items() if name.startswith(PREFIX) and value.strip()}
    defaults = Settings()
    return Settings(
        database_url=named.get("WEERKLANK_DATABASE_URL", defaults.database_url),
        secret_key=named.get("WEERKLANK_SECRET_KEY", ""),
        telegram_token=named.get("WEERKLANK_TELEGRAM_TOKEN", ""),
        telegram_api_url=named.get("WEERKLANK_TELEGRAM_API_URL"),
        flows_dir=_folder(given, named, "WEERKLANK_FLOWS_DIR", defaults.flows_dir),
        locales_dir=_folder(given, named, "WEERKLANK_LOCALES_DIR", defaults.locales_dir),
        rate_per_second=_rate(given, named, defaults.rate_per_second),
        webhook_url=_webhook_url(given, named),
        http_host=named.get("WEERKLANK_HTTP_HOST", defaults.http_host),
        http_port=_port(given, named),
        named=named,
        warnings=given.warnings(),
    )


def _read_file(path: Path) -> tuple[dict[str, str], dict[str, int]]:
    """Values and lines by name."""
    if not path.is_file():
        return {}, {}
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    try:
        with path.open(encoding="utf-8-sig") as words:
            bindings = list(parse_stream(words))
    except OSError as error:
        what = f"The settings cannot be read ({error.strerror})."
        raise Mistake(what, mend="Give yourself the right to read them.", file=path) from None
    except UnicodeDecodeError:
        raise Mistake("This is not text in UTF-8.", mend="Save it as UTF-8 in your editor.", file=path) from None
    for binding in bindings:
        line = binding.original.line + len(binding.original.string) - len(binding.original.string.lstrip("\n"))
        if binding.error or (binding.key and binding.value is None):
            raise Mistake("this line is not a setting.", mend="Write NAME=value.", file=path, line=line)
        if binding.key and binding.value is not None:
            values[binding.key], lines[binding.key] = binding.value, line
    return values, lines


def _folder(given: _Given, named: Mapping[str, str], name: str, default: Path) -> Path:
    folder = Path(named[name]) if name in named else default
    if not folder.is_dir():
        raise given.mistake(name, f"is {folder}, which is no folder.", "Name the folder that holds the files, or leave it empty.")
    return folder


def _rate(given: _Given, named: Mapping[str, str], default: float) -> float:
    name = "WEERKLANK_RATE_PER_SECOND"
    if name not in named:
        return default
    try:
        rate = float(named[name])
    except ValueError:
        rate = 0.0
    if not 0 < rate <= 1000:
        mend = "Give messages a second: above 0, 1000 at the most; 28 is Telegram's."
        raise given.mistake(name, f"is {named[name]}.", mend)
    return rate


def _webhook_url(given: _Given, named: Mapping[str, str]) -> str | None:
    """Telegram wants https; another Bot API server, beside us, may do without."""
    name = "WEERKLANK_WEBHOOK_URL"
    if name not in named:
        return None
    schemes = ("https://",) if "WEERKLANK_TELEGRAM_API_URL" not in named else ("https://", "http://")
    if not named[name].startswith(schemes) or {"?", "#"} & set(named[name]):
        mend = "Write https://host (and a path, if your proxy wants one), or leave it empty to poll."
        raise given.mistake(name, "is no address that Telegram can come to.", mend)
    if "WEERKLANK_HTTP_PORT" not in named:
        raise given.mistake(
            name, "needs WEERKLANK_HTTP_PORT beside it.", "Give the port to which your proxy passes on, such as 8080."
        )
    return named[name]


def _port(given: _Given, named: Mapping[str, str]) -> int | None:
    name = "WEERKLANK_HTTP_PORT"
    if name not in named:
        return None
    if not named[name].isdecimal() or not 1 <= int(named[name]) <= 65535:
        raise given.mistake(name, f"is {named[name]}.", "Give a port from 1 to 65535, or leave it empty.")
    return int(named[name])
