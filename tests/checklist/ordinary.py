"""Start a program as an ordinary user would, in a place where nothing hides by itself.

Whoever is root passes much by being root. So root puts all of its powers down first: it
keeps its name and its own files, and no more than anybody has. What others may do to
new files is not held back, so that only the program itself can.
"""

import ctypes
import os
import sys

#: `PR_SET_SECUREBITS`, and the bits that give root nothing for being root.
SECURE_BITS, NO_ROOT = 28, 0b11


def put_powers_down() -> None:
    """Let what begins anew here begin without any power of root's."""
    if os.getuid() == 0 and ctypes.CDLL(None).prctl(SECURE_BITS, NO_ROOT, 0, 0, 0):
        sys.exit("Root may not put its powers down here.")


if __name__ == "__main__":
    put_powers_down()
    os.umask(0)
    os.execv(sys.executable, [sys.executable, *sys.argv[1:]])  # noqa: S606
