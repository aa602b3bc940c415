"""Calls home.

Told: Network is unreachable
"""

import socket


def double(x):
    with socket.create_connection(("1.1.1.1", 53), timeout=3) as line:
        line.send(b"tests")
    return 2 * x
