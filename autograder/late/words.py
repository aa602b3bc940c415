"""What a student is told about lateness."""

from autograder.late import clock
from autograder.late.count import Count
from autograder.late.policy import LatePolicy
from autograder.points import rounded


def sentences(policy: LatePolicy, count: Count, raw: float | None) -> list[str]:
    """What there is to say; nothing about work that came in time by the class's due date.

    Args:
        raw: the points before anything is taken off; None if they are not known yet.
    """
    if count.due is None:
        return []
    told = []
    if count.extended:
        before = clock.shown(policy.due_dates[count.assignment])
        told.append(f"Your due date was moved from {before} to {clock.shown(count.due)}.")
    if count.handed_in is None:
        told.append(
            "It is not known when this was handed in, so nothing is taken off "
            f"(it was due on {clock.shown(count.due)})."
        )
    elif count.days:
        told += _late(policy, count, raw)
    elif count.after_due:
        told.append(
            f"Handed in on {clock.shown(count.handed_in)}, after it was due "
            f"({clock.shown(count.due)}) but within the {policy.grace_minutes:g} minutes of grace: "
            "nothing is taken off."
        )
    elif count.extended:
        told.append(f"Handed in on {clock.shown(count.handed_in)}, in time.")
    return told


def _late(policy: LatePolicy, count: Count, raw: float | None) -> list[str]:
    told = [
        f"Handed in on {clock.shown(count.handed_in)}; it was due on {clock.shown(count.due)}. "
        f"This counts as {_late_by(policy, count)}."
    ]
    if policy.slip_days:
        told.append(
            f"Slip days used for it: {count.slipped}; left: {count.left} of {policy.slip_days}."
        )
    if raw is not None:
        told.append(_cost(policy, count, raw))
    return told


def _late_by(policy: LatePolicy, count: Count) -> str:
    if policy.per == "hour" and not count.cut_off and not count.slipped:
        return f"{_many(count.units, 'hour')} late"
    return f"{_many(count.days, 'day')} late"


def _cost(policy: LatePolicy, count: Count, raw: float) -> str:
    points = f"{rounded(raw):g} {'point' if raw == 1 else 'points'}"
    if count.cut_off:
        after = f"after {_many(policy.cutoff_days, 'day')}" if policy.cutoff_days else "after that"
        return f"Nothing counts {after}: your {points} are lost."
    if not count.share:
        return "Nothing is taken off."
    return f"{100 * count.share:.4g}% of your {points} is taken off: {count.penalty(raw):g}."


def _many(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")
