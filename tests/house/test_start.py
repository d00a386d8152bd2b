"""One command starts the app, and Ctrl-C ends it."""

import http.client
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def opening_link(said: Path, port: int) -> str:
    """Wait for the printed address that opens the door once."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        text = said.read_text(encoding="utf-8")
        if found := re.search(rf"http://localhost:{port}/open/\S+", text):
            return found[0]
        time.sleep(0.05)
    raise AssertionError(said.read_text(encoding="utf-8"))


def test_one_command_starts_the_app_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    port, said = free_port(), tmp_path / "said"
    command = [sys.executable, str(ROOT / "run.py"), "--no-browser"]
    command += ["--port", str(port), "--data", str(tmp_path / "data")]
    with said.open("w") as out:
        app = subprocess.Popen(command, cwd=tmp_path, stdout=out, stderr=out)
    try:
        path = opening_link(said, port).partition(str(port))[2]
        connection = http.client.HTTPConnection("localhost", port, timeout=PATIENCE)
        with closing(connection) as door:
            door.request("GET", path)
            opened = door.getresponse()
            assert (opened.status, opened.getheader("location")) == (303, "/")
            proof = str(opened.getheader("set-cookie")).partition(";")[0]
            opened.read()
            door.request("GET", "/", headers={"Cookie": proof})
            first_page = door.getresponse()
            assert first_page.status == 200
            first_page.read()
        app.send_signal(signal.SIGINT)
        assert app.wait(PATIENCE) in (0, 130)
    finally:
        app.kill()
    assert "Traceback" not in said.read_text(encoding="utf-8")
