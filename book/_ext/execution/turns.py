"""Whose turn it is to run: cells run side by side, but one that times something runs alone."""

from threading import Condition


class Turns:
    """Turns side by side, and turns alone, which keep new ones off and wait for the others' end."""

    def __init__(self):
        self._moved = Condition()
        self._taken, self._alone, self._waiting = 0, False, 0

    def take(self, *, alone: bool = False) -> None:
        """Wait for a turn."""
        with self._moved:
            if alone:
                self._waiting += 1
                self._moved.wait_for(lambda: not self._taken)
                self._waiting -= 1
            else:
                self._moved.wait_for(lambda: not (self._alone or self._waiting))
            self._taken += 1
            self._alone = alone

    def give(self) -> None:
        """Give a turn back."""
        with self._moved:
            self._taken -= 1
            self._alone = False
            self._moved.notify_all()
