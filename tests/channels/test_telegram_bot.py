"""A bot is made of a token and an address; what cannot be one is told at once."""

import pytest

from bot.channels.telegram_bot import make_bot
from bot.domain.errors import Mistake

TOKEN = "4200001:rehearsal-of-the-loop"


@pytest.mark.parametrize("token", ["", "hallo", "4200001", "4200001:", ":abc", "42 00001:abc", "token:abc"])
def test_a_wrong_token_is_a_mistake_that_does_not_repeat_it(token: str) -> None:
    with pytest.raises(Mistake) as caught:
        make_bot(token)
    assert "BotFather" in str(caught.value)
    assert not token or token not in str(caught.value).replace("bot token", "")


@pytest.mark.parametrize("address", ["127.0.0.1:8081", "ftp://127.0.0.1", "http://", "http://host/{token}", "http://[::1"])
def test_a_wrong_address_is_a_mistake(address: str) -> None:
    with pytest.raises(Mistake, match="WEERKLANK_TELEGRAM_API_URL is no web address"):
        make_bot(TOKEN, address)


def test_without_an_address_it_is_telegrams_own() -> None:
    assert make_bot(TOKEN).session.api.api_url(TOKEN, "getMe") == f"https://api.telegram.org/bot{TOKEN}/getMe"


def test_another_address_serves_methods_and_files() -> None:
    api = make_bot(TOKEN, "http://127.0.0.1:8081/").session.api
    assert api.api_url(TOKEN, "getMe") == f"http://127.0.0.1:8081/bot{TOKEN}/getMe"
    assert api.file_url(TOKEN, "voice/1.ogg") == f"http://127.0.0.1:8081/file/bot{TOKEN}/voice/1.ogg"
