"""Errors whose message tells a user what to do; the command line shows it as one line."""


class UserError(Exception):
    """Something the user asked for cannot be done; nothing was written."""
