"""Errors that pages show on purpose are shown by their message, not by JAX's inner frames.

The kernels that execute pages get an IPython profile of their own, in `_build`, with short
tracebacks. When a page fails by mistake, the build log still names its cell.
"""

import os
from pathlib import Path


PROFILE = 'get_config().InteractiveShell.xmode = "Minimal"\n'


def setup(app):
    app.connect("config-inited", _use_profile)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _use_profile(app, config):
    folder = Path(app.outdir).parent / "ipython"
    profile = folder / "profile_default" / "ipython_kernel_config.py"
    profile.parent.mkdir(parents=True, exist_ok=True)
    profile.write_text(PROFILE)
    os.environ["IPYTHONDIR"] = str(folder)
