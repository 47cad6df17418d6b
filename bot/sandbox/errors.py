"""A refused Bot API call carries Telegram's own code and words, because bots decide by them."""

from typing import Any


class ApiError(Exception):
    """One refusal, as the Bot API words it.

    Attributes:
        code: The HTTP status, sent again as `error_code`.
        description: The sentence that Telegram would send.
        retry_after: Seconds to wait, for code 429.
        migrate_to_chat_id: The supergroup that replaced the group.
    """

    def __init__(
        self,
        code: int,
        description: str,
        *,
        retry_after: int | None = None,
        migrate_to_chat_id: int | None = None,
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.migrate_to_chat_id = migrate_to_chat_id

    def body(self) -> dict[str, Any]:
        """Return the JSON object of the answer."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        elif self.migrate_to_chat_id is not None:
            body["parameters"] = {"migrate_to_chat_id": self.migrate_to_chat_id}
        return body


def bad_request(what: str) -> ApiError:
    """Return the 400 error `Bad Request: <what>`."""
    return ApiError(400, f"Bad Request: {what}")


def forbidden(what: str) -> ApiError:
    """Return the 403 error `Forbidden: <what>`."""
    return ApiError(403, f"Forbidden: {what}")


def conflict(what: str) -> ApiError:
    """Return the 409 error `Conflict: <what>`."""
    return ApiError(409, f"Conflict: {what}")


def too_many_requests(seconds: int) -> ApiError:
    """Return the 429 error that asks to wait `seconds`."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def unparsable(why: str) -> ApiError:
    """Return the 400 error for marked-up text that cannot be read."""
    return bad_request(f"can't parse entities: {why}")
