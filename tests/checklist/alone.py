"""Run something in a network that has nothing but this machine's own loopback.

    unshare -rn python tests/checklist/alone.py -m pytest tests/web

`unshare` makes the network; this brings its loopback up, sees that nothing else can be
reached, and goes on as Python with the arguments that follow.
"""

import errno
import fcntl
import os
import socket
import struct
import sys
from pathlib import Path

READ, WRITE, UP = 0x8913, 0x8914, 0x1
ELSEWHERE = ("192.0.2.1", 80)


def bring_up(name: bytes) -> None:
    """Do what `ip link set lo up` does, where there may be no `ip`."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        told = fcntl.ioctl(asking, READ, struct.pack("16sh14x", name, 0))
        _, flags = struct.unpack("16sh14x", told)
        fcntl.ioctl(asking, WRITE, struct.pack("16sh14x", name, flags | UP))


def devices() -> set[str]:
    lines = Path("/proc/self/net/dev").read_text("ascii").splitlines()[2:]
    return {line.partition(":")[0].strip() for line in lines}


def reaches_nobody() -> bool:
    with socket.socket() as out:
        return out.connect_ex(ELSEWHERE) == errno.ENETUNREACH


if __name__ == "__main__":
    bring_up(b"lo")
    if devices() != {"lo"} or not reaches_nobody():
        sys.exit("There is more here than the loopback.")
    os.execv(sys.executable, [sys.executable, *sys.argv[1:]])  # noqa: S606
