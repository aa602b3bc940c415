"""Where student code runs: without a network, without our files, within bounds, and killed whole.

A container (`bubblewrap`, `containers`) holds one process, the `zygote`, which has imported JAX.
For each submission it forks a Jupyter kernel into namespaces of its own (`namespaces`). `host`
starts the container and talks to the zygote; `provisioner` makes of it what jupyter_client starts
kernels with.
"""
