"""Reading requests within bounds of time and size."""

import socket
import time

PATIENCE = 20.0
"""Seconds within which a request must have arrived, and within which its answer must have been taken."""
LARGEST_REQUEST = 32_768


class Bounded(socket.SocketIO):
    """Reads from a connection; raises TimeoutError where a request is too slow or too large."""

    def __init__(self, connection: socket.socket) -> None:
        super().__init__(connection, "r")
        self._connection = connection
        self.begin()

    def begin(self) -> None:
        """Give the next request its time and size."""
        self._until = time.monotonic() + PATIENCE
        self._left = LARGEST_REQUEST

    def readinto(self, buffer: "bytearray | memoryview") -> int | None:  # type: ignore[override]
        remaining = self._until - time.monotonic()
        if remaining <= 0 or self._left <= 0:
            raise TimeoutError
        self._connection.settimeout(remaining)
        count = super().readinto(memoryview(buffer)[: self._left])
        self._left -= count or 0
        return count
