"""Several pages executed at once, each on cores of its own."""

import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from queue import SimpleQueue

from jupyter_cache.executors.utils import ExecutionResult, single_nb_execution
from sphinx.util.display import status_iterator

from execution.inputs import CPU


CORES = 2  # that a page says it was timed on
AT_ONCE = "PAGES_AT_ONCE"


def pages_at_once(wanted: int, device: str) -> int:
    """How many pages are executed at once.

    The variable PAGES_AT_ONCE decides, then `wanted`. Where both are silent: one on a GPU, which
    pages would share; else one for each two cores, so that the timings on a page are its own.
    """
    told = int(os.environ.get(AT_ONCE) or wanted)
    if told > 0:
        return told
    return 1 if device != CPU else max(1, len(_cores()) // CORES)


def execute(notebooks: dict, settings, at_once: int) -> Iterator[tuple[str, ExecutionResult]]:
    """Execute notebooks, the longest first; gives each as it ends."""
    shares = SimpleQueue()
    for share in range(at_once):
        shares.put(_cores()[share::at_once])
    longest = sorted(notebooks, key=lambda name: -_size(notebooks[name]))
    with ThreadPoolExecutor(at_once) as pool:
        runs = {pool.submit(_execute, notebooks[name], settings, shares): name for name in longest}
        ended = as_completed(runs)
        say = f"executing pages, {at_once} at once... "
        shown = status_iterator(ended, say, "darkgreen", len(runs), stringify_func=runs.get)
        yield from ((runs[run], run.result()) for run in shown)


def _execute(notebook, settings, shares: SimpleQueue) -> ExecutionResult:
    share = shares.get()
    if share and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, share)  # of this thread, and so of the kernel that it starts
    try:
        with tempfile.TemporaryDirectory() as folder:
            return single_nb_execution(
                notebook,
                cwd=folder,
                timeout=settings.execution_timeout,
                allow_errors=settings.execution_allow_errors,
            )
    finally:
        shares.put(share)


def _cores() -> list[int]:
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


def _size(notebook) -> int:
    return sum(len(cell.source) for cell in notebook.cells if cell.cell_type == "code")
