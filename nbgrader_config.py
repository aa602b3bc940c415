"""The course, for nbgrader and for our own commands: its folders, and our grader plugged in."""

from pathlib import Path

from autograder.nbgrader_plugin import configure


c = get_config()  # noqa: F821 (nbgrader provides it)
configure(c)

# The folder of a class: source, release, submitted, autograded, feedback, and gradebook.db.
c.CourseDirectory.root = str(Path(__file__).resolve().parent / "course")
c.CourseDirectory.course_id = "jax-for-economists"

# Another database, if SQLite will not do:
# c.CourseDirectory.db_url = "postgresql+psycopg://user@host/gradebook"

# Late work: nothing is late without a due date.
# c.LatePolicy.timezone = "Europe/Berlin"
# c.LatePolicy.due = {"ps00_first_steps": "2026-09-14 23:59"}
# c.LatePolicy.grace_minutes = 15
# c.LatePolicy.slope = 0.1  # of the points, for each day begun
# c.LatePolicy.most = 0.5  # of the points, at most
# c.LatePolicy.cutoff_days = 7  # after which nothing counts
# c.LatePolicy.slip_days = 3  # free days late for each student, over the whole course
# c.LatePolicy.extensions = {"ada": {"ps00_first_steps": "2026-09-20 23:59"}}
