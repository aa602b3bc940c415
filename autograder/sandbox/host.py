"""A sandbox, seen from outside: start it, start kernels in it, end them."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import psutil

from autograder.errors import UserError
from autograder.sandbox import bubblewrap, containers
from autograder.sandbox.bounds import DEFAULT, Bounds
from autograder.sandbox.namespaces import NOBODY
from autograder.sandbox.zygote import CACHE, HOME, KERNELS, SOCKETS


READY_SECONDS = 120.0
LOOK_SECONDS = 0.3
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "JAX_PLATFORMS": "cpu",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONSAFEPATH": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}


class SandboxError(UserError):
    """No sandbox can be had, or it is gone; the message says why."""


class Sandbox:
    """A container with a zygote in it. Kernels that it starts cannot see each other.

    Args:
        backend: "bubblewrap", "docker" or "podman".
        bounds: what each kernel may use.
        cache: a folder for programs that JAX has compiled. Kernels read it; what is compiled for
            them is put there by a process of the sandbox that runs none of their code.

    Raises:
        SandboxError: the backend does not work here.
    """

    def __init__(
        self,
        backend: str = "bubblewrap",
        bounds: Bounds = DEFAULT,
        cache: str = "",
    ):
        self.backend, self.bounds = backend, bounds
        self._cache = cache
        self._folder = tempfile.mkdtemp(prefix="autograder-")
        os.chmod(self._folder, 0o711)
        self._number = 0
        self._events: dict[tuple[str, int], dict] = {}
        self._changed = threading.Condition()
        self._start()

    @property
    def ended(self) -> bool:
        return self._process.poll() is not None

    def close(self) -> None:
        """End it, and every kernel in it."""
        self._process.kill()
        self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def launch(self, connection_file: Callable[[str], str]) -> "Process":
        """Fork a kernel.

        Args:
            connection_file: writes the connection file into a folder, and returns its path.
        """
        self._number += 1
        number = self._number
        folder = Path(self._folder) / str(number)
        folder.mkdir(mode=0o777)
        os.chmod(folder, 0o777)
        path = connection_file(str(folder))
        os.chmod(path, 0o644)
        command = {
            "start": number,
            "folder": f"{KERNELS}/{number}",
            "connection_file": f"{SOCKETS}/{Path(path).name}",
            "bounds": asdict(self.bounds),
        }
        self._tell(command)
        event = self._wait(("started", number), ("failed", number))
        if "failed" in event:
            raise SandboxError(f"A kernel could not be started in the sandbox: {event['why']}.")
        return Process(self, number, folder)

    def used_memory(self) -> int:
        """Bytes of resident memory of all processes in it, what they share counted once each."""
        total = 0
        for process in self._processes():
            try:
                total += process.memory_info().rss
            except psutil.Error:
                continue
        return total

    def _processes(self) -> list[psutil.Process]:
        try:
            return psutil.Process(self._process.pid).children(recursive=True)
        except psutil.Error:
            return []

    def _start(self) -> None:
        _let_compile(self._cache, self.backend)
        environment = ENVIRONMENT | {"HOME": HOME} | _cached(self._cache)
        command = _command(self.backend, environment, self._folder, self._cache)
        self._errors = open(Path(self._folder) / "errors.txt", "w+")  # noqa: SIM115
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=environment,
            cwd="/",
            text=True,
        )
        threading.Thread(target=self._listen, daemon=True).start()
        try:
            self._wait(("ready", True), seconds=READY_SECONDS)
        except SandboxError:
            self.close()
            raise

    def _listen(self) -> None:
        for line in self._process.stdout:
            event = json.loads(line)
            name = next(iter(event))
            with self._changed:
                self._events[name, event[name]] = event
                self._changed.notify_all()
        with self._changed:
            self._events["gone", 0] = {"gone": True}
            self._changed.notify_all()

    def _tell(self, command: dict) -> None:
        try:
            self._process.stdin.write(json.dumps(command) + "\n")
            self._process.stdin.flush()
        except OSError:
            raise SandboxError(f"The sandbox has ended. {self._said()}") from None

    def _wait(self, *wanted: tuple, seconds: float = READY_SECONDS) -> dict:
        def found() -> dict | None:
            return next((self._events[key] for key in wanted if key in self._events), None)

        with self._changed:
            self._changed.wait_for(lambda: found() or ("gone", 0) in self._events, seconds)
            event = found()
        if event is None:
            raise SandboxError(f"The sandbox ({self.backend}) did not start. {self._said()}")
        return event

    def _said(self) -> str:
        self._errors.seek(0)
        return "".join(self._errors.readlines()[-3:]).strip()


class Process:
    """A kernel in a sandbox, as far as processes go."""

    def __init__(self, sandbox: Sandbox, number: int, folder: Path):
        self.sandbox, self.number, self.folder = sandbox, number, folder
        self._looked = 0.0

    def poll(self) -> int | None:
        """Its exit status; None while it lives."""
        event = self.sandbox._events.get(("ended", self.number))
        if event is None and ("gone", 0) in self.sandbox._events:
            return -1
        return event["status"] if event else None

    def send(self, signal: int) -> None:
        if self.poll() is None:
            self.sandbox._tell({"signal": int(signal), "to": self.number})

    def exceeds(self) -> str:
        """Which bound on memory or disk it has broken, in words; "" if none was seen.

        It is looked at every 0.3 s.
        """
        if time.monotonic() < self._looked + LOOK_SECONDS:
            return ""
        self._looked = time.monotonic()
        bounds = self.sandbox.bounds
        if self.sandbox.used_memory() > bounds.memory:
            return f"it used more memory than the {bounds.memory / 2**30:g} GiB that are allowed"
        if _size(self.folder) > bounds.file_bytes:
            return "it wrote more files than is allowed"
        return ""

    def wait(self, seconds: float) -> int | None:
        end = time.monotonic() + seconds
        while self.poll() is None and time.monotonic() < end:
            with self.sandbox._changed:
                self.sandbox._changed.wait(0.05)
        return self.poll()

    def seal(self) -> None:
        """Let no more files be made in its folder of sockets."""
        os.chmod(self.folder, 0o555)

    def close(self) -> None:
        """Remove what is left of it."""
        os.chmod(self.folder, 0o700)
        shutil.rmtree(self.folder, ignore_errors=True)


BACKENDS: dict[str, Callable[[], str]] = {
    "bubblewrap": bubblewrap.fault,
    "podman": lambda: containers.fault("podman"),
    "docker": lambda: containers.fault("docker"),
}


def backends() -> dict[str, str]:
    """Each kind of sandbox, and why it cannot be used here; "" if it can."""
    return {name: fault() for name, fault in BACKENDS.items()}


def details() -> dict[str, str]:
    """What else a sandbox needs on this machine, and what is wrong with it; "" if nothing."""
    faults = {"Linux": "" if sys.platform == "linux" else f"this is {sys.platform}"}
    if sys.platform == "linux":
        total = psutil.virtual_memory().total
        little = f"{total / 2**30:.0f} GiB; a kernel may use {DEFAULT.memory / 2**30:g}"
        faults["memory"] = "" if total > DEFAULT.memory else little
        if not bubblewrap.fault():
            faults["forks of a warm process"] = _fork_fault()
    return faults


def _fork_fault() -> str:
    try:
        sandbox = Sandbox("bubblewrap")
    except SandboxError as error:
        return str(error)
    sandbox.close()
    return ""


def chosen(wanted: str = "") -> str:
    """The sandbox to use: the one that is wanted, or else the first that works here.

    Raises:
        SandboxError: it does not work here, or none does.
    """
    kinds = backends() if not wanted else {wanted: BACKENDS[wanted]()}
    for name, fault in kinds.items():
        if not fault:
            return name
    why = "; ".join(f"{name}: {fault}" for name, fault in kinds.items())
    raise SandboxError(
        f"No sandbox can be had here ({why}). `autograder doctor` says how to get one. With"
        " --no-sandbox the students' code would run as yourself, with all that you may do."
    )


def _size(folder: Path) -> int:
    with os.scandir(folder) as entries:
        return sum(entry.stat(follow_symlinks=False).st_size for entry in entries)


def _let_compile(cache: str, backend: str) -> None:
    """Let the sandbox's compiler, which is nobody or this very user, write to the cache."""
    if cache and os.getuid() == 0:
        with suppress(OSError):
            os.chown(cache, NOBODY, NOBODY)
    elif cache and backend != "bubblewrap":
        os.chmod(cache, 0o777)


def _cached(cache: str) -> dict[str, str]:
    """What tells JAX where compiled programs are, and to write none."""
    if not cache:
        return {}
    return {
        "JAX_COMPILATION_CACHE_DIR": CACHE,
        "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "1e9",
        "JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES": "-1",
        "JAX_PERSISTENT_CACHE_ENABLE_XLA_CACHES": "none",
    }


def _command(backend: str, environment: dict[str, str], *folders: Any) -> list[str]:
    """The command that starts a zygote in a container."""
    zygote = ["-m", "autograder.sandbox.zygote"]
    if backend == "bubblewrap":
        why = bubblewrap.fault()
        if why:
            raise SandboxError(f"No sandbox: {why}")
        return [*bubblewrap.command(bubblewrap.program(), *folders), sys.executable, *zygote]
    return [*containers.command(backend, environment, *folders), "python", *zygote]
