"""A kernel that says, when asked about itself, which JAX its code will find, and on which device.

Whoever executes a notebook asks this and keeps the answer with the outputs, as the notebook's
`language_info`. So the record is made where the code runs, and goes where its outputs go.
"""

import functools
import json
import os
import subprocess
import sys
from pathlib import Path

from ipykernel.ipkernel import IPythonKernel
from IPython.paths import get_ipython_dir


ASK = Path(__file__).with_name("ask_jax.py")


class Recorder(IPythonKernel):
    @property
    def language_info(self):
        return {**IPythonKernel.language_info, **jax_here()}


@functools.cache
def jax_here():
    """What `ask_jax` says. It is asked by the first kernel of a build, for all of them.

    Another process asks: in this one the page decides when to import JAX, and with which settings.
    """
    answer = Path(get_ipython_dir()) / "jax.json"
    if not answer.is_file():
        asked = subprocess.run([sys.executable, ASK], capture_output=True, text=True)
        # In one step, since other kernels may be reading.
        own = answer.with_suffix(f".{os.getpid()}")
        own.write_text(asked.stdout or "{}")
        own.replace(answer)
    return json.loads(answer.read_text())
