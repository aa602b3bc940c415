"""What was measured, read from its files: one machine each, the CPU first."""

import json
from pathlib import Path


CPU = "headline-cpu.json"


class Unknown(Exception):
    """A page names a case, a way or a figure that was not measured."""


class Machine:
    """The results of one run on one device."""

    def __init__(self, found: dict):
        self.about, self.limits = found["about"], found["limits"]
        self.cases = {case["name"]: case for topic in found["topics"] for case in topic["cases"]}

    @property
    def kind(self) -> str:
        return self.about["backend"].upper()

    def case(self, name: str) -> dict | None:
        return self.cases.get(name)


def read(folder: Path) -> list[Machine]:
    """The machines of a folder, the CPU first, then others by date."""
    machines = [of_file(path) for path in {folder / CPU, *folder.glob("headline-*.json")}]
    return sorted(machines, key=lambda m: (m.kind != "CPU", m.about["date"]))


def of_file(path: Path) -> Machine:
    if not path.is_file():
        raise Unknown(f"{path} is missing: run `make bench`")
    return Machine(json.loads(path.read_text()))


def wanted(machine: Machine, name: str) -> dict:
    """A case that must be there."""
    if name not in machine.cases:
        raise Unknown(f"no case is called {name!r}; there are {', '.join(machine.cases)}")
    return machine.cases[name]


def way_of(case: dict, name: str) -> dict:
    """A way that must be there."""
    names = [way["name"] for way in case["ways"]]
    if name not in names:
        raise Unknown(f"{case['name']} has no way {name!r}; it has {'; '.join(names)}")
    return case["ways"][names.index(name)]


def fastest(case: dict, tool: str) -> dict | None:
    """The ratio of the fastest way whose name begins with the tool's."""
    found = [way["ratio"] for way in case["ways"] if way["name"].startswith(tool)]
    return min(found, key=lambda ratio: ratio["median"], default=None)
