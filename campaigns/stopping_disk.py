"""A disk that ends the process before a step: a write, a sync, a new name."""

import os
import signal

import apsw

SYSTEM = apsw.vfs_names()[0]


class Steps:
    """Counts what changes a disk, and ends the process before the last step allowed."""

    def __init__(self, allowed: int) -> None:
        self._left = allowed

    def take(self) -> None:
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self._left -= 1

    def audit(self, event: str, _: object) -> None:
        if event in {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "open"}:
            self.take()


class StoppingFile(apsw.VFSFile):
    def __init__(
        self, steps: Steps, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> None:
        self._steps = steps
        super().__init__(SYSTEM, name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's name
        self._steps.take()
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self._steps.take()
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._steps.take()
        super().xSync(flags)


class StoppingDisk(apsw.VFS):
    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        super().__init__("stopping", SYSTEM, makedefault=True)

    def xOpen(  # noqa: N802
        self, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> StoppingFile:
        self._steps.take()
        return StoppingFile(self._steps, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: FBT001, N802
        self._steps.take()
        super().xDelete(filename, syncdir)
