"""From what the instructor names (folders, zip archives, notebooks) to files on disk.

Archives are unpacked into a folder below the course's, under numbers; the files of a folder are
read where they lie. A zip archive inside is opened too, one level deep.
"""

import os
import shutil
import stat
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from autograder.collecting import names
from autograder.collecting.archive import DOWNLOAD, NESTED, Archive, Limits, Refused
from autograder.collecting.items import Item
from autograder.course import CourseError


Progress = Callable[[str, int, int], None]


class Download:
    """What an instructor names: a folder, a zip archive or a notebook.

    Attributes:
        origin: where it lies.
        size: how many files it has, an archive in it counted as one.
        is_archive: whether it is a zip archive.

    Raises:
        CourseError: there is no such thing, or an archive is damaged or breaks a limit in all.
    """

    def __init__(self, origin: Path, limits: Limits = DOWNLOAD):
        self.origin, self.limits = Path(origin), limits
        self.is_archive = False
        if self.origin.is_dir():
            self.size = len(list(_walk(self.origin, limits)))
        elif self.origin.suffix.lower() == ".ipynb" and self.origin.is_file():
            self.size = 1
        elif self.origin.is_file() and zipfile.is_zipfile(self.origin):
            self.size = self._listed()
        elif self.origin.suffix.lower() == ".zip" and self.origin.is_file():
            raise CourseError(f"{origin} is damaged: download it again.")
        elif self.origin.exists():
            raise CourseError(f"{origin} is no folder, zip archive or notebook.")
        else:
            raise CourseError(f"There is no file or folder {origin}.")
        if not self.size:
            raise CourseError(f"{origin} holds no files.")

    def _listed(self) -> int:
        try:
            with Archive(self.origin, self.limits) as archive:
                self.is_archive = True
                return len(archive.entries)
        except Refused as refusal:
            raise CourseError(
                f"{self.origin} was not unpacked: {refusal}. If you trust it, unpack it yourself "
                "and collect the folder."
            ) from None

    def items(self, staging: Path, progress: Progress) -> list[Item]:
        """The files, with what is in archives unpacked into `staging`.

        Raises:
            CourseError: all that is unpacked breaks a limit.
        """
        unpacking = _Unpacking(staging, self.limits)
        found = []
        for done, item in enumerate(self._files(unpacking), start=1):
            found += unpacking.opened(item)
            progress(f"reading {self.origin.name}", done, self.size)
        return found

    def _files(self, unpacking: "_Unpacking") -> Iterator[Item]:
        if self.is_archive:
            with Archive(self.origin, self.limits) as archive:
                yield from unpacking.all(archive)
        elif self.origin.is_dir():
            yield from _walk(self.origin, self.limits)
        else:
            yield _on_disk(self.origin.parent, self.origin, self.limits)


class _Unpacking:
    """The unpacking of one download: where its files go, and how much there may be in all."""

    def __init__(self, staging: Path, limits: Limits):
        self.staging, self.limits = staging, limits
        self.files, self.bytes = 0, 0
        self._number = count(1)

    def all(self, archive: Archive) -> Iterator[Item]:
        """The files of an archive, one by one."""
        self._spend(archive)
        for entry in archive.entries:
            target = self.staging / f"{next(self._number)}"
            fault = archive.unpack(entry, target)
            path = None if fault else target
            yield Item(entry.name, path, fault or entry.fault, entry.time)

    def opened(self, item: Item) -> list[Item]:
        """The files of an archive, if the item is one; else the item."""
        if item.path is None or not item.name.lower().endswith(".zip") or item.fault:
            return [item]
        try:
            with Archive(item.path, NESTED) as archive:
                return [self._inside(item, inner) for inner in self.all(archive)] or [
                    replace(item, fault="it is an empty archive")
                ]
        except Refused as refusal:
            return [replace(item, fault=f"it is not unpacked: {refusal}")]

    def _inside(self, outer: Item, inner: Item) -> Item:
        """A file of an archive in the download; what it says of its time is a student's word."""
        name = f"{outer.name}/{inner.name}"
        fault = inner.fault
        if not fault and inner.name.lower().endswith(".zip"):
            fault = "it is an archive in an archive of the download"
        return Item(name, inner.path, fault, outer.time)

    def _spend(self, archive: Archive) -> None:
        self.files += len(archive.entries)
        self.bytes += sum(entry.size for entry in archive.entries)
        if self.files > self.limits.files:
            raise CourseError(
                f"The download and the archives in it hold more than {self.limits.files:,} files. "
                "Nothing was collected."
            )
        if self.bytes > self.limits.total_bytes:
            raise CourseError(
                f"The download and the archives in it unpack to more than "
                f"{self.limits.total_bytes // 1_000_000:,} MB. Nothing was collected."
            )
        if self.bytes > shutil.disk_usage(self.staging).free:
            raise CourseError("There is not enough room on the disk to unpack the download.")


def _walk(folder: Path, limits: Limits) -> Iterator[Item]:
    """The files below a folder; links are named, not followed."""
    faults: list[OSError] = []
    found = 0
    for root, folders, files in os.walk(folder, onerror=faults.append):
        folders.sort()
        links = [name for name in folders if Path(root, name).is_symlink()]
        for name in sorted([*files, *links]):
            found += 1
            if found > limits.files:
                raise CourseError(f"{folder} holds more than {limits.files:,} files.")
            yield _on_disk(folder, Path(root, name), limits)
    for fault in faults:
        yield Item(_relative(folder, Path(fault.filename)), None, "the folder cannot be read")


def _on_disk(folder: Path, path: Path, limits: Limits) -> Item:
    name = _relative(folder, path)
    kind = path.lstat().st_mode
    if stat.S_ISLNK(kind):
        return Item(names.plain(name), None, "it is a link")
    if not stat.S_ISREG(kind):
        return Item(names.plain(name), None, "it is not a regular file")
    if not os.access(path, os.R_OK):
        return Item(names.plain(name), None, "it cannot be read")
    if path.stat().st_size > limits.file_bytes:
        size = limits.file_bytes // 1_000_000
        return Item(names.plain(name), None, f"it is larger than {size} MB")
    return Item(names.plain(name), path, names.fault(name))


def _relative(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()
