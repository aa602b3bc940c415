"""What a student's kernel may use."""

import resource
from dataclasses import dataclass


@dataclass(frozen=True)
class Bounds:
    """Bounds on one kernel and all that it starts.

    Attributes:
        memory: bytes of resident memory, of all processes together.
        data: bytes of writable memory that one process may ask for.
        cpu_seconds: seconds of CPU that one process may use.
        processes: processes and threads.
        file_bytes: bytes of one file.
        disk_bytes: bytes of all files in the folders that can be written to, which are in memory.
        open_files: files that are open at a time.
    """

    memory: int = 4 * 2**30
    data: int = 6 * 2**30
    cpu_seconds: int = 900
    processes: int = 256
    file_bytes: int = 64 * 2**20
    disk_bytes: int = 128 * 2**20
    open_files: int = 512

    def apply(self) -> None:
        """Bind this process, and those that it starts, for good."""
        for what, limit in (
            (resource.RLIMIT_DATA, self.data),
            (resource.RLIMIT_CPU, self.cpu_seconds),
            (resource.RLIMIT_NPROC, self.processes),
            (resource.RLIMIT_FSIZE, self.file_bytes),
            (resource.RLIMIT_NOFILE, self.open_files),
            (resource.RLIMIT_CORE, 0),
        ):
            hard = resource.getrlimit(what)[1]
            most = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
            resource.setrlimit(what, (most, most))


DEFAULT = Bounds()
