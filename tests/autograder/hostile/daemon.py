"""A process that means to outlive the kernel."""

import subprocess


subprocess.Popen(["/bin/sh", "-c", "sleep 3600"], start_new_session=True)


def double(x):
    return x
