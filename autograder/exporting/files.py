"""Files are written whole or not at all, and never over another unless that was asked for."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from autograder.errors import UserError


def must_be_free(paths: Iterable[Path], force: bool, given: Path | None = None) -> None:
    """Refuse files that exist, before anything is written.

    Args:
        force: existing files may be replaced.
        given: a file that was read, which is never written to.

    Raises:
        UserError: a file exists, or is the one that was given.
    """
    for path in paths:
        if given is not None and path.exists() and path.samefile(given):
            raise UserError(f"{path} is the file to fill in: name another with -o.")
        if path.exists() and not force:
            raise UserError(f"{path} exists: name another file with -o, or replace it by --force.")
        if path.is_dir():
            raise UserError(f"{path} is a folder, not a file: name a file with -o.")


def write(path: Path, content: bytes) -> Path:
    """Put the content in place in one step, and make the folders that are missing.

    Raises:
        UserError: the file cannot be written.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        raise UserError(f"{path} cannot be written: {error.strerror}.") from error
    return path
