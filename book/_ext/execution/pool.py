"""Several pages executed at once; a cell that times something runs alone."""

import os
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed

from jupyter_cache.executors.utils import ExecutionResult, single_nb_execution
from sphinx.util.display import status_iterator

from execution.clocks import timing_cells
from execution.inputs import CPU
from execution.turns import Turns


AT_ONCE = "PAGES_AT_ONCE"


def pages_at_once(wanted: int, device: str) -> int:
    """How many pages are executed at once.

    The variable PAGES_AT_ONCE decides, then `wanted`. Where both are silent: one on a GPU, whose
    memory pages would share, else one for each core.
    """
    told = int(os.environ.get(AT_ONCE) or wanted)
    if told > 0:
        return told
    return 1 if device != CPU else _cores()


def execute(notebooks: dict, settings, at_once: int) -> Iterator[tuple[str, ExecutionResult]]:
    """Execute notebooks, the longest first; gives each as it ends."""
    turns = Turns()
    longest = sorted(notebooks, key=lambda name: -_size(notebooks[name]))
    with ThreadPoolExecutor(at_once) as pool:
        runs = {pool.submit(_execute, notebooks[name], settings, turns): name for name in longest}
        ended = as_completed(runs)
        say = f"executing pages, {at_once} at once... "
        shown = status_iterator(ended, say, "darkgreen", len(runs), stringify_func=runs.get)
        yield from ((runs[run], run.result()) for run in shown)


def _execute(notebook, settings, turns: Turns) -> ExecutionResult:
    """Execute a notebook; its time leaves out what it waited for its turns."""
    timing, waited = timing_cells(notebook), []

    def next_turn(cell, cell_index: int) -> None:
        began = time.monotonic()
        turns.give()
        turns.take(alone=cell_index in timing)
        waited.append(time.monotonic() - began)

    turns.take()  # a kernel that starts would disturb others that time something, too
    try:
        with tempfile.TemporaryDirectory() as folder:
            result = single_nb_execution(
                notebook,
                cwd=folder,
                timeout=settings.execution_timeout,
                allow_errors=settings.execution_allow_errors,
                on_cell_execute=next_turn,
            )
        result.time -= sum(waited)
        return result
    finally:
        turns.give()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _size(notebook) -> int:
    return sum(len(cell.source) for cell in notebook.cells if cell.cell_type == "code")
