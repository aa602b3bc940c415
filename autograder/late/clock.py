"""Times by the clock on the wall: due dates as people write them, and days and hours begun."""

import math
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any


HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class NoZone(ValueError):
    """The time has no zone, and none was given."""


def moment(value: Any, zone: tzinfo | None) -> datetime:
    """A time as somebody wrote it, as an aware one.

    A local time that the clock shows twice, when summer time ends, is the later of the two.

    Raises:
        NoZone: it is local, and `zone` is None.
        ValueError: it is no time, has no hour, or does not exist, as when summer time begins.
    """
    if isinstance(value, str):
        if ":" not in value:
            raise ValueError("it has no hour")
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            raise ValueError("it cannot be read as a time") from None
    if not isinstance(value, datetime):
        raise ValueError("it is no time")
    if value.tzinfo is not None:
        return value.astimezone(zone) if zone else value
    if zone is None:
        raise NoZone
    found = at(value, zone)
    if utc(found).astimezone(zone).replace(tzinfo=None) != value:
        raise ValueError("the clock leaves this time out, because summer time begins")
    return found


def at(local: datetime, zone: tzinfo) -> datetime:
    """A local time in a zone: the later one where the clock shows it twice."""
    return max((local.replace(tzinfo=zone, fold=fold) for fold in (0, 1)), key=utc)


def utc(time: datetime) -> datetime:
    """The same moment in UTC: only such times may be compared and subtracted."""
    return time.astimezone(UTC)


def after(time: datetime, duration: timedelta) -> datetime:
    """The moment that lies so much later, in the same zone."""
    return (utc(time) + duration).astimezone(time.tzinfo)


def days_after(time: datetime, days: int) -> datetime:
    """The same hour on the clock, so many days later."""
    return at(time.replace(tzinfo=None) + days * DAY, time.tzinfo) if days else time


def days_begun(start: datetime, end: datetime) -> int:
    """How many days have begun after `start`: one ends at the same hour on the next day."""
    days = max(0, (utc(end) - utc(start)) // DAY - 1)
    while utc(days_after(start, days)) < utc(end):
        days += 1
    return days


def hours_begun(start: datetime, end: datetime) -> int:
    return max(0, math.ceil((utc(end) - utc(start)) / HOUR))


def shown(time: datetime) -> str:
    """A time in words: 14 September 2026, 23:59:00 CEST."""
    return f"{time.day} {time:%B %Y, %H:%M:%S} {time.tzname()}"
