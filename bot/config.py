"""The settings: read once, from the environment (and a `.env` file beside it), into one frozen object."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dotenv.parser import parse_stream

from bot.domain.errors import Mistake

ROOT = Path(__file__).resolve().parent.parent
"""Where `flows/` and `locales/` lie: beside `bot/`."""


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
    named: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Every setting that begins with `WEERKLANK_`, for tokens that a loaded file names."""


def read_settings(environ: Mapping[str, str] | None = None, env_file: Path | None = None) -> Settings:
    """Settings from `environ` (the process's own by default) over those in `env_file` (`.env` in the working folder by default).

    Raises Mistake with the place and a mend when one cannot be used.
    """
    env_file = Path(".env") if env_file is None else env_file
    found = {**_read_file(env_file), **(os.environ if environ is None else environ)}
    named = {key: value.strip() for key, value in found.items() if key.startswith("WEERKLANK_") and value.strip()}
    defaults = Settings()
    return Settings(
        database_url=named.get("WEERKLANK_DATABASE_URL", defaults.database_url),
        secret_key=named.get("WEERKLANK_SECRET_KEY", ""),
        telegram_token=named.get("WEERKLANK_TELEGRAM_TOKEN", ""),
        telegram_api_url=named.get("WEERKLANK_TELEGRAM_API_URL"),
        flows_dir=_folder(named, "WEERKLANK_FLOWS_DIR", defaults.flows_dir),
        locales_dir=_folder(named, "WEERKLANK_LOCALES_DIR", defaults.locales_dir),
        rate_per_second=_rate(named, defaults.rate_per_second),
        named=named,
    )


def _read_file(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    found: dict[str, str] = {}
    with path.open(encoding="utf-8") as lines:
        for binding in parse_stream(lines):
            if binding.error:
                raise Mistake("this line is not a setting.", mend="Write NAME=value.", file=path, line=binding.original.line)
            if binding.key and binding.value is not None:
                found[binding.key] = binding.value
    return found


def _folder(named: Mapping[str, str], name: str, default: Path) -> Path:
    folder = Path(named[name]) if name in named else default
    if not folder.is_dir():
        raise Mistake(f"{name} is {folder}, which is no folder.", mend="Name the folder that holds the files, or leave it empty.")
    return folder


def _rate(named: Mapping[str, str], default: float) -> float:
    given = named.get("WEERKLANK_RATE_PER_SECOND")
    if given is None:
        return default
    try:
        rate = float(given)
    except ValueError:
        rate = 0.0
    if not 0 < rate <= 1000:
        raise Mistake(
            f"WEERKLANK_RATE_PER_SECOND is {given}.", mend="Give messages a second: above 0, 1000 at the most; 28 is Telegram's."
        )
    return rate
