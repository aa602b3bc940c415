"""Does what a page of the handbook tells its reader to do, and compares what it promises.

In a page,

    ```{code-block} console        lines after `$ ` are run; the others must be in their output,
                                   in order, with `…` for anything
    ```{code-block} <language>     with a caption: is added to the file of that name
    % run: COMMAND                 (not shown) is run as well
"""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path


BLOCK = re.compile(r"^(`{3,})\{code-block\} (\w+)\n(?::caption: (\S+)\n)?(.*?)^\1\n", re.M | re.S)
STEP = re.compile(rf"{BLOCK.pattern}|^% run: ([^\n]+)$", re.M | re.S)


@dataclass(frozen=True)
class Step:
    """Something to do: a command, with the lines that must be in its output, or a file to write."""

    command: str = ""
    promised: tuple[str, ...] = ()
    file: str = ""
    content: str = ""


def steps(page: Path) -> list[Step]:
    """What a page tells its reader to do, in order."""
    found: list[Step] = []
    for match in re.finditer(STEP, page.read_text(encoding="utf-8")):
        _, language, file, content, hidden = match.groups()
        if hidden:
            found.append(Step(command=hidden))
        elif file:
            found.append(Step(file=file, content=content))
        elif language == "console":
            found += _commands(content)
    return found


def _commands(content: str) -> list[Step]:
    parts = re.split(r"^\$ ", content, flags=re.M)[1:]
    split = [part.splitlines() for part in parts]
    return [
        Step(first, tuple(line.strip() for line in rest if line.strip())) for first, *rest in split
    ]


class Reader:
    """Somebody who follows a page to the letter.

    Args:
        folder: where to begin.
        path: folders of programs that come first on the path.
        instead: commands that cannot be run in a test, and what is run in their place.
    """

    def __init__(self, folder: Path, path: str, instead: dict[str, str]):
        self.folder, self._instead = folder, instead
        self._environment = {**os.environ, "PATH": f"{path}{os.pathsep}{os.environ['PATH']}"}
        self._environment |= {"COLUMNS": "200", "NO_COLOR": "1"}

    def follow(self, page: Path) -> None:
        """Do each step.

        Raises:
            AssertionError: the output of a command is not as promised, or a command that
                promised nothing failed.
        """
        for step in steps(page):
            if step.file:
                path = self.folder / step.file
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("a", encoding="utf-8") as stream:
                    stream.write(step.content)
            elif step.command.startswith("cd "):
                self.folder /= step.command.removeprefix("cd ")
            else:
                self._run(step)

    def _run(self, step: Step) -> None:
        done = subprocess.run(
            ["bash", "-c", self._instead.get(step.command, step.command)],
            cwd=self.folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        output = re.sub(r"\s+", " ", done.stdout)
        rest = output
        for line in step.promised:
            wanted = ".*?".join(re.escape(re.sub(r"\s+", " ", part)) for part in line.split("…"))
            match = re.search(wanted, rest)
            assert match, f"`{step.command}` does not say {line!r}, but:\n{done.stdout[-3000:]}"
            rest = rest[match.end() :]
        assert step.promised or done.returncode == 0, f"`{step.command}`:\n{done.stdout[-3000:]}"
