"""What lateness costs: by the clock on the wall, the same by our commands and nbgrader's."""

import csv
import itertools
import shutil
from datetime import UTC, datetime, timedelta

import nbformat
import pytest
from graded_course import configured, grade, hand_in, make
from test_nbgrader import nbgrader
from test_scoring import DOUBLE, set_source

from autograder import late
from autograder.errors import UserError
from autograder.late import LatePolicy, PolicyError
from autograder.late.count import counts
from autograder.nbgrader_plugin import LatePenalties


BERLIN = 'c.LatePolicy.timezone = "Europe/Berlin"'
DUE = 'c.LatePolicy.due = {"tiny": "2026-09-14 23:59"}'  # 21:59 UTC
TENTH = "c.LatePolicy.slope = 0.1"


def share(handed_in, **settings):
    """What is lost of a submission that was due at noon UTC on the 14th."""
    policy = LatePolicy(**{"due": {"hw": "2026-09-14T12:00+00:00"}, "slope": 0.1} | settings)
    policy.check(["hw"])
    time = datetime.fromisoformat(handed_in).replace(tzinfo=UTC)
    return counts(policy, "ada", {"hw": time})["hw"].share


@pytest.mark.parametrize(
    ("handed_in", "lost"),
    [
        ("2026-09-14 11:59:59", 0),
        ("2026-09-14 12:00:00", 0),
        ("2026-09-14 12:00:00.1", 0.1),
        ("2026-09-14 12:00:01", 0.1),
        ("2026-09-15 12:00:00", 0.1),
        ("2026-09-15 12:00:01", 0.2),
        ("2026-09-17 11:00:00", 0.3),
        ("2026-12-24 00:00:00", 1),
    ],
)
def test_each_day_begun_costs_its_share(handed_in, lost):
    assert share(handed_in) == lost


@pytest.mark.parametrize(
    ("handed_in", "lost"),
    [
        ("2026-09-14 12:15:00", 0),
        ("2026-09-14 12:15:01", 0.1),
        ("2026-09-15 12:15:00", 0.1),
        ("2026-09-15 12:15:01", 0.2),
    ],
)
def test_grace_puts_off_all_that_follows(handed_in, lost):
    assert share(handed_in, grace_minutes=15) == lost


@pytest.mark.parametrize(
    ("handed_in", "lost"),
    [("2026-09-14 12:00:01", 0.1), ("2026-09-14 13:00", 0.1), ("2026-09-14 13:00:01", 0.2)],
)
def test_hours_can_be_counted_in_place_of_days(handed_in, lost):
    assert share(handed_in, per="hour") == lost


def test_the_most_that_is_lost_and_the_day_after_which_nothing_counts():
    settings = {"most": 0.25, "cutoff_days": 7}
    assert share("2026-09-17 12:00", **settings) == 0.25
    assert share("2026-09-21 12:00", **settings) == 0.25
    assert share("2026-09-21 12:00:01", **settings) == 1
    assert share("2026-09-14 12:00:01", cutoff_days=0) == 1


@pytest.mark.parametrize(
    ("due", "handed_in", "days"),
    [
        # Summer time ends on 25 October at 03:00: the next day's 23:59 is 25 hours away.
        ("2026-10-24 23:59", "2026-10-25T22:59:00+00:00", 1),
        ("2026-10-24 23:59", "2026-10-25T22:59:01+00:00", 2),
        # It begins on 29 March at 02:00: the next day's 23:59 is 23 hours away.
        ("2026-03-28 23:59", "2026-03-29T21:59:00+00:00", 1),
        ("2026-03-28 23:59", "2026-03-29T21:59:01+00:00", 2),
        # 02:30 is shown twice on 25 October: the second counts.
        ("2026-10-25 02:30", "2026-10-25T01:30:00+00:00", 0),
        ("2026-10-25 02:30", "2026-10-25T01:30:01+00:00", 1),
        # 02:30 is left out on 29 March: the day that began on the 28th ends at 03:30.
        ("2026-03-28 02:30", "2026-03-29T01:30:00+00:00", 1),
        ("2026-03-28 02:30", "2026-03-29T01:30:01+00:00", 2),
    ],
)
def test_a_day_ends_at_the_same_hour_on_the_clock(due, handed_in, days):
    policy = LatePolicy(due={"hw": due}, timezone="Europe/Berlin", slope=0.1)
    count = counts(policy, "ada", {"hw": datetime.fromisoformat(handed_in)})["hw"]
    assert count.days == days


def test_an_extension_moves_the_due_date_of_one_student():
    settings = {"extensions": {"ada": {"hw": "2026-09-16T12:00+00:00"}}}
    assert share("2026-09-16 12:00", **settings) == 0
    assert share("2026-09-16 12:00:01", **settings) == 0.1
    assert share("2026-09-16 12:00", extensions={"ben": settings["extensions"]["ada"]}) == 0.2


def three(slip_days, *late_days, **settings):
    """Slip days used and shares lost in three assignments, handed in so many days late."""
    days = {"one": 7, "two": 14, "three": 21}
    due = {name: f"2026-09-{day:02}T12:00+00:00" for name, day in days.items()}
    policy = LatePolicy(due=due, slope=0.1, slip_days=slip_days, **settings)
    times = {
        name: datetime(2026, 9, day, 12, tzinfo=UTC) + timedelta(days=late)
        for (name, day), late in zip(days.items(), late_days, strict=True)
        if late is not None
    }
    found = counts(policy, "ada", times)
    return [(one.slipped, one.share, one.left) for one in found.values()]


def test_slip_days_go_to_the_earliest_assignment_first():
    assert three(3, 2, 2, 1) == [(2, 0, 1), (1, 0.1, 0), (0, 0.1, 0)]
    assert three(3, 0, 2, 2) == [(0, 0, 3), (2, 0, 1), (1, 0.1, 0)]
    assert three(3, None, 1, 0) == [(1, 0, 2), (0, 0, 2)]


def test_slip_days_are_not_spent_where_they_help_nothing():
    assert three(2, 9, 1, 0, cutoff_days=5) == [(0, 1, 2), (1, 0, 1), (0, 0, 1)]
    assert three(2, 9, 1, 0, most=0.2) == [(0, 0.2, 2), (1, 0, 1), (0, 0, 1)]
    assert three(2, 3, 1, 0, most=0.2) == [(2, 0.1, 0), (0, 0.1, 0), (0, 0, 0)]


BAD = {
    "an unknown assignment": ({"due": {"nope": "2026-09-14 12:00"}}, "due names 'nope'.*known: hw"),
    "an unknown assignment in an extension": (
        {"extensions": {"ada": {"nope": "2026-09-15 12:00"}}},
        r"extensions\['ada'\] names 'nope'",
    ),
    "no time": ({"due": {"hw": "next week"}}, r"due\['hw'\] is 'next week': it has no hour.*Write"),
    "no such time": ({"due": {"hw": "2026-09-31 12:00"}}, "it cannot be read as a time"),
    "a date without an hour": ({"due": {"hw": "2026-09-14"}}, "it has no hour"),
    "a number": ({"due": {"hw": 5}}, "it is no time"),
    "a time that the clock leaves out": ({"due": {"hw": "2026-03-29 02:30"}}, "summer time begins"),
    "no time zone": ({"timezone": ""}, r"without a time zone\. Set LatePolicy\.timezone"),
    "an unknown time zone": ({"timezone": "Berlin"}, "timezone: 'Berlin' is no time zone"),
    "an extension to an earlier time": (
        {"extensions": {"ada": {"hw": "2026-09-13 12:00"}}},
        r"extensions\['ada'\]\['hw'\] is 13 September.*before the due date",
    ),
    "an extension of nothing": (
        {"due": {}, "extensions": {"ada": {"hw": "2026-09-13 12:00"}}},
        "hw has no due date. Set one in LatePolicy.due",
    ),
    "a slope in percent": ({"slope": 10}, "slope is 10: it is a share of the points, from 0 to 1"),
    "a slope below 0": ({"slope": -0.1}, "slope is -0.1"),
    "more than all": ({"most": 1.5}, "most is 1.5"),
    "grace before the end": ({"grace_minutes": -5}, "grace_minutes is -5: it must be 0 or more"),
    "slip days below 0": ({"slip_days": -1}, "slip_days is -1"),
    "a cut-off below 0": ({"cutoff_days": -1}, "cutoff_days is -1"),
}


@pytest.mark.parametrize(("settings", "told"), BAD.values(), ids=BAD)
def test_a_wrong_setting_is_named_with_its_cure(settings, told):
    good = {"due": {"hw": "2026-09-14 12:00"}, "timezone": "Europe/Berlin"}
    policy = LatePolicy(**good | settings)
    with pytest.raises(PolicyError, match=told):
        policy.check(["hw"])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('c.LatePolicy.slope = "steep"', "LatePolicy.*'slope' trait"),
        ('c.LatePolicy.per = "week"', "'per' trait"),
        ('c.LatePolicy.extensions = {"ada": "2026-09-14 12:00"}', "'extensions' trait"),
        ("c.LatePolicy.grace = 5", "no setting 'grace'; it has .*grace_minutes"),
        ('c.LateSubmissionPlugin.penalty_method = "zero"', "set c.LatePolicy in its place"),
    ],
)
def test_a_setting_that_does_not_exist_is_refused(tiny, line, told):
    with pytest.raises(PolicyError, match=told):
        _ = configured(tiny, line).late_policy


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """The root of a course with three released sets."""
    return make(tmp_path_factory.mktemp("late"), sets=("tiny", "second", "third")).root


@pytest.fixture
def root(released, tmp_path):
    """A copy of it."""
    return shutil.copytree(released, tmp_path / "root")


def kept(course, student="ada", name="tiny"):
    """Raw score, penalty, time, due date and extension as nbgrader's gradebook has them."""
    with course.gradebook() as book:
        found = book.find_submission(name, student)
        return (
            found.score,
            found.late_submission_penalty,
            found.timestamp,
            found.assignment.duedate,
            found.extension,
        )


def test_the_penalty_lands_in_the_gradebook(root):
    course = configured(root, BERLIN, DUE, TENTH)
    submission = hand_in(course, "ada", "2026-09-15 21:59:01 UTC")
    grade(course, submission, 4, 1)
    due = datetime(2026, 9, 14, 21, 59)
    assert kept(course) == (5, 1, datetime(2026, 9, 15, 21, 59, 1), due, None)
    found = late.applied(course, submission)
    assert (found.raw, found.penalty, found.score) == (5, 1, 4)
    assert found.words == [
        "Handed in on 15 September 2026, 23:59:01 CEST; it was due on 14 September 2026, 23:59:00 "
        "CEST. This counts as 2 days late.",
        "20% of your 5 points is taken off: 1.",
    ]


def test_the_share_follows_a_score_that_a_person_gives(root):
    course = configured(root, BERLIN, DUE, TENTH)
    submission = hand_in(course, "ada", "2026-09-15 20:00:00 UTC")
    grade(course, submission, 4, 0)
    assert kept(course)[:2] == (4, 0.4)
    with course.gradebook() as book:
        book.find_grade("test_half", "tiny", "tiny", "ada").manual_score = 4
        book.db.commit()
    assert late.applied(course, submission).penalty == pytest.approx(0.8)
    assert kept(course)[:2] == (8, pytest.approx(0.8))


def test_a_changed_policy_takes_effect_without_grading_again(root):
    course = configured(root, BERLIN, DUE, TENTH)
    submission = hand_in(course, "ada", "2026-09-15 20:00:00 UTC")
    grade(course, submission)
    extension = 'c.LatePolicy.extensions = {"ada": {"tiny": "2026-09-16 23:59"}}'
    extended = late.applied(configured(root, BERLIN, DUE, TENTH, extension), submission)
    assert (extended.penalty, extended.score, extended.extended) == (0, 8, True)
    assert "moved from 14 September 2026, 23:59:00 CEST to 16 September" in extended.words[0]
    assert kept(course)[1] == 0
    assert kept(course)[4] == timedelta(days=2)
    cut = late.applied(configured(root, BERLIN, DUE, "c.LatePolicy.cutoff_days = 0"), submission)
    assert (cut.penalty, cut.score) == (8, 0)
    assert "your 8 points are lost" in cut.words[-1]
    assert (kept(course)[1], kept(course)[4]) == (8, None)
    assert late.applied(configured(root), submission).words == []
    assert kept(course)[1] == 0


def test_what_is_said_in_time_within_grace_and_without_a_time(root):
    course = configured(root, BERLIN, DUE, TENTH, "c.LatePolicy.grace_minutes = 5")
    on_time = hand_in(course, "ada", "2026-09-14 21:59:00 UTC")
    in_grace = hand_in(course, "ben", "2026-09-14 22:04:00 UTC")
    unknown = hand_in(course, "cleo")
    for submission in (on_time, in_grace, unknown):
        grade(course, submission)
        assert late.applied(course, submission).penalty == 0
    assert late.applied(course, on_time).words == []
    assert "within the 5 minutes of grace" in late.applied(course, in_grace).words[0]
    assert "not known when this was handed in" in late.applied(course, unknown).words[0]
    assert kept(course, "cleo")[:3] == (8, 0, None)


def test_a_time_inside_the_submission_counts_for_nothing(root):
    course = configured(root, BERLIN, DUE, TENTH)
    submission = hand_in(course, "ada", "2026-09-15 20:00:00 UTC")
    notebook = nbformat.v4.new_notebook(metadata={"timestamp": "1999-01-01 00:00:00 UTC"})
    nbformat.write(notebook, submission.path)
    grade(course, submission)
    assert late.applied(course, submission).penalty == pytest.approx(0.8)


def test_a_broken_time_is_named(root):
    course = configured(root, BERLIN, DUE)
    submission = hand_in(course, "ada", "yesterday, I swear")
    with pytest.raises(UserError, match="timestamp.txt holds no time: 'yesterday, I swear'"):
        late.applied(course, submission)


@pytest.mark.parametrize("order", [*itertools.permutations(["tiny", "second", "third"])])
def test_slip_days_do_not_depend_on_the_order_of_grading(root, order):
    due = (
        'c.LatePolicy.due = {"tiny": "2026-09-07 12:00", "second": "2026-09-14 12:00", '
        '"third": "2026-09-21 12:00"}'
    )
    settings = [BERLIN, due, "c.LatePolicy.slope = 0.25", "c.LatePolicy.slip_days = 2"]
    course = configured(root, *settings)
    times = {"tiny": "2026-09-08", "second": "2026-09-16", "third": "2026-09-22"}
    for name in order:
        grade(course, hand_in(course, "ada", f"{times[name]} 09:00:00 UTC", name))
    assert [kept(course, name=name)[1] for name in times] == [0, 2, 2]
    second = late.applied(course, course.submission("ada", "second"))
    assert "Slip days used for it: 1; left: 0 of 2." in second.words
    assert "25% of your 8 points is taken off: 2." in second.words


def test_an_extension_for_somebody_unknown_is_refused(root):
    extension = 'c.LatePolicy.extensions = {"adda": {"tiny": "2026-09-16 23:59"}}'
    course = configured(root, BERLIN, DUE, extension)
    late.check(course, [])
    with pytest.raises(PolicyError, match="names the student 'adda'"):
        late.check(course, ["ada"])
    hand_in(course, "adda")
    late.check(course, ["ada"])


@pytest.mark.parametrize(
    "time", ["", "2026-09-14 21:59:00 UTC", "2026-09-14 21:59:01 UTC", "2026-10-14 12:00:00 UTC"]
)
def test_nbgraders_preprocessor_enters_the_same(root, time):
    settings = [BERLIN, DUE, TENTH, "c.LatePolicy.slip_days = 1", "c.LatePolicy.most = 0.5"]
    course = configured(root, *settings)
    grade(course, hand_in(course, "ada", time), 4, 3)
    ours = kept(course)
    late.applied(configured(root), course.submission("ada", "tiny"))
    course = configured(root, *settings)
    marks = {"notebook": "tiny", "assignment": "tiny", "student": "ada"}
    marks["db_url"] = course.folder.db_url
    LatePenalties(config=course.config).preprocess(None, {"nbgrader": marks})
    assert kept(course) == ours


@pytest.mark.slow
@pytest.mark.sandbox
def test_nbgraders_own_commands_give_the_same(root):
    settings = [
        BERLIN,
        DUE,
        TENTH,
        'c.LatePolicy.extensions = {"ben": {"tiny": "2026-09-20 12:00"}}',
    ]
    course = configured(root, *settings)
    for student in ("ada", "ben"):
        notebook = nbformat.read(root / "course/release/tiny/tiny.ipynb", as_version=4)
        set_source(notebook, double=DOUBLE)
        nbformat.write(notebook, hand_in(course, student, "2026-09-15 20:00:00 UTC").path)
    nbgrader(root, "autograde", "tiny")
    nbgrader(root, "export")
    rows = {row["student_id"]: row for row in csv.DictReader((root / "grades.csv").open())}
    columns = ["raw_score", "late_submission_penalty", "score"]
    assert [float(rows["ada"][name]) for name in columns] == [4, 0.4, 3.6]
    assert [float(rows["ben"][name]) for name in columns] == [4, 0, 4]
    theirs = {student: kept(course, student) for student in ("ada", "ben")}
    for student in theirs:
        late.applied(course, course.submission(student, "tiny"))
        assert kept(course, student) == theirs[student]


def test_what_is_taken_off_is_in_hundredths_and_all_is_all(root):
    course = configured(root, BERLIN, DUE, TENTH)
    submission = hand_in(course, "ada", "2026-09-15 20:00:00 UTC")
    grade(course, submission, 4, 1.237)
    assert kept(course)[1] == 0.52
    cut = late.applied(configured(root, BERLIN, DUE, "c.LatePolicy.cutoff_days = 0"), submission)
    assert (cut.penalty, cut.score) == (5.237, 0)
