"""Invitations: a single-use link whose secret is stored as a hash alone."""

import hashlib
from datetime import date, datetime, timedelta
from typing import Final

from bot.domain.rhythm import occurrence

LIFETIME: Final = timedelta(days=7)
#: 18 random bytes make 24 characters of A-Z a-z 0-9 _ -, within Telegram's 64 for ?start=.
TOKEN_BYTES: Final = 18
PREFIX: Final = "i-"
#: A colleague's link: whoever follows it works as a therapist here.
STAFF_PREFIX: Final = "t-"


def payload(token: str) -> str:
    """Return the deep link's start parameter for a token."""
    return PREFIX + token


def token_of(start_parameter: str) -> str | None:
    """Return the token in a start parameter, or None when it is no invitation."""
    if not start_parameter.startswith(PREFIX):
        return None
    return start_parameter.removeprefix(PREFIX)


def staff_payload(token: str) -> str:
    """Return the deep link's start parameter for a colleague's token."""
    return STAFF_PREFIX + token


def staff_token_of(start_parameter: str) -> str | None:
    """Return the token in a start parameter, or None when it is no colleague's link."""
    if not start_parameter.startswith(STAFF_PREFIX):
        return None
    return start_parameter.removeprefix(STAFF_PREFIX)


def token_hash(token: str) -> str:
    """Return what is stored in place of the token (SHA-256; the token has 144 random bits)."""
    return hashlib.sha256(token.encode()).hexdigest()


def over_at(last_day: date, zone: str) -> datetime:
    """Return the instant (UTC) at which a last local date is over: the next one's midnight."""
    day = last_day + timedelta(days=1)
    while (midnight := occurrence(day, 0, zone)) is None:  # a date that the zone skipped whole
        day += timedelta(days=1)
    return midnight
