"""A run that is killed at any moment and started again: each submission is graded once.

A dozen submissions, killed three times. `SUBMISSIONS=200 pytest ...` does it with more, killed once
for every twenty.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time

import psutil
import pytest
from test_commands import DONE, HALF_DONE, answered, autograder

from autograder.course import Course


SUBMISSIONS = int(os.environ.get("SUBMISSIONS", "12"))
KILLED = max(3, SUBMISSIONS // 20)
STUDENTS = {
    f"s{number:03}": (DONE, 8) if number % 3 else (HALF_DONE, 4) for number in range(SUBMISSIONS)
}


@pytest.fixture
def collected(released):
    (released / "in").mkdir()
    for student, (answers, _) in STUDENTS.items():
        (released / "in" / f"{student}.ipynb").write_text(answered(released, answers))
    assert autograder(released, "collect", "in", "-a", "tiny").returncode == 0
    return released


def start(root):
    return subprocess.Popen(
        [sys.executable, "-m", "autograder", "grade", "tiny", "-j", "2"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def left_over(root):
    """Processes of the run that are still there."""
    found = []
    for process in psutil.process_iter(["cmdline", "cwd"]):
        line = " ".join(process.info["cmdline"] or [])
        if process.info["cwd"] == str(root) and "python" in line:
            found.append(line)
    return found


@pytest.mark.slow
@pytest.mark.sandbox
def test_a_killed_run_goes_on_where_it_was(collected):
    draw = random.Random(7)
    course = Course(collected)
    deadline = time.monotonic() + 20 * SUBMISSIONS
    for _ in range(KILLED):
        run = start(collected)
        before = len(list((collected / "course").glob("autograded/*/tiny/tiny.ipynb")))
        while run.poll() is None and time.monotonic() < deadline:
            done = len(list((collected / "course").glob("autograded/*/tiny/tiny.ipynb")))
            if done > before:
                break
            time.sleep(0.05)
        time.sleep(draw.uniform(0, 1))
        if run.poll() is None:
            os.kill(run.pid, signal.SIGKILL)
        run.communicate()
    time.sleep(1)
    assert left_over(collected) == []
    last = autograder(collected, "grade", "tiny", "-j", "2")
    assert last.returncode == 0, last.stderr
    already = int(last.stdout.split(" already graded")[0].split()[-1])
    assert already >= KILLED
    scores = {name: course.score(course.submission(name, "tiny"))[0] for name in STUDENTS}
    assert scores == {name: points for name, (_, points) in STUDENTS.items()}
    log = (collected / "course/grades/log.jsonl").read_text().splitlines()
    graded = [json.loads(line)["student"] for line in log]
    assert set(graded) == set(STUDENTS)
    assert len(graded) <= len(STUDENTS) + KILLED
