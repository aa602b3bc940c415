"""Zip archives that strangers made, opened with care.

Nothing is written under a name that an archive gives. Sizes are checked before unpacking, as the
archive declares them, and again while its bytes come.
"""

import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from autograder.collecting import names


CHUNK = 1 << 20
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENCRYPTED, UTF8 = 0x1, 0x800
LOCAL_HEADER = 30


class Refused(Exception):
    """The archive is not opened; the message says why."""


@dataclass(frozen=True)
class Limits:
    """What an archive may hold.

    Attributes:
        files: how many files.
        file_bytes: the size of one.
        total_bytes: the size of all.
        ratio: how many times its packed size a large file, or all of a large archive, may have.
        large: from which size on `ratio` counts.
    """

    files: int = 10_000
    file_bytes: int = 200_000_000
    total_bytes: int = 4_000_000_000
    ratio: int = 100
    large: int = 50_000_000


# What an instructor downloads, and a student's own archive in it.
DOWNLOAD = Limits()
NESTED = Limits(files=1_000, total_bytes=500_000_000)
# What the list of an archive's files may take of memory: some 300 bytes a file.
DIRECTORY_BYTES = 10_000_000


@dataclass(frozen=True)
class Entry:
    """A file in an archive: its name, why it is not unpacked, why it is not collected."""

    info: zipfile.ZipInfo
    name: str
    damage: str
    fault: str

    @property
    def size(self) -> int:
        """How much of it is unpacked."""
        return 0 if self.damage else self.info.file_size

    @property
    def time(self) -> datetime | None:
        """When it was changed; without a zone if the archive does not tell it."""
        return _exact_time(self.info.extra) or _plain_time(self.info.date_time)


class Archive:
    """An archive that keeps to `limits`; a context manager.

    Raises:
        Refused: it is damaged, or breaks a limit in all.
    """

    def __init__(self, path: Path, limits: Limits):
        if _directory_bytes(path) > DIRECTORY_BYTES:
            raise Refused(f"it holds more than {limits.files:,} files")
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
            raise Refused("it is damaged: its list of files cannot be read") from None
        infos = [info for info in self._zip.infolist() if not _is_folder(info)]
        overlapping = _overlapping(infos)
        self.entries = [_entry(info, limits, info in overlapping) for info in infos]
        try:
            self._check(path, limits)
        except Refused:
            self._zip.close()
            raise

    def _check(self, path: Path, limits: Limits) -> None:
        total = sum(entry.size for entry in self.entries)
        if len(self.entries) > limits.files:
            raise Refused(f"it holds more than {limits.files:,} files")
        if total > limits.total_bytes:
            raise Refused(f"it unpacks to more than {_megabytes(limits.total_bytes)}")
        if total > limits.large and total > limits.ratio * path.stat().st_size:
            raise Refused(f"it unpacks to more than {limits.ratio} times its size")

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def unpack(self, entry: Entry, target: Path) -> str:
        """Write a file's content to `target`; why that could not be done, or ""."""
        if entry.damage:
            return entry.damage
        try:
            with self._zip.open(entry.info) as stream, target.open("xb") as written:
                left = entry.info.file_size
                while chunk := stream.read(CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise zipfile.BadZipFile
                    written.write(chunk)
            if left:
                raise zipfile.BadZipFile
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            target.unlink(missing_ok=True)
            return "it is damaged in the archive"
        return ""


def _entry(info: zipfile.ZipInfo, limits: Limits, overlapping: bool) -> Entry:
    name = _decoded(info)
    return Entry(info, names.plain(name), _damage(info, limits, overlapping), names.fault(name))


def _damage(info: zipfile.ZipInfo, limits: Limits, overlapping: bool) -> str:
    """Why an entry is not unpacked."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "it is a link"
    if kind not in (0, stat.S_IFREG):
        return "it is not a regular file"
    if info.flag_bits & ENCRYPTED:
        return "it is encrypted"
    if overlapping:
        return "it shares its bytes with another file of the archive"
    if info.compress_type not in METHODS:
        return "it is packed by a method other than deflate"
    if info.file_size > limits.file_bytes:
        return f"it is larger than {_megabytes(limits.file_bytes)}"
    if info.file_size > max(limits.large, limits.ratio * info.compress_size):
        return f"it unpacks to more than {limits.ratio} times its size"
    return ""


def _overlapping(infos: list[zipfile.ZipInfo]) -> set[zipfile.ZipInfo]:
    """Entries whose packed bytes are those of others too."""
    found, end, last = set(), 0, None
    for info in sorted(infos, key=lambda info: (info.header_offset, info.compress_size)):
        if info.header_offset < end:
            found |= {info, last}
        stop = info.header_offset + LOCAL_HEADER + info.compress_size
        if stop > end:
            end, last = stop, info
    return found


def _is_folder(info: zipfile.ZipInfo) -> bool:
    return info.orig_filename.endswith(("/", "\\")) and info.file_size == 0


def _decoded(info: zipfile.ZipInfo) -> str:
    """The whole name; where it is not said to be UTF-8, as on a Mac, it often is."""
    name = info.orig_filename
    if not info.flag_bits & UTF8:
        try:
            return name.encode("cp437").decode("utf-8")
        except UnicodeError:
            pass
    return name


def _directory_bytes(path: Path) -> int:
    """How large the list of an archive's files is, by what stands at its end."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 66_000))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 16:
        raise Refused("it is damaged: its end is missing")
    (size,) = struct.unpack_from("<I", tail, at + 12)
    locator = tail.rfind(b"PK\x06\x07", 0, at)
    record = tail[locator - 56 : locator] if locator == at - 20 and locator >= 56 else b""
    if record.startswith(b"PK\x06\x06"):
        (size,) = struct.unpack_from("<Q", record, 40)
    return size


def _exact_time(extra: bytes) -> datetime | None:
    """The time that Unix tools add to an entry, in seconds of UTC."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        if kind == 0x5455 and length >= 5 and len(extra) >= 9 and extra[4] & 1:
            return datetime.fromtimestamp(struct.unpack_from("<I", extra, 5)[0], UTC)
        extra = extra[4 + length :]
    return None


def _plain_time(parts: tuple[int, ...]) -> datetime | None:
    try:
        return datetime(*parts)
    except ValueError:
        return None


def _megabytes(size: int) -> str:
    return f"{size // 1_000_000:,} MB"
