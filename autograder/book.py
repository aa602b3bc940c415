"""Where the book is published, for the links in messages."""

ADDRESS = "https://jax-for-economists.github.io/course/"
"""The same as `html.baseurl` in `_config.yml`: a student's installation has no such file."""
