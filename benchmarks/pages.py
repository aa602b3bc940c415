"""What a reader's browser loads for a page of each kind, and what Lighthouse says of it.

    python benchmarks/pages.py [--site _build/html] [--name now]

Bytes are those of one load on a telephone, compressed as GitHub Pages does. Scores are medians of
three runs (`--runs`), on a machine that should be idle: Lighthouse's `benchmarkIndex` says how fast
it was. Both go to `benchmarks/results/pages.json`, under a name for this state of the site.
"""

import argparse
import json
import os
import platform
import sys
from datetime import date
from pathlib import Path
from statistics import median


ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "results" / "pages.json"
sys.path.insert(0, str(ROOT / "tests"))

from lighthouse import KINDS, audit  # noqa: E402
from served import served  # noqa: E402


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--site", type=Path, default=ROOT / "_build" / "html")
    words.add_argument("--name", default="now", help="of this state of the site")
    words.add_argument("--runs", type=int, default=3)
    wanted = words.parse_args()
    found = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    with served(wanted.site) as address:
        found[wanted.name] = {
            "machine": f"{platform.machine()}, {os.cpu_count()} cores",
            "date": date.today().isoformat(),
            "runs": wanted.runs,
            "pages": {kind: measured(address, kind, wanted.runs) for kind in KINDS},
        }
    RESULTS.write_text(json.dumps(found, indent=1) + "\n")
    print(json.dumps(found[wanted.name], indent=1))


def measured(address: str, kind: str, runs: int) -> dict:
    """Weight, requests and scores of one page."""
    url = f"{address}{KINDS[kind]}.html"
    phone, desk = ([audit(url, preset) for _ in range(runs)] for preset in ("phone", "desktop"))
    return {
        "page": KINDS[kind],
        "kB": round(phone[0].bytes / 1000),
        "requests": phone[0].requests,
        "phone": medians(phone),
        "desktop": medians(desk),
        "benchmarkIndex": round(median(report.machine for report in phone + desk)),
    }


def medians(reports: list) -> dict[str, float]:
    """The median of each score."""
    names = reports[0].scores
    return {name: median(report.scores[name] for report in reports) for name in names}


if __name__ == "__main__":
    main()
