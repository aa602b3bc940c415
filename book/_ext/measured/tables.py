"""Results as Markdown tables."""

from .results import Machine, fastest, wanted, way_of


NOT_YET = "not measured yet"
TO = "\u2060–\u2060"  # A dash at which no line ends.
TRIAL = """:::{warning}
These numbers are from a trial at tiny sizes, and say nothing. `make bench` measures at full size.
:::

"""
MEGABYTES = 5e6  # Programs whose memory is above this get a column for it.


def case(machines: list[Machine], name: str) -> str:
    """All ways of a case, by machine, and what else is to be said of it."""
    first = wanted(machines[0], name)
    head = ["way", *(title for machine in machines for title in (machine.kind, "ours = 1"))]
    if len(machines) == 1:
        head.append("GPU")
    with_memory = any(_bytes(way) > MEGABYTES for way in first["ways"])
    head += ["MB in, temporary, out"] * with_memory
    rows = [_way(machines, name, way, with_memory) for way in first["ways"]]
    parts = [_table(first["title"], f"tab-bench-{name}", head, rows), *_facts(machines, name)]
    return "\n\n".join(parts)


def summary(machines: list[Machine]) -> str:
    """One line for each case: who is how far behind us, and how far we are from the limit."""
    head = ["task", "documents say"]
    for machine in machines:
        tools = ("the document", "NumPy", "Numba", "of the limit")
        head += [f"{machine.kind}: {tools[0]}", *tools[1:]]
    if len(machines) == 1:
        head.append("GPU")
    rows = [_line(machines, name) for name in machines[0].cases]
    title = "How many times as long as ours, and our share of the hardware's limit"
    trial = any(machine.about["small"] for machine in machines)
    return TRIAL * trial + _table(title, "tab-bench-summary", head, rows)


def about(machines: list[Machine]) -> str:
    """What was measured on, when, and with what: a column for each machine."""
    head = ["", *(machine.kind for machine in machines)]
    columns = [_machine(machine) for machine in machines]
    if len(machines) == 1:
        head.append("GPU")
        columns.append([NOT_YET] * len(columns[0]))
    names = (
        "device",
        "date",
        "versions",
        "bandwidth",
        "arithmetic, 32 bits",
        "arithmetic, 64 bits",
        "launch",
    )
    rows = list(zip(names, *columns, strict=True))
    return _table("Machines, and the best that they can do", "tab-bench-machines", head, rows)


def ratio_of(machine: Machine, name: str, way: str) -> str:
    return ratio(way_of(wanted(machine, name), way)["ratio"])


def ratio(found: dict | None) -> str:
    """`5.6 (5.4–6.1)`: median and range."""
    if found is None:
        return "–"
    reach = f"({number(found['least'])}{TO}{number(found['most'])})"
    return f"{number(found['median'])} {reach}"


def number(value: float) -> str:
    """Two or three digits, so that 0.52, 5.6, 56 and 5,600 are as long as needed."""
    if value >= 100:
        return f"{float(f'{value:.3g}'):,.0f}"
    if value < 1:
        return f"{value:.2g}"
    return f"{value:.0f}" if value >= 20 else f"{value:.1f}" if value >= 2 else f"{value:.2f}"


def time(seconds: float) -> str:
    """`0.52 ms`, in the largest unit of which there is at least one half."""
    units = {"s": 1.0, "ms": 1e-3, "µs": 1e-6}
    unit = next((unit for unit, size in units.items() if seconds >= size / 2), "µs")
    return f"{number(seconds / units[unit])} {unit}"


def share(found: dict) -> str:
    value = 100 * found["median"]
    return f"{value:.0f} %" if value >= 9.5 else f"{value:.2g} %"


def _way(machines, name, way, with_memory):
    mark = {"ours": "**{}**, ours", "document": "{}, the document's"}.get(way["kind"], "{}")
    label = mark.format(way["name"]) + (f" ({way['note']})" if way["note"] else "")
    cells = [label + " too" * way["same"]]
    for machine in machines:
        cells += _measured(machine.case(name), way)
    if len(machines) == 1:
        cells.append(NOT_YET)
    return cells + [_memory(way)] * with_memory


def _measured(found, way):
    """Time and ratio of a way, where this machine has it."""
    same = [w for w in found["ways"] if w["name"] == way["name"]] if found else []
    if not same:
        return ["–", "–"]
    ours = way["kind"] == "ours"
    return [time(same[0]["seconds"]["median"]), "1" if ours else ratio(same[0]["ratio"])]


def _memory(way):
    if "memory" not in way:
        return "–"
    return " / ".join(number(size / 1e6) if size > 5e4 else "0" for size in way["memory"].values())


def _bytes(way):
    return sum(way.get("memory", {}).values())


def _facts(machines, name):
    found = machines[0].case(name)
    if found["published"]:
        yield f"**Published**: {found['published']}."
    worst = max(way["error"] for way in found["ways"])
    ours = next(way["error"] for way in found["ways"] if way["kind"] == "ours")
    yield f"**Accuracy**: {found['error']}, ours {ours:.1e}, at most {worst:.1e}."
    limits = [_limit(machine, name) for machine in machines if machine.case(name)]
    yield f"**Limit**: {'; '.join(limits)}."


def _limit(machine, name):
    limit = machine.case(name)["limit"]
    reached = share(limit["share"])
    return f"{limit['by']} allows {time(limit['seconds'])} ({machine.kind}); we are at {reached}"


def _line(machines, name):
    first = machines[0].case(name)
    said = first["published ratio"]
    cells = [f"[{first['title']}](tab-bench-{name})", number(said) if said else "–"]
    for machine in machines:
        cells += _standing(machine.case(name))
    return cells + [NOT_YET] * (len(machines) == 1)


def _standing(found):
    if found is None:
        return ["–"] * 4
    theirs = ratio(found["ahead"]) if found["ahead"] else "the same program"
    tools = [fastest(found, tool) for tool in ("NumPy", "Numba")]
    tools = [number(tool["median"]) if tool else "–" for tool in tools]
    return [theirs, *tools, f"{share(found['limit']['share'])}, {found['limit']['by']}"]


def _machine(machine):
    found, limits = machine.about, machine.limits
    versions = ", ".join(f"{name} {version}" for name, version in found["versions"].items())
    cores = f", {found['cores']} cores" if machine.kind == "CPU" else ""
    speeds = [f"{limits[f'arithmetic {bits}'] / 1e9:,.0f} GFLOP/s" for bits in (32, 64)]
    bandwidth = f"{limits['bandwidth'] / 1e9:,.0f} GB/s"
    launch = time(limits["launch"])
    return [found["device"] + cores, found["date"], versions, bandwidth, *speeds, launch]


def _table(title, label, head, rows):
    """A table with a number; all columns but the first are numbers, to the right."""
    lines = [head, [":---", *["---:"] * (len(head) - 1)], *rows]
    body = "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
    return f":::{{table}} {title}\n:name: {label}\n\n{body}\n:::"
