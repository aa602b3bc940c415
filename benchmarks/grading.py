"""What grading a class costs, beside stock `nbgrader autograde` on the same submissions.

    python benchmarks/grading.py [--submissions 100] [--stock 10]
    python benchmarks/grading.py --growth 1000

Submissions to `ps09_option_pricing` are put together from the right and wrong answers in
`tests/solutions`. nbgrader runs them one after the other in its own way, without our plugin;
`autograder grade` runs them in sandboxes, as many at a time as there are cores: once with nothing
compiled beforehand, once again. The reference solution and all starts are counted. Seconds of wall
clock and of CPU (of the whole machine, which should be idle) for each submission go to
`benchmarks/results/grading.json`, with machine and versions.

With `--growth` one large class is graded instead, once: minutes after which each tenth of it was
done, and seconds of a second run, which finds nothing to do.
"""

import argparse
import json
import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

import jax
import nbformat
import nbgrader
import psutil


ROOT = Path(__file__).parents[1]
SET = "ps09_option_pricing"
RESULTS = Path(__file__).parent / "results" / "grading.json"
STOCK = """
c = get_config()
c.CourseDirectory.course_id = "stock"
c.CourseDirectory.root = "course"
c.ExecutePreprocessor.timeout = 120
c.Execute.timeout = 120
"""


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--submissions", type=int, default=100)
    words.add_argument("--stock", type=int, default=10, help="how many nbgrader grades")
    words.add_argument("--growth", type=int, help="grade so many once, and see whether it slows")
    wanted = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="grading-") as folder:
        if wanted.growth:
            found = {"growth": growth(Path(folder), wanted.growth)}
        else:
            found = side_by_side(Path(folder), wanted.submissions, wanted.stock)
    before = json.loads(RESULTS.read_text()) if RESULTS.is_file() else {}
    RESULTS.write_text(json.dumps(before | found, indent=1) + "\n")
    print(json.dumps(found, indent=1))


def side_by_side(folder: Path, submissions: int, stock: int) -> dict:
    course = new_course(folder / "ours", submissions)
    ours = measured(["autograder", "grade", SET], course, submissions)
    again = measured(["autograder", "grade", SET, "--regrade"], course, submissions)
    copied = stock_course(course, folder / "stock", stock)
    theirs = measured(["nbgrader", "autograde", SET], copied, stock)
    return {
        **here(),
        "autograder grade, nothing compiled": ours,
        "autograder grade --regrade, all compiled": again,
        "nbgrader autograde": theirs,
        "throughput, ratio": [round(theirs["wall"] / own["wall"], 1) for own in (ours, again)],
        "CPU, ratio": [round(theirs["cpu"] / own["cpu"], 1) for own in (ours, again)],
    }


def growth(folder: Path, submissions: int) -> dict:
    course, command = new_course(folder / "ours", submissions), ["autograder", "grade", SET]
    began = datetime.now(UTC)
    whole = measured(command, course, submissions)
    log = (course / "course" / "grades" / "log.jsonl").read_text().splitlines()
    ends = [datetime.fromisoformat(json.loads(line)["time"]) for line in log]
    tenth = max(submissions // 10, 1)
    minutes = {
        number: round((ends[number - 1] - began).total_seconds() / 60, 1)
        for number in range(tenth, submissions + 1, tenth)
    }
    again = measured(command, course, 1)
    return {**here(), **whole, "minutes": minutes, "seconds, nothing to do": again["wall"]}


def here() -> dict:
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "date": date.today().isoformat(),
        "versions": {"jax": jax.__version__, "nbgrader": nbgrader.__version__},
    }


def new_course(root: Path, count: int) -> Path:
    """A course with the set released and `count` submissions collected."""
    shutil.copytree(ROOT / "solutions" / SET, root / "solutions" / SET)
    for name in ("nbgrader_config.py", "_config.yml"):
        shutil.copy(ROOT / name, root / name)
    run(["autograder", "release", SET], root)
    release = nbformat.read(root / "course" / "release" / SET / f"{SET}.ipynb", as_version=4)
    draw = random.Random(9)
    for number in range(count):
        notebook = nbformat.from_dict(release)
        for cell in notebook.cells:
            answers = sorted((ROOT / "tests" / "solutions" / SET).glob(f"{name_of(cell)}/*_*.py"))
            if answers:
                cell.source = draw.choice(
                    [a for a in answers if "right" in a.name] + answers[:2]
                ).read_text()
        path = root / "course" / "submitted" / f"s{number:04}" / SET / f"{SET}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)
    return root


def stock_course(ours: Path, root: Path, count: int) -> Path:
    """The same source and the first submissions, in a course that knows nothing of us."""
    root.mkdir()
    (root / "nbgrader_config.py").write_text(STOCK)
    for path in ("source", *(f"submitted/s{number:04}" for number in range(count))):
        shutil.copytree(ours / "course" / path, root / "course" / path)
    run(["nbgrader", "generate_assignment", SET, "--create"], root)
    return root


def measured(command: list[str], root: Path, count: int) -> dict[str, float]:
    """Seconds of wall clock and of CPU for each submission."""
    before, started = psutil.cpu_times(), time.monotonic()
    run(command, root)
    wall, after = time.monotonic() - started, psutil.cpu_times()
    cpu = after.user + after.system - before.user - before.system
    return {"submissions": count, "wall": round(wall / count, 2), "cpu": round(cpu / count, 2)}


def name_of(cell: nbformat.NotebookNode) -> str:
    return cell.metadata.get("nbgrader", {}).get("grade_id", "none")


def run(command: list[str], root: Path) -> None:
    environment = {**os.environ}  # nbgrader starts alembic by its name.
    environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed: {done.stderr[-2000:]}")


if __name__ == "__main__":
    main()
