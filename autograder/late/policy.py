"""The settings of `c.LatePolicy`, and their errors in words that name the setting and the cure."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from traitlets import Dict, Enum, Float, Int, TraitError, Unicode
from traitlets.config import Config, Configurable

from autograder.errors import UserError
from autograder.late import clock


class PolicyError(UserError):
    """A setting of `c.LatePolicy` is wrong; the message names it and says what it must be."""


class LatePolicy(Configurable):
    """What lateness costs. Nothing is late unless `due` names the assignment.

    A due date is a text such as "2026-09-14 23:59" or a `datetime`: local to `timezone`, or with an
    offset of its own ("2026-09-14T23:59+02:00").
    """

    due = Dict(help="When each assignment is due: {assignment: time}.").tag(config=True)
    timezone = Unicode(
        "", help="The IANA name of the zone that times are local to, as Europe/Berlin."
    ).tag(config=True)
    grace_minutes = Float(0, help="How long after it is due work is still in time.").tag(
        config=True
    )
    slope = Float(0, help="The share of the points lost per day or hour begun, 0 to 1.").tag(
        config=True
    )
    per = Enum(["day", "hour"], "day", help="What `slope` counts: each day or hour begun.").tag(
        config=True
    )
    most = Float(1, help="The largest share that `slope` may take, 0 to 1.").tag(config=True)
    cutoff_days = Int(
        None, allow_none=True, help="After so many days nothing counts; None: it always does."
    ).tag(config=True)
    slip_days = Int(
        0, help="Days late that each student has free over the course, earliest assignment first."
    ).tag(config=True)
    extensions = Dict(
        value_trait=Dict(), help="Later due dates: {student: {assignment: time}}."
    ).tag(config=True)

    @cached_property
    def order(self) -> list[str]:
        """The assignments that have a due date, earliest first."""
        return sorted(self.due, key=lambda name: (clock.utc(self.due_dates[name]), name))

    @cached_property
    def zone(self) -> ZoneInfo | None:
        """The zone that local times are in; None if no zone is set."""
        if not self.timezone:
            return None
        try:
            return ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise PolicyError(
                f"LatePolicy.timezone: {self.timezone!r} is no time zone that this machine knows. "
                'Give an IANA name, such as "Europe/Berlin".'
            ) from None

    @cached_property
    def due_dates(self) -> dict[str, datetime]:
        """When each assignment is due for the class."""
        return {name: self._moment(time, f"due[{name!r}]") for name, time in self.due.items()}

    @cached_property
    def extended(self) -> dict[str, dict[str, datetime]]:
        """The due dates that were moved, by student and assignment."""
        moved: dict[str, dict[str, datetime]] = {}
        for student, times in self.extensions.items():
            moved[student] = {
                name: self._extension(student, name, time) for name, time in times.items()
            }
        return moved

    def due_of(self, student: str, assignment: str) -> datetime | None:
        """When the assignment is due for this student; None if it has no due date."""
        moved = self.extended.get(student, {})
        return moved.get(assignment, self.due_dates.get(assignment))

    def check(self, known: Iterable[str] | None = None) -> None:
        """Look at every setting.

        Args:
            known: the names of all assignments; None if they are not known.

        Raises:
            PolicyError: the first setting that is wrong.
        """
        for name in ("slope", "most"):
            value = getattr(self, name)
            if not 0 <= value <= 1:
                raise PolicyError(
                    f"LatePolicy.{name} is {value:g}: it is a share of the points, from 0 to 1 "
                    "(0.1 for 10%)."
                )
        for name in ("grace_minutes", "slip_days", "cutoff_days"):
            value = getattr(self, name)
            if value is not None and not 0 <= value < 1e6:
                raise PolicyError(f"LatePolicy.{name} is {value:g}: it must be 0 or more.")
        if known is not None:
            self._check_names(list(known))
        _ = self.order, self.extended

    def _check_names(self, known: list[str]) -> None:
        named = {name: "due" for name in self.due}
        for student, times in self.extensions.items():
            named |= {name: f"extensions[{student!r}]" for name in times if name not in named}
        for name, setting in named.items():
            if name not in known:
                raise PolicyError(
                    f"LatePolicy.{setting} names {name!r}, which is no problem set in solutions/ "
                    f"(known: {', '.join(known) or 'none'})."
                )

    def _extension(self, student: str, name: str, time: Any) -> datetime:
        setting = f"extensions[{student!r}][{name!r}]"
        moved = self._moment(time, setting)
        if name not in self.due_dates:
            raise PolicyError(
                f"LatePolicy.{setting}: {name} has no due date. Set one in LatePolicy.due."
            )
        if clock.utc(moved) < clock.utc(self.due_dates[name]):
            raise PolicyError(
                f"LatePolicy.{setting} is {clock.shown(moved)}, before the due date "
                f"({clock.shown(self.due_dates[name])}). An extension is the new, later due date."
            )
        return moved

    def _moment(self, value: Any, setting: str) -> datetime:
        """A setting as an aware time."""
        try:
            return clock.moment(value, self.zone)
        except clock.NoZone:
            raise PolicyError(
                f"LatePolicy.{setting} is {str(value)!r}, without a time zone. Set "
                'LatePolicy.timezone, or add the offset: "2026-09-14T23:59+02:00".'
            ) from None
        except ValueError as error:
            raise PolicyError(
                f"LatePolicy.{setting} is {value!r}: {error}. "
                'Write a date and a time, as "2026-09-14 23:59".'
            ) from None

    @property
    def grace(self) -> timedelta:
        return timedelta(minutes=self.grace_minutes)


def read(config: Config, known: Iterable[str] | None = None) -> LatePolicy:
    """The policy that a configuration sets.

    Args:
        config: what `nbgrader_config.py` says.
        known: the names of all assignments; None if they are not known.

    Raises:
        PolicyError: a setting is wrong, or unknown, or belongs to nbgrader's own late penalties,
            which ours replace.
    """
    settings = LatePolicy.class_trait_names(config=True)
    for name in config.get("LatePolicy", {}):
        if name not in settings:
            raise PolicyError(
                f"LatePolicy has no setting {name!r}; it has {', '.join(sorted(settings))}."
            )
    for name in ("LateSubmissionPlugin", "AssignLatePenalties"):
        if config.get(name):
            raise PolicyError(
                f"c.{name} has no effect in this course: set c.LatePolicy in its place."
            )
    try:
        policy = LatePolicy(config=config)
    except TraitError as error:
        raise PolicyError(f"c.LatePolicy in nbgrader_config.py: {error}") from None
    policy.check(known)
    return policy
