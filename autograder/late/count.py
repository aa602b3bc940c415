"""How late a submission is, what share of its points that costs, and which slip days it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from autograder.late import clock
from autograder.late.policy import LatePolicy
from autograder.points import rounded


@dataclass(frozen=True)
class Count:
    """How late one submission is.

    `units` are the days or hours begun that `slope` counts, after slip days; `days` the days begun
    before them; `share` is what is lost of the points, `left` the slip days that remain.
    """

    assignment: str
    handed_in: datetime | None
    due: datetime | None
    extended: bool = False
    days: int = 0
    slipped: int = 0
    left: int = 0
    units: int = 0
    share: float = 0.0
    cut_off: bool = False

    def penalty(self, raw: float) -> float:
        """The points that are lost of `raw`, in hundredths, so that scores add up as shown."""
        return raw if self.share == 1 else min(raw, rounded(self.share * raw))

    @property
    def after_due(self) -> bool:
        """Whether it came after the due date, be it within the minutes of grace."""
        return bool(self.handed_in and self.due and clock.utc(self.handed_in) > clock.utc(self.due))


def counts(
    policy: LatePolicy, student: str, handed_in: Mapping[str, datetime | None]
) -> dict[str, Count]:
    """How late a student's submissions are, by assignment, earliest first.

    Slip days go to the earliest assignments, each of which takes the fewest that help most.

    Args:
        handed_in: when each was handed in; an assignment that is not in it was not, and None
            stands for an unknown time, which is not late.
    """
    left = policy.slip_days
    found = {}
    for name in policy.order:
        if name in handed_in:
            found[name] = _count(policy, student, name, handed_in[name], left)
            left = found[name].left
    for name in handed_in:
        found.setdefault(name, Count(name, handed_in[name], None, left=left))
    return found


def _count(
    policy: LatePolicy, student: str, name: str, handed_in: datetime | None, left: int
) -> Count:
    due = policy.due_of(student, name)
    extended = name in policy.extended.get(student, {})
    if handed_in is None:
        return Count(name, None, due, extended, left=left)
    handed_in = handed_in.astimezone(due.tzinfo)
    deadline = clock.after(due, policy.grace)
    days = clock.days_begun(deadline, handed_in)
    if policy.cutoff_days is not None and days > policy.cutoff_days:
        return Count(name, handed_in, due, extended, days, left=left, share=1.0, cut_off=True)
    shares = [
        _share(policy, deadline, handed_in, slipped) for slipped in range(min(left, days) + 1)
    ]
    slipped = shares.index(min(shares))
    units = _units(policy, deadline, handed_in, slipped)
    return Count(
        name, handed_in, due, extended, days, slipped, left - slipped, units, shares[slipped]
    )


def _share(policy: LatePolicy, deadline: datetime, handed_in: datetime, slipped: int) -> float:
    units = _units(policy, deadline, handed_in, slipped)
    return min(policy.most, round(policy.slope * units, 10))


def _units(policy: LatePolicy, deadline: datetime, handed_in: datetime, slipped: int) -> int:
    begun = clock.days_begun if policy.per == "day" else clock.hours_begun
    return begun(clock.days_after(deadline, slipped), handed_in)
