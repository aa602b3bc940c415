"""Names of files as downloads have them: made plain, judged, and shown."""

import re
import unicodedata

from autograder.roster import RESERVED


MAX_PART = 255
MAX_NAME = 1_000
MAX_DEPTH = 20

# Letters that make a terminal show a name in another order than it is written.
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# What operating systems leave in folders and archives.
LEFT_BEHIND = {"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"}
CHECKPOINTS = ".ipynb_checkpoints"


def plain(name: str) -> str:
    """A path with `/` between its parts, composed letters (NFC) and no empty parts."""
    parts = unicodedata.normalize("NFC", name).replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", ".")) or name


def fault(name: str) -> str:
    """Why a file of this name is not collected, whatever it holds; "" if it may be.

    Args:
        name: the path as the download has it.
    """
    parts = name.replace("\\", "/").split("/")
    if any(unicodedata.category(letter) in ("Cc", "Cs") or letter in TURNING for letter in name):
        return "its name holds letters that cannot be shown"
    if parts[0] == "" or re.match(r"[A-Za-z]:", name):
        return "its name is a path from the root of a disk"
    if ".." in parts:
        return "its name leads out of the download (..)"
    if len(name) > MAX_NAME or any(len(part.encode()) > MAX_PART for part in parts):
        return "its name is too long"
    if len(parts) > MAX_DEPTH:
        return f"it lies more than {MAX_DEPTH} folders deep"
    return ""


def is_left_behind(name: str) -> bool:
    """Whether an operating system made the file."""
    parts = name.split("/")
    return any(part in LEFT_BEHIND for part in parts) or parts[-1].startswith("._")


def is_checkpoint(name: str) -> bool:
    """Whether it is the copy that Jupyter keeps of a notebook."""
    return CHECKPOINTS in name.split("/")


def shown(name: str) -> str:
    """A name for one line of a terminal or a record: nothing in it is obeyed."""
    text = "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in name
    )
    return text if len(text) <= 160 else f"{text[:100]}…{text[-55:]}"


def safe(name: str) -> str:
    """A file's name for any system, in which the path can still be read."""
    letters = unicodedata.normalize("NFKD", name)
    text = re.sub(r"[^A-Za-z0-9._@+ -]", "_", re.sub(r"[\u0300-\u036f]", "", letters))
    text = text.lstrip(". ")
    if len(text) > 150:
        text = f"{text[:90]}_{text[-59:]}"
    text = text.strip() or "unnamed"
    return f"_{text}" if RESERVED.fullmatch(text) or text.endswith(".") else text


def without_common_folder(names: list[str], telling: set[str]) -> list[str]:
    """The names without a folder that all of them lie in, unless it may tell whose they are.

    That may the folder of a single notebook, and a folder in `telling`.
    """
    tops = {name.split("/")[0] for name in names}
    single = sum(name.lower().endswith(".ipynb") for name in names) < 2
    if single or len(tops) != 1 or tops <= telling or any("/" not in name for name in names):
        return names
    return without_common_folder([name.split("/", 1)[1] for name in names], telling)
