"""`python -m benchmarks.headline`: measures, shows, and writes the results."""

import argparse
import json
import re
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from benchmarks.headline import limits, machine
from benchmarks.headline.run import WrongAnswer, run_topic
from benchmarks.headline.topics import TOPICS


RESULTS = Path(__file__).parents[1] / "results"


def main() -> None:
    wanted = arguments()
    console = Console()
    began, about = time.monotonic(), machine.about()
    with bar(console) as progress:
        task = progress.add_task("limits of the hardware", total=len(wanted.only) + 1, note="")
        bounds = limits.measure(wanted.small)
        progress.advance(task)
        topics = [measured(TOPICS[name], wanted, bounds, progress, task) for name in wanted.only]
    topics = [topic for topic in topics if topic]
    about |= {"load after": machine.load(), "minutes": round((time.monotonic() - began) / 60, 1)}
    found = {
        "about": about | {"rounds": wanted.rounds, "small": wanted.small},
        "limits": bounds,
        "topics": topics,
    }
    for topic in topics:
        show(topic, console)
    path = wanted.out or (None if partial_run(wanted) else RESULTS / file_name(about))
    if path:
        path.write_text(json.dumps(found, indent=1) + "\n")
        console.print(f"{about['minutes']} minutes; written to {path}")


def arguments() -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="python -m benchmarks.headline", description=__doc__)
    words.add_argument(
        "--only",
        nargs="+",
        choices=TOPICS,
        default=list(TOPICS),
        metavar="TOPIC",
        help=f"some of: {', '.join(TOPICS)}",
    )
    words.add_argument("--rounds", type=int, default=7, help="how often each way is timed (7)")
    words.add_argument("--small", action="store_true", help="tiny sizes, to see that all runs")
    words.add_argument("--out", type=Path, help="where to write; a partial run writes only then")
    return words.parse_args()


def partial_run(wanted: argparse.Namespace) -> bool:
    return wanted.small or len(wanted.only) < len(TOPICS)


def bar(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=24), MofNCompleteColumn())
    note = TextColumn("[dim]{task.fields[note]}")
    return Progress(*columns, TimeElapsedColumn(), note, console=console, transient=True)


def measured(topic, wanted, bounds, progress, task) -> dict | None:
    """The topic's results; None, and a line that says why, where a package is missing."""
    progress.update(task, description=topic.name)
    began = time.monotonic()

    def note(text: str) -> None:
        progress.update(task, note=text)

    try:
        found = run_topic(topic, wanted.rounds, wanted.small, bounds, note)
        progress.console.print(f"{topic.name}: {time.monotonic() - began:.0f} s")
        return found
    except ImportError as error:
        progress.console.print(f"{topic.name} is left out: {error.name} is not installed")
    except WrongAnswer as error:
        sys.exit(f"Nothing is written, since an answer is wrong. {error}")
    finally:
        progress.advance(task)
    return None


def show(topic: dict, console: Console) -> None:
    for case in topic["cases"]:
        table = Table(title=case["title"], title_justify="left")
        for name in ("way", "ms", "ours = 1", "first call", "error", "temp. MB"):
            table.add_column(name, justify="left" if name == "way" else "right")
        for way in case["ways"]:
            table.add_row(*cells(way))
        share = case["limit"]["share"]["median"]
        console.print(table, f"At {share:.1%} of the limit set by {case['limit']['by']}.\n")


def cells(way: dict) -> list[str]:
    ratio, memory = way["ratio"], way.get("memory")
    return [
        way["name"] + (f", {way['note']}" if way["note"] else ""),
        f"{1e3 * way['seconds']['median']:.3g}",
        f"{ratio['median']:.3g} ({ratio['least']:.3g}–{ratio['most']:.3g})",
        f"{way['first call']:.2g} s",
        f"{way['error']:.1e}",
        f"{memory['temporaries'] / 1e6:.1f}" if memory else "",
    ]


def file_name(about: dict) -> str:
    """`headline-cpu.json`, or after the device's name where there is another."""
    device = "cpu" if about["backend"] == "cpu" else about["device"]
    return f"headline-{re.sub(r'[^a-z0-9]+', '-', device.lower()).strip('-')}.json"


if __name__ == "__main__":
    main()
