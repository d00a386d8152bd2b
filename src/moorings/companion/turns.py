"""One at a time where it is the same, side by side where it is not."""

import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager


class Turns:
    """A lock for each name, there only while somebody holds it or waits for it."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._locks: dict[Hashable, threading.Lock] = {}
        self._many: dict[Hashable, int] = {}

    def __len__(self) -> int:
        """Say at how many names somebody is."""
        with self._guard:
            return len(self._locks)

    @contextmanager
    def of(self, name: Hashable) -> Iterator[None]:
        """Wait until nobody else is at this name; be at it until the block ends."""
        with self._guard:
            lock = self._locks.setdefault(name, threading.Lock())
            self._many[name] = self._many.get(name, 0) + 1
        try:
            with lock:
                yield
        finally:
            with self._guard:
                self._many[name] -= 1
                if not self._many[name]:
                    del self._many[name], self._locks[name]
