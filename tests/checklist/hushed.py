"""Start Moorings with a watch at every way out of this machine.

Whatever would lead to another machine, or start another program, is refused; in any
case it is noted, one to a line, in the file that HUSHED_NOTES names. With HUSHED_TRY it
first tries to get out itself, so that one sees the watch at work.
"""

import os
import runpy
import socket
import sys
from contextlib import suppress

HERE = frozenset({"127.0.0.1", "::1", "localhost"})
#: Which part of what is told names whom it is about to reach.
REACHING = {
    "socket.bind": 1,
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
    "urllib.Request": 0,
    "http.client.connect": 1,
    "ftplib.connect": 1,
    "smtplib.connect": 1,
}
STARTING = frozenset(
    {
        *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn"),
        *("os.fork", "os.forkpty", "pty.spawn", "os.startfile", "webbrowser.open"),
    }
)
ELSEWHERE = ("192.0.2.1", 80)

notes = os.open(os.environ["HUSHED_NOTES"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)


def watch(event: str, told: tuple[object, ...]) -> None:
    """Refuse what leads out of here."""
    if event in STARTING:
        os.write(notes, f"refused {event}\n".encode())
        raise PermissionError(event)
    if event not in REACHING:
        return
    whom = told[REACHING[event]]
    host = whom[0] if isinstance(whom, tuple) else whom
    here = host in HERE or host is None
    os.write(notes, f"{'here' if here else 'refused'} {event} {host}\n".encode())
    if not here:
        raise PermissionError(event)


sys.addaudithook(watch)

if __name__ == "__main__":
    if "HUSHED_TRY" in os.environ:
        with suppress(PermissionError), socket.socket() as out:
            out.connect(ELSEWHERE)
        with suppress(PermissionError):
            socket.getaddrinfo("notes.example", 443)
        with suppress(PermissionError):
            os.system("true")  # noqa: S605
    runpy.run_module("moorings", run_name="__main__", alter_sys=True)
