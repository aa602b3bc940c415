"""Grading on a Dask cluster: the same scores."""

import socket
import subprocess
import sys
from contextlib import contextmanager

import pytest
from test_commands import DONE, HALF_DONE, answered, autograder

from autograder.course import Course


@contextmanager
def cluster():
    """A scheduler and a worker, as `dask` starts them."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    port = address.rpartition(":")[2]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    dask = [sys.executable, "-m", "distributed.cli"]
    scheduler = [f"{dask[2]}.dask_scheduler", "--port", port, "--no-dashboard"]
    worker = [f"{dask[2]}.dask_worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny"]
    started = [subprocess.Popen([*dask[:2], *words], **quiet) for words in (scheduler, worker)]
    try:
        yield address
    finally:
        for process in started:
            process.kill()
            process.wait()


@pytest.mark.slow
@pytest.mark.sandbox
def test_a_class_is_graded_on_a_cluster(released):
    for name, answers in {"ada": DONE, "ben": HALF_DONE}.items():
        (released / f"{name}.ipynb").write_text(answered(released, answers))
        assert autograder(released, "collect", f"{name}.ipynb", "-a", "tiny").returncode == 0
    with cluster() as address:
        graded = autograder(released, "grade", "tiny", "--scheduler", address)
    assert graded.returncode == 0, graded.stderr
    course = Course(released)
    scores = [course.score(course.submission(name, "tiny"))[0] for name in ("ada", "ben")]
    assert scores == [8, 4]


def test_a_scheduler_that_is_not_there_is_named(released, monkeypatch):
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "1s")
    (released / "ada.ipynb").write_text(answered(released, DONE))
    assert autograder(released, "collect", "ada.ipynb", "-a", "tiny").returncode == 0
    words = ("--no-sandbox", "--scheduler", "tcp://127.0.0.1:1")
    result = autograder(released, "grade", "tiny", *words)
    assert result.returncode == 2
    assert "No Dask scheduler answers at tcp://127.0.0.1:1" in result.stderr
