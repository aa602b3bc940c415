"""Build the book and test checks and problem sets on the newest of everything; write what broke.

    newest.py release     JAX's last release, and the newest of everything else that is admitted
    newest.py nightly     the same with JAX's nightly build, from the index JAX_NIGHTLY_INDEX

The environment is .venv-newest-<which>, of the newest Python that is here, since JAX's releases ask
for one; the report is _build/newest/report.md. The exit status is 1 where something broke.
"""

import argparse
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path


ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "_build" / "newest"
REPORTS = OUT / "_build" / "html" / "reports"
TESTS = ["tests/autograder/checks", "tests/solutions/test_variants.py"]
VERSIONS = "import jax, jaxlib, numpy, sys; print('Python', sys.version.split()[0], '· JAX', \
jax.__version__, '· jaxlib', jaxlib.__version__, '· NumPy', numpy.__version__)"
WORTH = 15  # lines of an error that are worth showing
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def install(which: str) -> Path:
    """The folder of an environment's programs.

    Raises:
        SystemExit: nightly builds are asked for, and their index is not named.
    """
    environment = ROOT / f".venv-newest-{which}"
    uv = [sys.executable, "-m", "uv"]
    newest = [sys.executable, "tests/newest_python.py"]
    python = _run(newest, stdout=subprocess.PIPE, text=True).stdout.strip()
    _run([*uv, "venv", "--quiet", "--clear", "--python", python, str(environment)])
    install = [*uv, "pip", "install", "--quiet", "--upgrade", "--python", str(environment)]
    _run([*install, "--editable", ".[book,course,test]"])
    if which == "nightly":
        index = os.environ.get("JAX_NIGHTLY_INDEX")
        if not index:
            sys.exit(
                "JAX_NIGHTLY_INDEX is to hold the address that JAX's page on installation gives."
            )
        _run([*install, "--prerelease", "allow", "--index", index, "jax", "jaxlib"])
    return environment / "bin"


def broken_pages(reports: Path, log: str) -> dict[str, str]:
    """Pages that failed, with the end of each one's error; and other warnings of the build."""
    found = {
        file.relative_to(reports).as_posix().removesuffix(".err.log"): _end(file.read_text())
        for file in sorted(reports.rglob("*.err.log"))
    }
    lines = [COLOURS.sub("", line) for line in log.splitlines()]
    warnings = [line for line in lines if re.search(r"(WARNING|ERROR|CRITICAL): ", line)]
    others = [line for line in warnings if "[mystnb.exec]" not in line]
    return found | ({"the build itself": _end("\n".join(others))} if others else {})


def broken_tests(junit: Path) -> dict[str, str]:
    """Tests that failed or could not run, with the end of what each says."""
    if not junit.is_file():
        return {"pytest": "It ended before it could say anything: see the run's log."}
    found = {}
    for case in ElementTree.parse(junit).iter("testcase"):
        for trouble in [*case.iter("failure"), *case.iter("error")]:
            name = f"{case.get('classname')}::{case.get('name')}"
            found[name] = _end(trouble.text or trouble.get("message") or "")
    return found


def report(which: str, versions: str, pages: dict[str, str], tests: dict[str, str]) -> str:
    """What broke, in Markdown."""
    lines = [f"## The newest JAX ({which})", "", versions.strip(), ""]
    for title, found in (("Pages", pages), ("Tests", tests)):
        lines += [f"### {title}: {len(found) or 'none'} broken", ""]
        for name, error in found.items():
            lines += [f"<details><summary><code>{name}</code></summary>", ""]
            lines += ["```text", error.replace("```", "'''"), "```", "", "</details>", ""]
    return "\n".join(lines)


def _end(text: str) -> str:
    return "\n".join(COLOURS.sub("", text).strip().splitlines()[-WORTH:])


def _run(command: list, **options) -> subprocess.CompletedProcess:
    return subprocess.run(command, cwd=ROOT, check=True, **options)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("which", choices=["release", "nightly"])
    which = parser.parse_args().which
    OUT.mkdir(parents=True, exist_ok=True)
    programs = install(which)
    versions = _run([programs / "python", "-c", VERSIONS], stdout=subprocess.PIPE, text=True).stdout
    print("==", versions, flush=True)
    build = [programs / "jupyter-book", "build", ".", "-W", "-n", "--keep-going", "--path-output"]
    built = subprocess.run([*build, OUT], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    print(built.stderr, file=sys.stderr)
    junit = OUT / "junit.xml"
    junit.unlink(missing_ok=True)
    test = [
        programs / "python",
        "-m",
        "pytest",
        "-q",
        "--numprocesses=auto",
        f"--junit-xml={junit}",
    ]
    tested = subprocess.run([*test, *TESTS], cwd=ROOT)
    pages = broken_pages(REPORTS, built.stderr) if built.returncode else {}
    tests = broken_tests(junit) if tested.returncode else {}
    (OUT / "report.md").write_text(report(which, versions, pages, tests))
    sys.exit(1 if built.returncode or tested.returncode else 0)


if __name__ == "__main__":
    main()
