"""The files of a download, and what became of each."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class Item:
    """A file of a download.

    Attributes:
        name: its path in the download.
        path: where its content lies; None if it could not be unpacked.
        fault: why it cannot be collected, whatever it holds; "" if it may be.
        time: when the archive says it was changed; without a zone where it has none.
    """

    name: str
    path: Path | None
    fault: str = ""
    time: datetime | None = None


COLLECTED, ALREADY, ASIDE, LEFT = "collected", "already collected", "set aside", "left out"


@dataclass(frozen=True)
class Outcome:
    """What became of a file.

    Attributes:
        name: its path in the download, fit to be shown.
        student: whose it is; None if that is not known.
        status: `COLLECTED`, `ALREADY` collected before, set `ASIDE`, or `LEFT` out, as what
            operating systems and Jupyter leave behind.
        reason: why it was set aside or left out, or what to know of a file that was collected.
        time: when it was handed in, if it was collected and that is known.
        late: whether the platform marked it as late.
    """

    name: str
    student: str | None
    status: str
    reason: str = ""
    time: datetime | None = None
    late: bool = False
