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
