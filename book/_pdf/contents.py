"""What the book holds and in which order, as `_toc.yml` and `_config.yml` say."""

from dataclasses import dataclass
from pathlib import Path

import yaml


ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"


@dataclass(frozen=True)
class Entry:
    """A page, the level of its title (1 is a part's), and the part that it opens, if it does."""

    page: str
    level: int
    part: str | None = None


def entries() -> list[Entry]:
    """The pages of the book in order."""
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text())
    found = [Entry(contents["root"], 1)]
    for part in contents["parts"]:
        caption = part["caption"]
        for chapter in part["chapters"]:
            found.append(Entry(chapter["file"], 2, caption))
            caption = None
            found += [Entry(section["file"], 3) for section in chapter.get("sections", [])]
    return found


def config() -> dict:
    """What `_config.yml` says of the book."""
    return yaml.safe_load((ROOT / "_config.yml").read_text())
