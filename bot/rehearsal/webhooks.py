"""A webhook as its server keeps it: where to, with what secret, and what went wrong last.

Source of rules and words: tdlib/telegram-bot-api, `process_set_webhook_query`, `do_set_webhook` and `WebhookActor`. Two things
are ours, because this server stays on its own machine: it posts to loopback only, every other host is a name it cannot
resolve; and to loopback it also speaks plain http, on any port. It takes no certificates, and what a webhook answers in its
body is not carried out.
"""

import ipaddress
import re
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlsplit

from bot.rehearsal.arguments import Arguments
from bot.rehearsal.errors import BadRequest

HTTPS_PORTS = frozenset({443, 80, 88, 8443})
DEFAULT_CONNECTIONS = 40
MOST_CONNECTIONS = 100
LONGEST_SECRET = 256
_SECRET = re.compile(r"[A-Za-z0-9_-]*")
_HOST = re.compile(r"[A-Za-z0-9._~!$,*'();&+=%-]+|\[[0-9a-fA-F:.]+\]")


@dataclass(slots=True)
class Webhook:
    """What setWebhook set. `last_error_date` is in seconds since 1970, 0 when nothing went wrong."""

    url: str
    secret_token: str
    max_connections: int
    ip_address: str
    fixed_address: bool
    last_error_date: int = 0
    last_error_message: str = ""
    failures: int = 0
    """Deliveries that failed; not told to anybody, but a test can wait for it."""

    @classmethod
    def of(cls, given: Arguments) -> Self:
        """As setWebhook gives it. Raises BadRequest in the server's words."""
        url, secret, wanted = given.text("url"), given.text("secret_token"), given.text("ip_address")
        host = _host(url)
        if len(secret) > LONGEST_SECRET:
            raise BadRequest("secret token is too long")
        if not _SECRET.fullmatch(secret):
            raise BadRequest("secret token contains unallowed characters")
        if _loopback(host) is None:
            _check_place(url)
        connections = min(max(given.number("max_connections", DEFAULT_CONNECTIONS), 1), MOST_CONNECTIONS)
        address = _loopback(wanted or host)
        if address is None:
            refusal = "Invalid IP address specified" if wanted else "Failed to resolve host: Name or service not known"
            raise BadRequest(f"bad webhook: {refusal}")
        return cls(url, secret, connections, address, bool(wanted))

    def same(self, other: "Webhook | None") -> bool:
        """Whether this one, just made, changes nothing when it is set over `other`."""
        return other is not None and self == replace(other, last_error_date=0, last_error_message="", failures=0)

    @property
    def target(self) -> str:
        """The address to post to, by number."""
        parts = urlsplit(_whole(self.url))
        host = f"[{self.ip_address}]" if ":" in self.ip_address else self.ip_address
        user = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
        port = f":{parts.port}" if parts.port else ""
        return parts._replace(netloc=f"{user}{host}{port}", path=parts.path or "/", fragment="").geturl()

    @property
    def host(self) -> str:
        """The Host header."""
        return urlsplit(_whole(self.url)).netloc.rpartition("@")[2]

    def failed(self, now: float, words: str) -> None:
        """An update could not be delivered."""
        self.last_error_date, self.last_error_message = int(now), words
        self.failures += 1

    def shown(self) -> dict[str, Any]:
        """Its part of WebhookInfo."""
        info: dict[str, Any] = {"url": self.url, "max_connections": self.max_connections, "ip_address": self.ip_address}
        if self.last_error_date:
            info |= {"last_error_date": self.last_error_date, "last_error_message": self.last_error_message}
        return info


def lane(kind: str, payload: dict[str, Any]) -> tuple[str, int]:
    """What is delivered one at a time: the messages of a chat, the taps of a person (`add_update` of tdlib/telegram-bot-api)."""
    match kind:
        case "callback_query":
            return kind, int(payload["from"]["id"])
        case "chat_member":
            return kind, int(payload["new_chat_member"]["user"]["id"])
        case "my_chat_member":
            return kind, int(payload["chat"]["id"])
        case _:
            return "message", int(payload["chat"]["id"])


def _whole(url: str) -> str:
    """With its scheme; https unless it says otherwise."""
    return url if re.match(r"[A-Za-z]+://", url) else f"https://{url}"


def _host(url: str) -> str:
    """The host of a well-formed URL. Raises BadRequest."""
    invalid = BadRequest("invalid webhook URL specified")
    try:
        parts = urlsplit(_whole(url))
        port = parts.port
    except ValueError:
        raise invalid from None
    host = parts.netloc.rpartition("@")[2].removesuffix(f":{port}")
    if parts.scheme not in {"http", "https"} or host == "." or port == 0 or not _HOST.fullmatch(host):
        raise invalid
    return (parts.hostname or "").lower()


def _check_place(url: str) -> None:
    """Somewhere else than here it has to be https, on one of four ports. Raises BadRequest."""
    parts = urlsplit(_whole(url))
    if parts.scheme == "http":
        raise BadRequest("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in HTTPS_PORTS:
        raise BadRequest("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _loopback(host: str) -> str | None:
    """Its number, when it is this machine."""
    if host == "localhost":
        return "127.0.0.1"
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return None
    return str(address) if address.is_loopback else None
