"""A Jupyter kernel that runs one cell at a time, within limits, and may die without harm.

Nothing here raises because of what a cell does: an error, a loop that never ends, a flood of
output and a kernel that is gone are all results.
"""

import ast
import subprocess
import time
from dataclasses import dataclass, field
from queue import Empty
from typing import Any

from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from nbformat import NotebookNode
from nbformat.v4 import output_from_msg


GRACE_SECONDS = 3.0
IMAGE_BYTES = 5_000_000
TEXT_BYTES = 200_000
SHOWN = ("text/plain", "image/png", "image/jpeg")


@dataclass(frozen=True)
class Limits:
    """What a notebook may use: seconds of wall clock for one cell and for all of them."""

    cell_seconds: float = 60.0
    total_seconds: float = 600.0


@dataclass
class CellRun:
    """What became of a cell.

    `status` is "ok", "error", "timeout" (stopped, the kernel lives on) or "died" (the kernel ended,
    or had to be ended). `value` is the value of the expression asked for, where status is "ok";
    `explained` what an error means, where that is known.
    """

    status: str
    outputs: list[NotebookNode] = field(default_factory=list)
    error: str = ""
    message: str = ""
    explained: str = ""
    value: str | None = None
    seconds: float = 0.0


class Kernel:
    """A Python kernel, started at once; use it as a context manager.

    Args:
        folder: its working folder, where there is no sandbox.
        environment: its environment, where there is no sandbox.
        sandbox: "bubblewrap", "docker" or "podman"; "" for a kernel of the user's own.
        startup_seconds: how long it may take to start.
    """

    def __init__(
        self,
        folder: str,
        environment: dict[str, str],
        sandbox: str = "",
        startup_seconds: float = 120.0,
    ):
        self._folder = folder
        self._environment = environment
        self._sandbox = sandbox
        self._startup_seconds = startup_seconds
        self._end = ""
        self._start()

    def __enter__(self) -> "Kernel":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def restart(self) -> None:
        self.close()
        self._start()

    def close(self) -> None:
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)
        self._manager.cleanup_resources()

    def run(self, code: str, seconds: float, expression: str | None = None) -> CellRun:
        """Run `code`, for at most `seconds`; on success, also evaluate `expression` to text."""
        started = time.monotonic()
        wanted = {"value": expression} if expression else {}
        request = self._client.execute(
            code, user_expressions=wanted, allow_stdin=False, stop_on_error=False
        )
        outputs = _Outputs()
        end = self._collect(request, outputs, started + seconds)
        run = self._finish(request, end)
        run.outputs = outputs.cells
        run.seconds = time.monotonic() - started
        return run

    def _start(self) -> None:
        self._end = ""
        self._manager = KernelManager(kernel_name="python3", **_specification(self._sandbox))
        self._manager.start_kernel(
            cwd=self._folder,
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._client = self._manager.client()
        self._client.start_channels()
        self._client.wait_for_ready(timeout=self._startup_seconds)
        if self._process:
            self._process.seal()

    @property
    def _process(self) -> Any:
        """The process in the sandbox, if there is one."""
        return getattr(self._manager.provisioner, "process", None) if self._sandbox else None

    def _collect(self, request: str, outputs: "_Outputs", deadline: float) -> str:
        """Gather outputs until the cell is done: "idle", "timeout" or "died"."""
        end = "idle"
        while True:
            now = time.monotonic()
            if self._process and self._process.exceeds():
                self._end = self._process.exceeds()
                self._manager.shutdown_kernel(now=True)
                return "died"
            if now > deadline:
                if end == "timeout":
                    return "died"
                end, deadline = "timeout", now + GRACE_SECONDS
                self._manager.interrupt_kernel()
            try:
                message = self._client.get_iopub_msg(timeout=min(0.5, max(deadline - now, 0.01)))
            except Empty:
                if not self._manager.is_alive():
                    return "died"
                continue
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "status":
                if message["content"]["execution_state"] == "idle":
                    return end
            else:
                outputs.add(message)

    def _finish(self, request: str, end: str) -> CellRun:
        if end == "died":
            return CellRun("died", message=self._cause_of_death())
        try:
            reply = self._client.get_shell_msg(timeout=GRACE_SECONDS)
            while reply["parent_header"].get("msg_id") != request:
                reply = self._client.get_shell_msg(timeout=GRACE_SECONDS)
        except Empty:
            return CellRun("died", message=self._cause_of_death())
        content = reply["content"]
        if end == "timeout":
            return CellRun("timeout")
        if content["status"] != "ok":
            return CellRun(
                "error", error=content.get("ename", ""), message=content.get("evalue", "")
            )
        return CellRun("ok", value=_text(content.get("user_expressions", {}).get("value")))

    def _cause_of_death(self) -> str:
        if self._end:
            return self._end
        if self._manager.is_alive():
            return "it did not stop when told to and its kernel was ended"
        return "it ended the kernel (a crash, too much memory, or a call such as os._exit)"


def _defused(output: NotebookNode) -> NotebookNode:
    """An output without what a page would run: text and images stay, HTML and scripts go."""
    if "data" in output:
        shown = {kind: output.data[kind] for kind in SHOWN if kind in output.data}
        output.data, output.metadata = NotebookNode(shown), NotebookNode()
    return output


def _specification(sandbox: str) -> dict[str, Any]:
    """What tells jupyter_client to start the kernel in a sandbox."""
    if not sandbox:
        return {}
    provisioner = {"provisioner_name": "autograder-sandbox", "config": {"backend": sandbox}}
    spec = KernelSpec(
        argv=["python"],
        display_name="Python 3",
        language="python",
        metadata={"kernel_provisioner": provisioner},
    )
    return {"kernel_spec_manager": _OneKernel(spec)}


class _OneKernel(KernelSpecManager):
    """Knows a single kernel."""

    def __init__(self, spec: KernelSpec):
        super().__init__()
        self._spec = spec

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        return self._spec


def _text(result: dict | None) -> str | None:
    """The text that a user expression evaluated to; None where it raised."""
    if not result or result.get("status") != "ok":
        return None
    try:
        value = ast.literal_eval(result["data"]["text/plain"])
    except (ValueError, SyntaxError):
        return None
    return value if isinstance(value, str) else None


class _Outputs:
    """A cell's outputs, kept up to a number of bytes; what lies beyond is counted, not kept."""

    def __init__(self) -> None:
        self.cells: list[NotebookNode] = []
        self._text_left = TEXT_BYTES
        self._image_left = IMAGE_BYTES

    def add(self, message: dict) -> None:
        kind = message["msg_type"]
        if kind == "stream":
            self._add_text(message)
        elif kind == "clear_output":
            self.cells.clear()
        elif kind in ("display_data", "execute_result", "error"):
            size = len(str(message["content"]))
            if size <= self._image_left:
                self._image_left -= size
                self.cells.append(_defused(output_from_msg(message)))

    def _add_text(self, message: dict) -> None:
        if self._text_left <= 0:
            return
        content = message["content"]
        text = content["text"][: self._text_left]
        self._text_left -= len(content["text"])
        if self._text_left <= 0:
            text += "\n[more output was left out]\n"
        last = self.cells[-1] if self.cells else None
        if last is not None and last.output_type == "stream" and last.name == content["name"]:
            last.text += text
        else:
            self.cells.append(output_from_msg({**message, "content": {**content, "text": text}}))
