"""`make grade-demo`: an instructor's whole job, from release to report, on a made-up class of ten.

Everything is written to `_build/grade-demo`. The exit code is 0 if every student got the points
and the reason that they should.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder.course import Course


sys.path.insert(0, str(Path(__file__).parent))
from demo_class import ROOT, SET, hand_in, new_course  # noqa: E402


DEMO = ROOT / "_build" / "grade-demo"
AUTOGRADER = [sys.executable, "-m", "autograder"]


def command(*words: str) -> None:
    """Show a command and run it; one that could not be carried out stops the demo."""
    print(f"\n$ autograder {' '.join(words)}", flush=True)
    if subprocess.run([*AUTOGRADER, *words], cwd=DEMO).returncode == 2:
        sys.exit(f"autograder {words[0]} could not be carried out")


def main() -> int:
    shutil.rmtree(DEMO, ignore_errors=True)
    everyone = hand_in(new_course(DEMO) / "handed_in")
    command("release", SET)
    command("collect", "handed_in", "--assignment", SET)
    command("grade", SET, "--cell-seconds", "10")
    command("report", SET)
    return verify(everyone)


def verify(everyone: list) -> int:
    """Hold each student's points and reason against what they must be."""
    course = Course(DEMO)
    results = {submission.student: graded for submission, graded in course.judged(SET)}
    table = Table(title="As it must be?", title_justify="left")
    for column in ("student", "handed in", "points", "must be", ""):
        table.add_column(column)
    aside = (Path(course.folder.root) / "set_aside" / f"{SET}.txt").read_text(encoding="utf-8")
    surprises = 0
    for student in everyone:
        graded = results.get(student.name)
        points, reasons = None, [line for line in aside.splitlines() if student.name in line]
        if graded is not None:
            points, _ = course.score(course.submission(student.name, SET))
            reasons = [*graded.notes, *(test.reason for test in graded.tests)]
        good = points == student.points and student.reason in " ".join(reasons)
        surprises += not good
        row = (student.name, student.about, _shown(points), _shown(student.points))
        table.add_row(*row, "yes" if good else "NO")
    Console().print(table)
    return surprises


def _shown(points: float | None) -> str:
    return "set aside" if points is None else f"{points:g}"


if __name__ == "__main__":
    sys.exit(main())
