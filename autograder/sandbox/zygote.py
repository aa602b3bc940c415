"""The process from which students' kernels are forked: JAX is imported, and nothing has run.

It reads commands from standard input and writes events to standard output, a line of JSON each:

    {"start": 3, "folder": "/run/kernels/3", "connection_file": "...", "bounds": {...}}
    {"signal": 9, "to": 3}
    -> {"ready": true}   {"started": 3}   {"ended": 3, "status": 0}   {"failed": 3, "why": "..."}
"""

import contextlib
import gc
import importlib
import json
import os
import selectors
import signal
import socket
import sys
import traceback
from typing import TextIO

from autograder.sandbox import compiler, namespaces
from autograder.sandbox.bounds import Bounds


HOME = "/home/student"
MOST_FILES = 4096
MOST_COMPILERS = 200
KERNELS, SOCKETS, CACHE = "/run/kernels", "/run/kernel", "/run/compiled"
SHELL = (
    *("ipykernel.kernelapp", "ipykernel.debugger", "tornado.platform.asyncio"),
    *("IPython.core.interactiveshell", "IPython.core.debugger"),
)
PLOTS = ("matplotlib.pyplot", "matplotlib_inline.backend_inline")
IMPORTED = (
    *("jax", "jax.numpy", "jax.export", "jax.scipy.stats", "jax.extend.random", "numpy"),
    *("scipy.special", "scipy.stats", "autograder.checks", "autograder.judge.inside", *SHELL),
)


def main() -> None:
    _import()
    events = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    _Zygote(events).serve()


class _Zygote:
    """Kernels by number, each with the process that holds its namespaces."""

    def __init__(self, events: TextIO):
        self.events = events
        self.kernels: dict[int, int] = {}
        self.between: dict[int, int] = {}
        self.listening = compiler.listen() if os.path.isdir(CACHE) else None
        self.compiler, self.compilers = 0, 0

    def serve(self) -> None:
        wake, signalled = os.pipe()
        os.set_blocking(signalled, False)
        signal.set_wakeup_fd(signalled)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        chosen = selectors.DefaultSelector()
        chosen.register(0, selectors.EVENT_READ)
        chosen.register(wake, selectors.EVENT_READ)
        self._start_compiler()
        self._say(ready=True)
        rest = b""
        while True:
            for key, _ in chosen.select():
                if key.fd == wake:
                    os.read(wake, 4096)
                    self._reap()
                    continue
                read = os.read(0, 65536)
                if not read:
                    return
                *lines, rest = (rest + read).split(b"\n")
                for line in lines:
                    self._do(json.loads(line))

    def _do(self, command: dict) -> None:
        if "signal" in command:
            pid = self.kernels.get(command["to"])
            if pid is not None:
                os.kill(pid, command["signal"])
            return
        try:
            pid = self._fork(command)
        except OSError as error:
            self._say(failed=command["start"], why=str(error))
            return
        self.kernels[command["start"]] = pid
        self._say(started=command["start"])

    def _fork(self, command: dict) -> int:
        """Fork a kernel; a go-between makes the namespaces and tells the kernel's number here."""
        told, telling = os.pipe()
        between = os.fork()
        if between == 0:
            try:
                os.close(told)
                namespaces.unshare(namespaces.NEWPID | namespaces.NEWNS | namespaces.NEWIPC)
                pid = os.fork()
                if pid == 0:
                    os.close(telling)
                    self._become_kernel(command)
                os.write(telling, str(pid).encode())
                os.close(telling)
                _, status = os.waitpid(pid, 0)
                os._exit(min(os.waitstatus_to_exitcode(status) % 256, 255))
            except BaseException as error:
                os.write(telling, f"!{error}".encode())
                os._exit(1)
        os.close(telling)
        with os.fdopen(told) as answer:
            text = answer.read()
        if not text or text.startswith("!"):
            os.waitpid(between, 0)
            raise OSError(text.lstrip("!") or "the fork ended")
        self.between[between] = command["start"]
        return int(text)

    def _start_compiler(self) -> None:
        """Fork the process that compiles for kernels, again where it has ended."""
        if self.listening is None:
            return
        self.compilers += 1
        if self.compilers > MOST_COMPILERS:
            self.listening.close()
            self.listening = None
            return
        self.compiler = os.fork()
        if self.compiler == 0:
            try:
                _detach()
                os.dup2(self.listening.fileno(), 3)
                os.closerange(4, MOST_FILES)
                Bounds(file_bytes=2**30, cpu_seconds=10**6).apply()
                namespaces.drop_privileges()
                namespaces.die_with_parent()
                compiler.serve(socket.socket(fileno=3), CACHE)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(1)

    def _become_kernel(self, command: dict) -> None:
        try:
            self.events.close()
            _settle(command)
            _run_kernel(command)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if pid == self.compiler:
                self._start_compiler()
            number = self.between.pop(pid, None)
            if number is not None:
                self.kernels.pop(number, None)
                self._say(ended=number, status=os.waitstatus_to_exitcode(status))

    def _say(self, **event) -> None:
        self.events.write(json.dumps(event) + "\n")


def _import() -> None:
    for name in IMPORTED:
        importlib.import_module(name)
    with contextlib.suppress(ImportError):
        for name in PLOTS:
            importlib.import_module(name)
    from jax._src import xla_bridge

    from autograder.checks import internals

    if xla_bridge._backends:
        raise RuntimeError("An import has started JAX's backend: forks of this process would hang.")
    internals.share_contexts()
    # What is imported is never garbage: kernels need not look through it.
    gc.collect()
    gc.freeze()


def _settle(command: dict) -> None:
    """Make this process a kernel's: its own folders, bounds, no privileges, no way back."""
    _detach()
    bounds = Bounds(**command["bounds"])
    os.closerange(3, MOST_FILES)
    _own_folders(command["folder"], bounds)
    bounds.apply()
    namespaces.drop_privileges()
    namespaces.die_with_parent()
    os.chdir(HOME)


def _detach() -> None:
    """Leave the zygote's session, signals and orders."""
    os.setsid()
    for number in (signal.SIGCHLD, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    signal.set_wakeup_fd(-1)
    empty = os.open(os.devnull, os.O_RDONLY)
    os.dup2(empty, 0)


def _own_folders(folder: str, bounds: Bounds) -> None:
    namespaces.private_mounts()
    os.makedirs(SOCKETS, exist_ok=True)
    namespaces.mount("proc", "/proc", "proc")
    namespaces.mount(folder, SOCKETS, flags=namespaces.MS_BIND)
    if os.path.isdir(CACHE):
        namespaces.read_only(CACHE)
    # What Python has yet to import may lie below /tmp, which then stays, read-only.
    kept = [path for path in (__file__, sys.prefix, sys.base_prefix) if path.startswith("/tmp/")]
    for target in ("/dev/shm", HOME) if kept else ("/tmp", "/dev/shm", HOME):
        namespaces.scratch(target, bounds.disk_bytes)
    namespaces.scratch(KERNELS, 4096)


def _run_kernel(command: dict) -> None:
    from ipykernel.kernelapp import IPKernelApp

    from autograder.checks import internals

    internals.compile_elsewhere(compiler.ask)
    os.environ.update({"TMPDIR": HOME, "IPYTHONDIR": f"{HOME}/.ipython", "MPLCONFIGDIR": HOME})
    app = IPKernelApp.instance(connection_file=command["connection_file"], quiet=True)
    app.initialize([])
    app.start()
    os._exit(0)


if __name__ == "__main__":
    main()
