"""The kernels that execute pages: they show errors briefly, and say on what they ran.

They get an IPython profile of their own, in `_build`. An error that a page shows on purpose is
shown by its message, not by JAX's inner frames; when a page fails by mistake, the build log still
names its cell. Which JAX a kernel has, and on which device, is kept with the page's outputs, in the
cache as well.
"""

import os
from pathlib import Path


PROFILE = """\
import sys

sys.path.insert(0, {folder!r})
from recorder import Recorder

sys.path.pop(0)
settings = get_config()
settings.InteractiveShell.xmode = "Minimal"
settings.IPKernelApp.kernel_class = Recorder
settings.IPKernelApp.log_level = "ERROR"  # else each warns that it is reached by TCP
"""


def setup(app):
    app.connect("config-inited", _use_profile)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _use_profile(app, config):
    folder = Path(app.outdir).parent / "ipython"
    profile = folder / "profile_default" / "ipython_kernel_config.py"
    profile.parent.mkdir(parents=True, exist_ok=True)
    # Another build may find another device.
    (folder / "jax.json").unlink(missing_ok=True)
    profile.write_text(PROFILE.format(folder=str(Path(__file__).parent)))
    os.environ["IPYTHONDIR"] = str(folder)
