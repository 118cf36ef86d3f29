"""Settings are read once, and a wrong one says where it stands and how to mend it."""

from pathlib import Path

import pytest

from bot.config import KNOWN, ROOT, Settings, read_settings
from bot.domain.errors import Mistake


def test_without_any_setting_the_defaults_hold(tmp_path: Path) -> None:
    settings = read_settings({}, tmp_path / ".env")
    assert settings == Settings()


def test_the_environment_overrules_the_file(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text('WEERKLANK_TELEGRAM_TOKEN="1:from-file"\nWEERKLANK_RATE_PER_SECOND=5 # slow\n')
    settings = read_settings({"WEERKLANK_TELEGRAM_TOKEN": "2:from-environment"}, env_file)
    assert settings.telegram_token == "2:from-environment"
    assert settings.rate_per_second == 5


def test_an_empty_setting_is_as_good_as_none(tmp_path: Path) -> None:
    assert read_settings({"WEERKLANK_FLOWS_DIR": " "}, tmp_path / ".env").flows_dir == Settings().flows_dir


def test_a_line_that_is_no_setting_is_named(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("WEERKLANK_RATE_PER_SECOND=5\n='lost'\n")
    with pytest.raises(Mistake, match=r"\.env:2: this line is not a setting\. Write NAME=value\."):
        read_settings({}, env_file)


@pytest.mark.parametrize("rate", ["fast", "0", "-1", "1001"])
def test_a_rate_that_cannot_be_is_refused(rate: str, tmp_path: Path) -> None:
    with pytest.raises(Mistake, match="WEERKLANK_RATE_PER_SECOND"):
        read_settings({"WEERKLANK_RATE_PER_SECOND": rate}, tmp_path / ".env")


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Mistake, match="WEERKLANK_LOCALES_DIR"):
        read_settings({"WEERKLANK_LOCALES_DIR": str(tmp_path / "nowhere")}, tmp_path / ".env")


def test_secrets_do_not_show_in_a_repr() -> None:
    settings = Settings(secret_key="dear", telegram_token="1:dear", named={"WEERKLANK_OTHER": "dear"})
    assert "dear" not in repr(settings)


def test_a_wrong_setting_is_told_by_the_line_it_stands_on(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("# ours\n\nWEERKLANK_FLOWS_DIR=\nWEERKLANK_RATE_PER_SECOND=fast\n")
    with pytest.raises(Mistake) as caught:
        read_settings({}, env_file)
    assert (caught.value.file, caught.value.line) == (env_file, 4)
    with pytest.raises(Mistake) as caught:
        read_settings({"WEERKLANK_RATE_PER_SECOND": "0"}, env_file)
    assert (caught.value.file, caught.value.line) == (None, None)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("WEERKLANK_DATABSE_URL", "Did you mean WEERKLANK_DATABASE_URL?"),
        ("WEERKLANK_SECRET_KEYS", "Did you mean WEERKLANK_SECRET_KEY?"),
        ("weerklank_secret_key", "Did you mean WEERKLANK_SECRET_KEY?"),
        ("WEERKLANG_SECRET_KEY", "Did you mean WEERKLANK_SECRET_KEY?"),
        ("WEERKLANK_FIETS", "The settings stand in .env.example."),
    ],
)
def test_a_setting_that_nobody_looks_at_is_warned_of_without_its_value(tmp_path: Path, name: str, meant: str) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text(f"{name}=dear\n")
    [warning] = read_settings({}, env_file).warnings
    assert warning.startswith(f"{env_file}:1: {name} is no setting")
    assert meant in warning
    assert "dear" not in warning


def test_tokens_of_more_bots_and_names_of_others_are_not_warned_of(tmp_path: Path) -> None:
    own = dict.fromkeys(KNOWN, "")
    assert not read_settings(
        own | {"WEERKLANK_TOKEN_ELDERS": "12:token", "PATH": "x", "SECRET_KEY": "x"}, tmp_path / ".env"
    ).warnings


def test_every_setting_is_explained_in_the_example() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    assert {line.partition("=")[0] for line in lines if "=" in line and not line.startswith("#")} == set(KNOWN)


@pytest.mark.parametrize("content", [b"WEERKLANK_SECRET_KEY=\xff\n", b"WEERKLANK_SECRET_KEY\n"])
def test_a_file_of_settings_that_cannot_be_read_is_a_mistake(tmp_path: Path, content: bytes) -> None:
    env_file = tmp_path / ".env"
    env_file.write_bytes(content)
    with pytest.raises(Mistake) as caught:
        read_settings({}, env_file)
    assert caught.value.file == env_file


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_a_port_to_which_no_proxy_could_pass_on_is_refused(port: str, tmp_path: Path) -> None:
    with pytest.raises(Mistake, match="a port from 1 to 65535"):
        read_settings({"WEERKLANK_HTTP_PORT": port}, tmp_path / ".env")
