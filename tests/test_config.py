"""Settings are read once, and a wrong one says where it stands and how to mend it."""

from pathlib import Path

import pytest

from bot.config import Settings, read_settings
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
