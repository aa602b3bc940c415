"""Put a folder on a branch of the repository that holds nothing but what was built.

    push.py notebooks _build/html/_notebooks --past   the folder becomes the branch's next commit
    push.py site _build/html --keep previews          the same, but this folder of the branch stays
    push.py site _build/html --at previews/12         it becomes a folder of the branch
    push.py site --at previews/12                     that folder goes

Without `--past` the branch has one commit, so that it stays small; nbgitpuller needs a past, to
merge with what its users have changed. Two that push at once do not lose each other's work: the
second one starts again from what the first has pushed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path


TRIES = 5
EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"


def git(*words: str, **environment: str) -> str:
    """What git says.

    Raises:
        subprocess.CalledProcessError: it fails.
    """
    told = subprocess.run(
        ["git", *words],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | environment,
    )
    return told.stdout.strip()


def tip(branch: str) -> str:
    """The commit of the branch on the server, "" if there is none."""
    listed = git("ls-remote", "origin", f"refs/heads/{branch}")
    if listed:
        git("fetch", "--quiet", "--depth", "1", "origin", f"refs/heads/{branch}")
    return listed.split()[0] if listed else ""


def tree(last: str, folder: str, at: str, keep: list[str]) -> str:
    """The branch's new content, as a tree of git's."""
    with tempfile.TemporaryDirectory() as temporary:
        index = {"GIT_INDEX_FILE": str(Path(temporary, "index"))}
        if last and at:
            git("read-tree", last, **index)
            git("rm", "-r", "--quiet", "--cached", "--ignore-unmatch", "--", at, **index)
        if folder:
            content = _of_folder(folder)
            git("read-tree", *([f"--prefix={at}/"] if at else []), content, **index)
        for path in keep if last else []:
            if git("ls-tree", last, "--", path):
                git("read-tree", f"--prefix={path}/", f"{last}:{path}", **index)
        return git("write-tree", **index)


def _of_folder(folder: str) -> str:
    """Whatever lies in the folder, ignored or not."""
    with tempfile.TemporaryDirectory() as temporary:
        index = {"GIT_INDEX_FILE": str(Path(temporary, "index"))}
        here = [f"--git-dir={git('rev-parse', '--absolute-git-dir')}", f"--work-tree={folder}"]
        subprocess.run(
            ["git", *here, "add", "--force", "--all", "."],
            check=True,
            cwd=folder,
            env=os.environ | index,
        )
        return git("write-tree", **index)


def push(branch: str, folder: str, at: str, keep: list[str], past: bool) -> str:
    """Push, and say what became of the branch.

    Raises:
        SystemExit: others pushed all the time.
    """
    for _ in range(TRIES):
        last = tip(branch)
        new = tree(last, folder, at, keep)
        if last and new == git("rev-parse", f"{last}^{{tree}}"):
            return f"nothing has changed on the branch {branch}"
        if not last and new == EMPTY_TREE:
            return f"there is no branch {branch}"
        parent = ["-p", last] if past and last else []
        message = f"Built from {git('rev-parse', '--short', 'HEAD')}"
        commit = git("commit-tree", new, *parent, "-m", message)
        lease = f"--force-with-lease=refs/heads/{branch}:{last}"
        try:
            git("push", "--quiet", lease, "origin", f"{commit}:refs/heads/{branch}")
            return f"pushed the branch {branch}"
        except subprocess.CalledProcessError:
            continue
    sys.exit(
        f"The branch {branch} could not be pushed, tried {TRIES} times: see git's words above."
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("branch")
    parser.add_argument("folder", nargs="?", default="", help="what was built")
    parser.add_argument("--at", default="", help="the folder of the branch that it becomes")
    parser.add_argument("--keep", action="append", default=[], help="folder of the branch to keep")
    parser.add_argument("--past", action="store_true", help="add to the branch's history")
    told = parser.parse_args()
    if told.folder and not Path(told.folder).is_dir():
        sys.exit(f"{told.folder} is not there: build it first, by make site.")
    if not (told.folder or told.at):
        parser.error("name a folder to push, or --at and the folder of the branch that goes")
    folder = str(Path(told.folder).resolve()) if told.folder else ""
    print("==", push(told.branch, folder, told.at.strip("/"), told.keep, told.past))


if __name__ == "__main__":
    main()
