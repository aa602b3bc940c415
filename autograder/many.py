"""Many submissions at a time: on this machine's cores, or on a Dask cluster.

Both map one function, from the bytes that were handed in to the judged notebook. What comes back
is written elsewhere, by one writer.
"""

import hashlib
import queue
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path

from autograder.desk import Desk, Setup, packed, prepared, unpacked
from autograder.errors import UserError
from autograder.grading import Graded, Verdict


Job = tuple[str, Callable[[], bytes], dict[str, Verdict]]


class SchedulerError(UserError):
    """The Dask cluster cannot be used; the message says why."""


def locally(
    setup: Setup, jobs: Iterable[Job], workers: int, first: Desk | None = None
) -> Iterator[tuple[str, Graded]]:
    """Judge on this machine, `workers` at a time; results come as they are ready.

    Args:
        setup: the problem set.
        jobs: for each submission its name, what reads it, and verdicts to keep.
        workers: how many at a time.
        first: a desk that is there already; it is used, and left open.
    """
    waiting: queue.SimpleQueue[Job] = queue.SimpleQueue()
    for job in jobs:
        waiting.put(job)
    results: queue.SimpleQueue = queue.SimpleQueue()
    count = waiting.qsize()
    stop = threading.Event()
    desks = [nullcontext(first) if first else Desk(setup)]
    desks += [Desk(setup) for _ in range(min(workers, count) - 1)]
    threads = [
        threading.Thread(target=_work, args=(desk, waiting, results, stop), daemon=True)
        for desk in desks[:count]
    ]
    for thread in threads:
        thread.start()
    try:
        for _ in range(count):
            found = results.get()
            if isinstance(found, BaseException):
                raise found
            yield found
    finally:
        stop.set()


def on_cluster(setup: Setup, jobs: Iterable[Job], scheduler: str) -> Iterator[tuple[str, Graded]]:
    """Judge on a Dask cluster, where the same package is installed.

    Raises:
        SchedulerError: Dask is not installed, or the scheduler does not answer.
    """
    try:
        from distributed import Client, as_completed
    except ImportError:
        raise SchedulerError(
            'Dask is not installed: pip install "jax-course-autograder[cluster]".'
        ) from None
    try:
        client = Client(scheduler)
    except (OSError, ValueError) as error:
        raise SchedulerError(f"No Dask scheduler answers at {scheduler}: {error}") from error
    with client:
        shared = client.scatter(setup, broadcast=True)
        futures = {
            client.submit(_on_worker, shared, read(), name, keep, pure=False): name
            for name, read, keep in jobs
        }
        for future in as_completed(futures):
            yield futures[future], unpacked(future.result())


def _work(own: AbstractContextManager[Desk], waiting, results, stop: threading.Event) -> None:
    with own as desk:
        while not stop.is_set():
            try:
                name, read, keep = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                results.put((name, desk.judge(read(), name, keep)))
            except BaseException as error:
                results.put(error)
                return


_desks: dict[tuple[int, str], Desk] = {}


def _on_worker(setup: Setup, submitted: bytes, name: str, keep: dict[str, Verdict]) -> str:
    """Judge in a thread of a Dask worker, which keeps a desk for the next submission."""
    digest = hashlib.sha256(f"{setup}".encode()).hexdigest()[:16]
    key = (threading.get_ident(), digest)
    if key not in _desks:
        cache = Path(tempfile.gettempdir()) / f"autograder-compiled-{digest}"
        here = replace(setup, cache=str(cache))
        _desks[key] = Desk(here)
        prepared(here, _desks[key])
    return packed(_desks[key].judge(submitted, name, keep))
