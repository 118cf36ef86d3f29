"""One table: what Telegram says, in its own words, and what we know after it."""

import json

import pytest
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import ClientDecodeError, TelegramEntityTooLarge, TelegramNetworkError
from aiogram.methods import SendMessage
from aiohttp import (
    ClientConnectionResetError,
    ClientConnectorDNSError,
    ClientConnectorError,
    ClientOSError,
    ClientPayloadError,
    ClientResponseError,
    ConnectionTimeoutError,
    InvalidURL,
    RequestInfo,
    ServerDisconnectedError,
    SocketTimeoutError,
)
from aiohttp.client_reqrep import ConnectionKey
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from bot.channels.telegram_bot import make_bot
from bot.channels.telegram_errors import outcome_of, outcome_of_reading
from bot.outbox.outcome import Fate, Outcome, Why
from tests.fakes.telegram import TOKEN

FATMA = "510000001"
HOST = ConnectionKey("api.telegram.org", 443, is_ssl=True, ssl=True, proxy=None, proxy_auth=None, proxy_headers_hash=None)


def said(status: int, description: str, **parameters: int) -> Exception:
    """The exception that aiogram makes of the server's answer to a message for Fatma."""
    body = {"ok": False, "error_code": status, "description": description, "parameters": parameters}
    method = SendMessage(chat_id=FATMA, text="Dag Fatma")
    try:
        AiohttpSession().check_response(make_bot(TOKEN), method, status, json.dumps(body))
    except Exception as error:
        return error
    raise AssertionError("aiogram took this for an answer")


def broke(cause: BaseException) -> Exception:
    """The exception that aiogram makes of trouble on the wire."""
    error = TelegramNetworkError(SendMessage(chat_id=FATMA, text="Dag Fatma"), f"{type(cause).__name__}: {cause}")
    error.__cause__ = cause
    return error


REFUSED = [
    (403, "Forbidden: bot was blocked by the user", Why.BLOCKED),
    (403, "Forbidden: user is deactivated", Why.BLOCKED),
    (403, "Forbidden: bot can't initiate conversation with a user", Why.BLOCKED),
    (403, "Forbidden: bot was kicked from the supergroup chat", Why.KICKED),
    (403, "Forbidden: bot was kicked from the group chat", Why.KICKED),
    (403, "Forbidden: bot is not a member of the supergroup chat", Why.KICKED),
    (403, "Forbidden: the group chat was deleted", Why.CHAT_GONE),
    (403, "Forbidden: the bot can't send messages to the bot", Why.REFUSED),
    (400, "Bad Request: chat not found", Why.CHAT_GONE),
    (400, "Bad Request: PEER_ID_INVALID", Why.CHAT_GONE),
    (400, "Bad Request: group chat was upgraded to a supergroup chat", Why.CHAT_GONE),
    (400, "Bad Request: message thread not found", Why.TOPIC_GONE),
    (400, "Bad Request: TOPIC_DELETED", Why.TOPIC_GONE),
    (400, "Bad Request: TOPIC_ID_INVALID", Why.TOPIC_GONE),
    (400, "Bad Request: TOPIC_CLOSED", Why.REFUSED),
    (400, "Bad Request: the chat is not a forum", Why.REFUSED),
    (400, "Bad Request: message to edit not found", Why.MESSAGE_GONE),
    (400, "Bad Request: message to delete not found", Why.MESSAGE_GONE),
    (400, "Bad Request: message can't be edited", Why.MESSAGE_GONE),
    (400, "Bad Request: there is no text in the message to edit", Why.MESSAGE_GONE),
    (400, "Bad Request: MESSAGE_ID_INVALID", Why.MESSAGE_GONE),
    (400, "Bad Request: message is not modified: specified new message content and reply markup are …", Why.UNCHANGED),
    (400, "Bad Request: message can't be deleted for everyone", Why.REFUSED),
    (400, "Bad Request: message is too long", Why.REFUSED),
    (400, "Bad Request: BUTTON_DATA_INVALID", Why.REFUSED),
    (400, "Bad Request: VOICE_MESSAGES_FORBIDDEN", Why.REFUSED),
    (401, "Unauthorized", Why.UNAUTHORIZED),
    (401, "Unauthorized: invalid token specified", Why.UNAUTHORIZED),
    (404, "Not Found", Why.UNAUTHORIZED),
    (409, "Conflict: terminated by other getUpdates request", Why.REFUSED),
    (413, "Request Entity Too Large", Why.REFUSED),
    (418, "I am something that stands between", Why.REFUSED),
]


@pytest.mark.parametrize(("status", "description", "why"), REFUSED)
def test_a_refusal_was_not_delivered_and_says_why(status: int, description: str, why: Why) -> None:
    assert outcome_of(said(status, description)) == Outcome(Fate.NOT_DELIVERED, why, detail=description)


@pytest.mark.parametrize(
    ("parameters", "seconds"),
    [({"retry_after": 17}, 17.0), ({}, 17.0), ({"retry_after": 0}, 17.0)],
    ids=["in the parameters", "in the sentence only", "nought in the parameters"],
)
def test_too_fast_says_how_long_to_wait(parameters: dict[str, int], seconds: float) -> None:
    sentence = "Too Many Requests: retry after 17"
    outcome = outcome_of(said(429, sentence, **parameters))
    assert outcome == Outcome(Fate.NOT_DELIVERED, Why.TOO_FAST, retry_after=seconds, detail=sentence)


def test_too_fast_without_a_figure_leaves_it_to_the_outbox() -> None:
    assert outcome_of(said(429, "Too Many Requests")) == Outcome(Fate.NOT_DELIVERED, Why.TOO_FAST, detail="Too Many Requests")


def test_a_group_that_became_a_supergroup_says_where_it_is_now() -> None:
    sentence = "Bad Request: group chat was upgraded to a supergroup chat"
    outcome = outcome_of(said(400, sentence, migrate_to_chat_id=-1002100000001))
    assert outcome == Outcome(Fate.NOT_DELIVERED, Why.MOVED, moved_to="-1002100000001", detail=sentence)


@pytest.mark.parametrize(
    ("status", "description"),
    [(500, "Internal Server Error"), (500, "Internal Server Error: restart"), (502, "Bad Gateway"), (504, "Gateway Timeout")],
)
def test_trouble_of_the_server_is_ambiguous(status: int, description: str) -> None:
    assert outcome_of(said(status, description)) == Outcome(Fate.AMBIGUOUS, detail=description)


NO_CONNECTION = [
    ClientConnectorError(HOST, ConnectionRefusedError(111, "Connection refused")),
    ClientConnectorDNSError(HOST, OSError(-2, "Name or service not known")),
    ConnectionTimeoutError(f"Connection timeout to host https://api.telegram.org/bot{TOKEN}/sendMessage"),
]


@pytest.mark.parametrize("cause", NO_CONNECTION, ids=lambda cause: type(cause).__name__)
def test_without_a_connection_nothing_was_sent(cause: Exception) -> None:
    assert outcome_of(broke(cause)) == Outcome(Fate.NOT_DELIVERED, Why.NETWORK, detail=type(cause).__name__)


BROKEN = [
    TimeoutError(),
    SocketTimeoutError("Timeout on reading data from socket"),
    ServerDisconnectedError(),
    ClientOSError(104, "Connection reset by peer"),
    ClientConnectionResetError("Cannot write to closing transport"),
    ClientPayloadError("Response payload is not completed"),
    InvalidURL(f"http://127.0.0.1/bot{TOKEN}/sendMessage"),
]


@pytest.mark.parametrize("cause", BROKEN, ids=lambda cause: type(cause).__name__)
def test_once_connected_nobody_knows(cause: Exception) -> None:
    assert outcome_of(broke(cause)) == Outcome(Fate.AMBIGUOUS, detail=type(cause).__name__)


@pytest.mark.parametrize(
    "error",
    [
        ClientDecodeError("Failed to decode object", ValueError("line 1"), "<html>502 Bad Gateway</html>"),
        ConnectionResetError(104, "Connection reset by peer"),
        RuntimeError("Session is closed"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_answer_that_cannot_be_read_is_ambiguous(error: Exception) -> None:
    assert outcome_of(error) == Outcome(Fate.AMBIGUOUS, detail=type(error).__name__)


def test_too_large_is_no_network_trouble_though_aiogram_files_it_there() -> None:
    error = TelegramEntityTooLarge(SendMessage(chat_id=FATMA, text="Dag"), "Request Entity Too Large")
    assert outcome_of(error).why is Why.REFUSED


@pytest.mark.parametrize(
    "error",
    [
        said(429, "Too Many Requests: retry after 3", retry_after=3),
        said(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-100),
        said(400, 'Bad Request: can\'t parse entities: unsupported start tag "Fatma" at byte offset 3'),
        *map(broke, [*NO_CONNECTION, *BROKEN]),
    ],
)
def test_no_detail_names_a_person_or_a_token(error: Exception) -> None:
    detail = outcome_of(error).detail
    assert detail
    assert not any(secret in detail for secret in (FATMA, "Fatma", TOKEN))


def http_error(status: int) -> Exception:
    url = URL(f"https://api.telegram.org/file/bot{TOKEN}/voice/1.ogg")
    return ClientResponseError(RequestInfo(url, "GET", CIMultiDictProxy(CIMultiDict()), url), (), status=status)


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (TimeoutError(), Why.NETWORK),
        (http_error(502), Why.NETWORK),
        (http_error(404), Why.REFUSED),
        (said(500, "Internal Server Error"), Why.NETWORK),
        (said(400, "Bad Request: file is too big"), Why.REFUSED),
        (said(400, "Bad Request: wrong file_id or the file is temporarily unavailable"), Why.REFUSED),
        (said(401, "Unauthorized"), Why.UNAUTHORIZED),
    ],
)
def test_reading_is_never_ambiguous(error: Exception, why: Why) -> None:
    outcome = outcome_of_reading(error)
    assert (outcome.fate, outcome.why) == (Fate.NOT_DELIVERED, why)
    assert TOKEN not in outcome.detail
