"""Bring handed-in notebooks into the course folder, one a student, and name what is set aside.

First everything is read and decided, then it is written: a download that is refused leaves no
trace, and a run that was killed is started again by the same command.
"""

from dataclasses import replace
from pathlib import Path

from autograder import collected
from autograder.collecting import names, placing
from autograder.collecting.belonging import Sets
from autograder.collecting.deciding import Deciding, Decision, Options
from autograder.collecting.items import ALREADY, ASIDE, COLLECTED, Item, Outcome
from autograder.collecting.owners import form_of
from autograder.collecting.unpacking import Download
from autograder.course import Course, CourseError
from autograder.roster import Lookup, Student, valid


def collect(
    course: Course, assignment: str, origins: list[Path], options: Options | None = None
) -> list[Outcome]:
    """Collect all files in folders, zip archives and notebooks.

    Returns:
        What became of each file of the download; none is passed over.

    Raises:
        CourseError: an origin cannot be read, an archive breaks a limit in all, the set is not
            released, or an option is at fault; nothing was written. Or the disk is at fault.
    """
    options = options or Options()
    sets = Sets(course, assignment)
    try:
        downloads = [Download(origin) for origin in origins]
        _check(course, downloads, options)
        with placing.staging(course) as staging:
            items = _items(downloads, staging, options)
            decisions = Deciding(course, assignment, options, sets).all(items)
            if not options.dry_run:
                _write(course, assignment, decisions, options)
    except OSError as error:
        raise CourseError(
            f"{error.filename}: {error.strerror}. What was collected until then stays; when that "
            "is cured, run the same command again."
        ) from error
    return [decision.outcome for decision in decisions]


def _check(course: Course, downloads: list[Download], options: Options) -> None:
    root = Path(course.folder.root).resolve()
    for download in downloads:
        if root.is_relative_to(download.origin.resolve()):
            raise CourseError(
                f"{download.origin} holds the folder of the course itself: name the folder with "
                "the downloaded files."
            )
        if options.times.archive and not download.is_archive:
            raise CourseError(f"{download.origin} is no zip archive: it has no times of its own.")
    if options.owner:
        if len(downloads) > 1 or downloads[0].origin.suffix.lower() != ".ipynb":
            raise CourseError("--owner says whose one notebook is: name one .ipynb file.")
        known = [student.id for student in options.students]
        if options.owner not in known if known else not valid(options.owner):
            where = "in the list" if known else "of whom this could be the id"
            raise CourseError(f"There is no student {options.owner!r} {where}.")


def _items(downloads: list[Download], staging: Path, options: Options) -> list[Item]:
    """The files of all downloads, without a folder that all of one download lie in."""
    lookup = Lookup(options.students)
    result = []
    for number, download in enumerate(downloads):
        folder = staging / str(number)
        folder.mkdir()
        items = download.items(folder, options.progress)
        own = [item for item in items if not item.fault and not names.is_left_behind(item.name)]
        parts = {part for item in own for part in item.name.split("/")[:-1]}
        telling = {part for part in parts if form_of(part) or lookup.by_word(part)}
        short = names.without_common_folder([item.name for item in own], telling)
        shorter = dict(zip(map(id, own), short, strict=True))
        result += [replace(item, name=shorter.get(id(item), item.name)) for item in items]
    return result


def _write(course: Course, assignment: str, decisions: list[Decision], options: Options) -> None:
    """Keep what is set aside, then put the notebooks in their places, then write the record."""
    lines, handed = [], collected.read(course, assignment)
    for done, decision in enumerate(decisions, start=1):
        item, outcome = decision.item, decision.outcome
        if outcome.status == ASIDE:
            kept = placing.keep(course, assignment, item.name, item.path) if item.path else None
            where = f"kept as {kept.name}" if kept else "it is in the download only"
            lines.append(f"{outcome.name}: {outcome.reason} ({where})")
        elif decision.submission:
            placing.place(course, decision.submission, item.path, decision.handed.time)
            handed[outcome.student] = decision.handed
        options.progress("writing", done, len(decisions))
    if lines:
        placing.tell(course, assignment, lines)
    collected.write(course, assignment, handed)


def missing(
    course: Course, assignment: str, outcomes: list[Outcome], students: list[Student]
) -> list[str]:
    """The students of the list of whom nothing was collected, now or before."""
    there = {submission.student for submission in course.submissions(assignment)}
    there |= {outcome.student for outcome in outcomes if outcome.status in (COLLECTED, ALREADY)}
    return [student.id for student in students if student.id not in there]


def untimed(outcomes: list[Outcome]) -> list[str]:
    """The students whose file was collected, and of whom no time is known."""
    return [o.student for o in outcomes if o.status in (COLLECTED, ALREADY) and o.time is None]
