"""Linux's namespaces and capabilities, by the C library's own functions."""

import ctypes
import os


NEWNS, NEWIPC, NEWUSER, NEWPID = 0x00020000, 0x08000000, 0x10000000, 0x20000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_REC, MS_PRIVATE = 1, 2, 4, 16384, 1 << 18
MS_REMOUNT, MS_BIND = 32, 4096
PR_SET_PDEATHSIG, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 24, 38
SIGKILL = 9
CAPABILITY_VERSION = 0x20080522
NOBODY = 65534

_libc = ctypes.CDLL(None, use_errno=True)


def unshare(flags: int) -> None:
    """Leave namespaces for new ones. Those of processes hold for children only.

    Raises:
        OSError: it is not allowed here.
    """
    _checked(_libc.unshare(flags), "unshare")


def mount(source: str, target: str, kind: str = "", flags: int = 0, options: str = "") -> None:
    """Mount, as mount(2).

    Raises:
        OSError: it is not allowed here.
    """
    given = [text.encode() or None for text in (source, target, kind)]
    result = _libc.mount(*given, ctypes.c_ulong(flags), options.encode() or None)
    _checked(result, f"mount {target}")


def private_mounts() -> None:
    """Keep what is mounted from now on to this namespace."""
    mount("none", "/", flags=MS_REC | MS_PRIVATE)


def scratch(target: str, size: int) -> None:
    """An empty folder in memory, of so many bytes, in place of what is there."""
    options = f"size={size},nr_inodes=20000,mode=1777"
    mount("tmpfs", target, "tmpfs", MS_NOSUID | MS_NODEV, options)


def read_only(folder: str) -> None:
    """What is at a folder can be read here, no more."""
    mount(folder, folder, flags=MS_BIND)
    mount("none", folder, flags=MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV)


def die_with_parent() -> None:
    _checked(_libc.prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0), "prctl")


def drop_privileges() -> None:
    """No capabilities, no way to new ones, and where this is root, another user: nobody."""
    for capability in range(64):
        _libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    if os.getuid() == 0 and _can_become_nobody():
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    _checked(_libc.capset(header, (ctypes.c_uint32 * 6)()), "capset")
    _checked(_libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl")


def _can_become_nobody() -> bool:
    """Whether the user is mapped in this namespace."""
    with open("/proc/self/uid_map") as lines:
        ranges = [tuple(map(int, line.split())) for line in lines]
    return any(first <= NOBODY < first + count for first, _, count in ranges)


def _checked(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
