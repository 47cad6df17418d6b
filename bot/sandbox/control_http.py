"""Requests and answers of the control interface: JSON objects, and errors in one sentence."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from bot.sandbox.errors import ApiError
from bot.sandbox.incoming import PhoneError
from bot.sandbox.params import read_body
from bot.sandbox.state import Account
from bot.sandbox.world import World

# An album of ten photos of ten megabytes, in base64.
_BODY_LIMIT = 140 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: its query and its JSON body in one place."""

    values: dict[str, Any]

    def whole(self, name: str) -> int | None:
        """Return a whole number, None when it is absent.

        Raises:
            PhoneError: It is something else.
        """
        value = self.values.get(name)
        if value is None or value == "":
            return None
        try:
            if isinstance(value, bool):
                raise ValueError
            return int(value)
        except (TypeError, ValueError, OverflowError) as error:
            raise PhoneError(f'"{name}" has to be a whole number.') from error

    def needed(self, name: str) -> int:
        """Return a whole number that has to be there."""
        value = self.whole(name)
        if value is None:
            raise PhoneError(f'"{name}" is missing.')
        return value

    def number(self, name: str, default: float) -> float:
        """Return a number that is not negative.

        Raises:
            PhoneError: It is something else.
        """
        value = self.values.get(name, default)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not value >= 0:
            raise PhoneError(f'"{name}" has to be a number, 0 or more.')
        return float(value)

    def text(self, name: str) -> str:
        """Return a text that has to be there.

        Raises:
            PhoneError: It is missing or something else.
        """
        value = self.values.get(name)
        if not isinstance(value, str):
            raise PhoneError(f'"{name}" has to be a text.')
        return value


def account(world: World, ask: Ask) -> Account:
    """Return the person that `user_id` names.

    Raises:
        PhoneError: There is no such person.
    """
    user_id = ask.needed("user_id")
    found = world.accounts.get(user_id)
    if found is None:
        raise PhoneError(f"There is no person {user_id}.", 404)
    return found


async def read_ask(request: web.BaseRequest, query: str) -> Ask:
    """Read one request.

    Raises:
        PhoneError: The body is no JSON object.
    """
    values: dict[str, Any] = dict(parse_qsl(query, keep_blank_values=True))
    if request.method == "POST" and request.body_exists:
        try:
            body = json.loads(await read_body(request, _BODY_LIMIT) or b"{}")
        except ApiError as error:
            raise PhoneError("That is too large.", 413) from error
        except (ValueError, RecursionError) as error:
            raise PhoneError("The request's body is no JSON.") from error
        if not isinstance(body, dict):
            raise PhoneError("The request's body has to be a JSON object.")
        values |= body
    return Ask(values)


def reply(value: dict[str, Any], status: int = 200) -> web.Response:
    """Return a JSON answer that nobody keeps."""
    return web.Response(
        body=json.dumps(value).encode(),
        status=status,
        content_type="application/json",
        headers={"Cache-Control": "no-store"},
    )
