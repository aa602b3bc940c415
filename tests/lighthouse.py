"""What Lighthouse says of a page: scores from 0 to 100, and the audits that cost points."""

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from missing_tools import missing
from npm_tools import run
from system_programs import find


CLI = "lighthouse/cli/index.js"
# Below this, Lighthouse itself warns that the machine is slower than it expects.
ENOUGH = 1000
# One page of each kind.
KINDS = {
    "home": "index",
    "chapter with figures": "book/foundations/random_numbers",
    "chapter with much mathematics": "book/applications/optimization",
    "problem set": "book/problem_sets/ps04_vectorization",
    "reference": "book/reference/cheatsheet",
    "instructors": "book/instructors/running_a_course",
}


@dataclass
class Report:
    """Scores by category; the audits below the best score, each with its cure."""

    scores: dict[str, int]
    faults: list[str]
    bytes: int
    requests: int
    machine: int


def audit(url: str, preset: str = "phone") -> Report:
    """Load a page once in a Chromium of its own, as a telephone or at a desk."""
    chromium = find("chromium")
    if chromium is None:
        missing("Chromium", cure="make system")
    words = [url, "--quiet", "--output=json", "--chrome-flags=--headless=new --no-sandbox"]
    words += ["--preset=desktop"] if preset == "desktop" else []
    with tempfile.TemporaryDirectory(prefix="lighthouse-") as folder:
        env = {**os.environ, "CHROME_PATH": chromium, "TMPDIR": folder}
        done = run(CLI, *words, cwd=Path(folder), env=env)
    if done.returncode:
        raise RuntimeError(f"Lighthouse could not read {url}:\n{done.stderr}")
    return _report(json.loads(done.stdout))


def audits(url: str, preset: str, bound: int) -> list[Report]:
    """One run where its performance is good enough, else three."""
    first = audit(url, preset)
    if first.scores["performance"] >= bound:
        return [first]
    return [first, audit(url, preset), audit(url, preset)]


def performance(reports: list[Report]) -> int:
    """The median score."""
    return median(report.scores["performance"] for report in reports)


def too_slow(reports: list[Report]) -> bool:
    """Whether the machine was slower than Lighthouse asks for, in most runs."""
    return median(report.machine for report in reports) < ENOUGH


def _report(found):
    audits = found["audits"]
    requests = audits["network-requests"]["details"]["items"]
    return Report(
        scores={name: round(100 * part["score"]) for name, part in found["categories"].items()},
        faults=[
            _fault(name, audits[part["id"]])
            for name, category in found["categories"].items()
            for part in category["auditRefs"]
            if part["weight"] and (audits[part["id"]]["score"] or 0) < 1
        ],
        bytes=sum(request.get("transferSize", 0) for request in requests),
        requests=len(requests),
        machine=round(found["environment"]["benchmarkIndex"]),
    )


def _fault(category, audit):
    items = audit.get("details", {}).get("items", [])
    where = ", ".join(item["node"]["selector"] for item in items if "node" in item)
    return f"{category}: {audit['id']}: {audit['title']} {audit.get('displayValue', '')} {where}"
