"""One export from beginning to end: what is written where, and what is to be said of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder import roster
from autograder.course import Course
from autograder.errors import UserError
from autograder.exporting import canvas, files, gradescope, moodle, sheet as sheets, standing, table
from autograder.exporting.filling import Filled


@dataclass(frozen=True)
class Request:
    """What the instructor asked for; the fields are the options of `autograder export`."""

    to: str = "csv"
    fill: Path | None = None
    output: Path | None = None
    column: str = ""
    rescale: bool = False
    feedback: bool = False
    hidden_tests: str = "after_published"
    excel: bool = False
    unfinished: bool = False
    force: bool = False


@dataclass
class Report:
    """What was written, what should be known of it, and who could not be matched."""

    told: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def collected_sets(course: Course) -> list[str]:
    """The problem sets of which something was collected."""
    return [name for name in course.sets if course.submissions(name)]


def export(course: Course, assignments: Sequence[str], request: Request) -> Report:
    """Export the scores of some assignments.

    Raises:
        UserError: options that do not go together, a file that cannot be read or exists, an
            assignment that is unknown or of which nothing was collected; nothing was written.
    """
    _check(request, assignments)
    found = {name: standing.of(course, name) for name in dict.fromkeys(assignments)}
    for name, standings in found.items():
        if not any(one.graded for one in standings):
            raise UserError(f"Nothing of {name} is graded yet: run `autograder grade` first.")
    make = {"csv": _csv, "canvas": _canvas, "moodle": _moodle, "gradescope": _gradescope}
    report = Report()
    contents = make[request.to](course, found, request, report)
    paths = _places(course, request, list(contents))
    files.must_be_free(paths.values(), request.force, request.fill)
    for name, content in contents.items():
        files.write(paths[name], content)
    places = list(paths.values())
    if request.to == "gradescope":
        places = [_folder(course, request)]
    report.faults = list(dict.fromkeys(report.faults))
    report.told += [f"Written: {path}" for path in places]
    return report


def _check(request: Request, assignments: Sequence[str]) -> None:
    """Raise UserError for options that the target does not have, or that are missing."""
    only = {
        "--fill": (request.fill, ("canvas", "moodle")),
        "--column": (request.column, ("canvas",)),
        "--rescale": (request.rescale, ("canvas", "moodle")),
        "--feedback": (request.feedback, ("moodle",)),
        "--excel": (request.excel, ("csv",)),
    }
    for option, (given, targets) in only.items():
        if given and request.to not in targets:
            raise UserError(f"{option} is for --to {' or '.join(targets)}.")
    if request.to == "canvas" and request.fill is None:
        raise UserError(
            "Canvas needs the gradebook that you exported there (Grades, Export): --fill FILE."
        )
    if request.to == "moodle" and request.fill is None and not request.feedback:
        raise UserError(
            "Moodle needs the assignment's grading worksheet: --fill FILE; or ask for the feedback "
            "pages: --feedback."
        )
    if len(set(assignments)) > 1 and (request.to == "moodle" or request.column):
        what = "--column is" if request.column else "A grading worksheet of Moodle is"
        raise UserError(f"{what} for one problem set: name one.")


def _csv(course: Course, found: dict, request: Request, report: Report) -> dict[str, bytes]:
    contents = {f"{name}.csv": table.content(one, request.excel) for name, one in found.items()}
    for name, standings in found.items():
        graded = sum(one.graded is not None for one in standings)
        report.told.append(f"{name}: {graded} of {len(standings)} students are graded.")
        _warn_of_waiting(name, [one.label for one in standings if one.waiting], report, False)
    if len(found) > 1:
        contents["totals.csv"] = table.totals(found, request.excel)
    return contents


def _canvas(course: Course, found: dict, request: Request, report: Report) -> dict[str, bytes]:
    sheet = sheets.read(request.fill)
    for name, standings in found.items():
        wanted = [name, course.problem_set(name).title]
        filled = canvas.fill(
            sheet, standings, wanted, request.column, request.rescale, request.unfinished
        )
        _tell(course, name, filled, report)
    return {f"{'_'.join(found) if len(found) == 1 else 'all'}_canvas.csv": sheet.content()}


def _moodle(course: Course, found: dict, request: Request, report: Report) -> dict[str, bytes]:
    [(name, standings)] = found.items()
    contents = {}
    sheet = sheets.read(request.fill) if request.fill else None
    if request.feedback:
        pages = {
            one.student.id: course.path("feedback", one.student.id, name) / f"{name}.html"
            for one in standings
        }
        archive, missing = moodle.feedback(standings, pages, sheet)
        contents[f"{name}_moodle_feedback.zip"] = archive
        for label in missing:
            report.faults.append(
                f"{label}: no feedback page in the zip. Moodle's name is not known; "
                "give the grading worksheet by --fill."
            )
    if sheet is not None:
        filled = moodle.fill(sheet, standings, request.rescale, request.unfinished)
        _tell(course, name, filled, report)
        contents[f"{name}_moodle.csv"] = sheet.content()
    return contents


def _gradescope(course: Course, found: dict, request: Request, report: Report) -> dict[str, bytes]:
    contents = {}
    for name, standings in found.items():
        hidden = gradescope.hidden_tests(*course.sources(name))
        graded = [one for one in standings if one.graded]
        ready = [one for one in graded if one.finished or request.unfinished]
        for one in ready:
            place = f"{one.student.id}/results.json"
            place = place if len(found) == 1 else f"{name}/{place}"
            contents[place] = gradescope.results(one, hidden, request.hidden_tests)
        report.told.append(f"{name}: {_many(ready, 'result')}.")
        _warn_of_waiting(name, [one.label for one in graded if one not in ready], report)
    return contents


def _tell(course: Course, name: str, filled: Filled, report: Report) -> None:
    """Say what became of the rows; who is on the course's list must be in the file."""
    report.told.append(f"{name}: {_many(filled.scores, 'score')} filled in.")
    for label, why in filled.stay.items():
        report.warnings.append(f"{label} stays: {why}.")
    _warn_of_waiting(name, filled.waiting, report)
    for label in filled.missing:
        report.faults.append(
            f"{label} has a score for {name}, but no row of the file is surely theirs."
        )
    listed = bool(roster.of(course))
    for label in filled.strangers if listed else []:
        report.faults.append(f"{label} has a row in the file, but is not surely on your list.")
    if filled.strangers and not listed:
        report.warnings.append(
            f"Rows of nobody who handed in {name}, which stay: {', '.join(filled.strangers)}."
        )


def _warn_of_waiting(name: str, labels: list[str], report: Report, left_out: bool = True) -> None:
    if labels:
        what = "Left out (--unfinished takes them in)" if left_out else "Scores so far"
        report.warnings.append(
            f"{name}: {what}, because a part waits to be graded by hand: {', '.join(labels)}."
        )


def _many(found: Sequence, what: str) -> str:
    return f"{len(found)} {what}" + ("" if len(found) == 1 else "s")


def _places(course: Course, request: Request, names: list[str]) -> dict[str, Path]:
    """Where each file goes: `--output` is the file if there is one, else a folder."""
    given = request.output
    if given is None or given.is_dir() or len(names) > 1 or request.to == "gradescope":
        folder = _folder(course, request)
        if folder.exists() and not folder.is_dir():
            raise UserError(f"Several files are written: name a folder with -o, not {folder}.")
        return {name: folder / name for name in names}
    return {names[0]: given}


def _folder(course: Course, request: Request) -> Path:
    if request.output is not None:
        return request.output
    folder = Path(course.folder.root) / "export"
    return folder / "gradescope" if request.to == "gradescope" else folder
