"""What the server says when it refuses, in the words of tdlib/telegram-bot-api and tdlib/td.

ApiError
├── BadRequest    400
├── Unauthorized  401
├── Forbidden     403
├── NotFound      404
├── Conflict      409
├── TooLarge      413
├── TooManyRequests 429, with parameters.retry_after
└── NotCarriedOut 501, the one refusal that is this server's own

NotPossible is of the people's side: what somebody's phone would not let them do.
"""

from typing import Any, ClassVar


class ApiError(Exception):
    """A refusal; `description` is the whole sentence, `parameters` what the client may act on."""

    code: ClassVar[int] = 500
    prefix: ClassVar[str] = "Internal Server Error"

    def __init__(self, words: str = "", *, parameters: dict[str, int] | None = None) -> None:
        self.description = f"{self.prefix}: {words}" if words else self.prefix
        self.parameters = parameters or {}
        super().__init__(self.description)

    def body(self) -> dict[str, Any]:
        """The JSON object that is answered."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


class BadRequest(ApiError):
    """400: the call cannot be carried out, ever."""

    code = 400
    prefix = "Bad Request"


class Unauthorized(ApiError):
    """401: no bot has this token."""

    code = 401
    prefix = "Unauthorized"


class Forbidden(ApiError):
    """403: the person or the group does not want this bot."""

    code = 403
    prefix = "Forbidden"


class NotFound(ApiError):
    """404: no such method, file or address."""

    code = 404
    prefix = "Not Found"


class Conflict(ApiError):
    """409: two clients ask for the updates of one bot, or one asks while they go to a webhook."""

    code = 409
    prefix = "Conflict"


class TooManyRequests(ApiError):
    """429: nothing was done; come back after so many seconds."""

    code = 429
    prefix = "Too Many Requests"

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"retry after {retry_after}", parameters={"retry_after": retry_after})


class TooLarge(ApiError):
    """413: more than the server takes in one upload."""

    code = 413
    prefix = "Request Entity Too Large"


class NotCarriedOut(ApiError):
    """501: Telegram would do it and this server does not. Telegram itself never says so."""

    code = 501
    prefix = "Not Implemented in rehearsal"


class NotPossible(Exception):
    """What a person asked of their phone cannot be done: no such button, a bot that is blocked, a topic that is gone."""


CONFLICT_GET_UPDATES = "terminated by other getUpdates request; make sure that only one bot instance is running"
TERMINATED = "terminated by setWebhook request"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
UPGRADED = "group chat was upgraded to a supergroup chat"
