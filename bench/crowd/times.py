"""Local times of many people in few zones: each is worked out once."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.clock import epoch_ms


class LocalTimes:
    """A zone's local minutes, worked out once each."""

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)
        self._known: dict[int, tuple[int, int, date]] = {}

    def at(self, minute: datetime, ahead: int) -> tuple[int, int, date]:
        """Return UTC epoch ms, minute of the local day and local date, `ahead` minutes on."""
        found = self._known.get(ahead)
        if found is None:
            instant = minute + timedelta(minutes=ahead)
            local = instant.astimezone(self._zone)
            found = epoch_ms(instant), local.hour * 60 + local.minute, local.date()
            self._known[ahead] = found
        return found
