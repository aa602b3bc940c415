"""What jupyter_client starts kernels with, to start them in a sandbox."""

import asyncio
import atexit
import os
import signal
from typing import Any

from jupyter_client.connect import KernelConnectionInfo, write_connection_file
from jupyter_client.provisioning import KernelProvisionerBase
from traitlets import Unicode

from autograder.sandbox.host import Process, Sandbox
from autograder.sandbox.zygote import SOCKETS


NAME = "autograder-sandbox"
_shared: dict[str, Sandbox] = {}


class SandboxProvisioner(KernelProvisionerBase):
    """Forks a kernel from a sandbox's zygote; all kernels of a process share the sandbox."""

    backend = Unicode("bubblewrap", help="bubblewrap, docker or podman").tag(config=True)
    process: Process | None = None

    @property
    def has_process(self) -> bool:
        return self.process is not None

    async def poll(self) -> int | None:
        return self.process.poll() if self.process else 0

    async def wait(self) -> int | None:
        while self.process and self.process.poll() is None:
            await asyncio.sleep(0.02)
        return self.process.poll() if self.process else 0

    async def send_signal(self, signum: int) -> None:
        if self.process:
            self.process.send(signum)

    async def kill(self, restart: bool = False) -> None:
        if self.process:
            self.process.send(signal.SIGKILL)
            await asyncio.to_thread(self.process.wait, 10.0)

    async def terminate(self, restart: bool = False) -> None:
        await self.kill(restart)

    async def cleanup(self, restart: bool = False) -> None:
        if self.process:
            self.process.close()
            self.process = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        kwargs = await super().pre_launch(**kwargs)
        kwargs["cmd"] = []
        return kwargs

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        sandbox = shared(self.backend)
        self.process = sandbox.launch(self._connect)
        return self.connection_info

    def _connect(self, folder: str) -> str:
        """Write the connection file; the sockets' folder has another name inside."""
        session = self.parent.session
        path, inside = write_connection_file(
            os.path.join(folder, "kernel.json"),
            transport="ipc",
            ip=f"{SOCKETS}/s",
            key=session.key,
            signature_scheme=session.signature_scheme,
        )
        self.connection_info = {**inside, "ip": os.path.join(folder, "s"), "key": session.key}
        return path


def use(sandbox: Sandbox) -> None:
    """Start this process's kernels in that sandbox from now on."""
    earlier = _shared.pop(sandbox.backend, None)
    if earlier is not None:
        earlier.close()
    _shared[sandbox.backend] = sandbox


def shared(backend: str) -> Sandbox:
    """This process's sandbox of that kind, started if it must be."""
    found = _shared.get(backend)
    if found is None or found.ended:
        found = _shared[backend] = Sandbox(backend)
        atexit.register(found.close)
    return found
