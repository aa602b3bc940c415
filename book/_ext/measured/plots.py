"""Plots of the results, drawn while the book is built."""

from pathlib import Path

from .results import Machine, Unknown, fastest


TOOLS = {"the document": ("C3", "o"), "NumPy": ("C0", "s"), "Numba": ("C2", "^")}
BINDS = {"launch": "C1", "memory": "C0", "arithmetic": "C2"}
CAPTIONS = {
    "speed": "How many times as long as ours other ways take, with the range over rounds. "
    "Right of the line we are faster, left of it slower.",
    "limits": "The least time that the hardware allows as a share of ours, by what sets it: "
    "the launch of a program, memory, or arithmetic. Above 100 % data stay in the cache.",
}
ALTS = {
    "speed": "For each task up to three marks on a logarithmic axis: the document's way, NumPy and "
    "Numba. The table above has the same numbers.",
    "limits": "For each task a bar on a logarithmic axis from a hundredth of a per cent upwards. "
    "The table above has the same numbers.",
}


def figure(name: str, machines: list[Machine], folder: Path) -> str:
    """Draw the plot into the folder; Markdown that shows it."""
    drawings = {"speed": _speed, "limits": _limits}
    if name not in drawings:
        raise Unknown(f"no figure is called {name!r}; there are {', '.join(drawings)}")
    folder.mkdir(parents=True, exist_ok=True)
    _draw(drawings[name], machines, folder / f"{name}.png")
    return (
        f":::{{figure}} /_build/measured/{name}.png\n:name: fig-bench-{name}\n"
        f":alt: {ALTS[name]}\n\n{CAPTIONS[name]}\n:::"
    )


def _draw(draw, machines, path):
    """One panel for each machine, the tasks from top to bottom."""
    from matplotlib.figure import Figure

    names = list(machines[0].cases)
    size = (4.2 + 3.4 * len(machines), 0.34 * len(names) + 1.6)
    drawing = Figure(figsize=size, layout="constrained")
    axes = drawing.subplots(1, len(machines), sharey=True, squeeze=False)[0]
    for ax, machine in zip(axes, machines, strict=True):
        draw(ax, machine, names)
        device = machine.about["device"]
        ax.set(title=device if device.startswith(machine.kind) else f"{machine.kind}: {device}")
    axes[0].set_yticks(range(len(names)), names)
    axes[0].invert_yaxis()
    handles, labels = axes[0].get_legend_handles_labels()
    drawing.legend(handles, labels, loc="outside lower center", ncols=3)
    drawing.savefig(path, dpi=140)


def _speed(ax, machine, names):
    for tool, (color, marker) in TOOLS.items():
        points = [(row, _ratio(machine.case(name), tool)) for row, name in enumerate(names)]
        points = [(row, found) for row, found in points if found]
        middle = [found["median"] for _, found in points]
        reach = [
            [found["median"] - found["least"] for _, found in points],
            [found["most"] - found["median"] for _, found in points],
        ]
        rows = [row for row, _ in points]
        ax.errorbar(middle, rows, xerr=reach, fmt=marker, color=color, capsize=3, label=tool)
    ax.axvline(1, color="black", lw=1)
    ax.set(xscale="log", xlabel="time, ours = 1")
    ax.grid(axis="x", alpha=0.3)


def _ratio(found, tool):
    if found is None:
        return None
    return found["ahead"] if tool == "the document" else fastest(found, tool)


def _limits(ax, machine, names):
    for binds, color in BINDS.items():
        cases = [machine.case(name) for name in names]
        values = [
            100 * found["limit"]["share"]["median"]
            if found and found["limit"]["by"] == binds
            else 0
            for found in cases
        ]
        ax.barh(range(len(names)), values, color=color, label=binds)
    ax.axvline(100, color="black", lw=1)
    ax.set(xscale="log", xlim=(0.01, 300), xlabel="share of the limit, %")
    ax.grid(axis="x", alpha=0.3)
