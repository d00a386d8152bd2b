"""A small proxy between browser and program: it can speak TLS, and lose things."""

import socket
import ssl
import threading
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal, TypeAlias

BOX = "/now/box"
PATIENCE = 30.0

#: What happens to a delivery of the box on its way.
Mishap: TypeAlias = Literal["none", "request lost", "answer lost", "held", "doubled"]


class Proxy:
    """Passes everything on to a port of this machine, until it is closed.

    With `host` it says so instead of what the browser asked for; with `certificate`
    (a file with the key in it) it speaks TLS.
    """

    def __init__(
        self, to: int, *, host: str = "", certificate: Path | None = None
    ) -> None:
        self.to, self.host = to, host
        self.mishap: Mishap = "none"
        self.deliveries: list[bytes] = []
        self.arrived, self.goes_on = threading.Event(), threading.Event()
        self._secure: ssl.SSLContext | None = None
        if certificate is not None:
            self._secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._secure.load_cert_chain(certificate)
        self._server = self._listen(0)
        self.port = int(self._server.server_address[1])

    def close(self) -> None:
        """Stop: whoever asks now finds nobody."""
        self.goes_on.set()
        self._server.shutdown()
        self._server.server_close()

    def open_again(self) -> None:
        """Listen again at the same address."""
        self._server = self._listen(self.port)

    def _listen(self, port: int) -> ThreadingHTTPServer:
        server = _Server(("127.0.0.1", port), _Passing)
        server.proxy = self
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return server

    def guarded(self, connection: socket.socket) -> socket.socket:
        """Speak TLS on a connection, if that is asked for; it shakes hands later."""
        if self._secure is None:
            return connection
        return self._secure.wrap_socket(
            connection, server_side=True, do_handshake_on_connect=False
        )

    def pass_on(
        self, method: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[HTTPResponse, bytes]:
        """Ask the program, and give its answer."""
        if self.host:
            headers = headers | {"Host": self.host}
        asked = HTTPConnection("127.0.0.1", self.to, timeout=PATIENCE)
        try:
            asked.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in headers.items():
                asked.putheader(name, value)
            asked.endheaders(body)
            answer = asked.getresponse()
            return answer, answer.read()
        finally:
            asked.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    proxy: Proxy

    def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
        connection, address = super().get_request()
        return self.proxy.guarded(connection), address

    def handle_error(self, *_: object) -> None:
        """Say nothing: browsers open connections that they never use."""


class _Passing(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._pass()

    def do_POST(self) -> None:
        self._pass()

    def log_message(self, *_: object) -> None:
        """Write nothing down."""

    def _pass(self) -> None:
        self.close_connection = True
        proxy = self.server.proxy
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        # Under the same address lies a practice, which a worker keeps.
        delivered = self.path == BOX and self.command == "POST"
        mishap = proxy.mishap if delivered else "none"
        if delivered:
            proxy.deliveries.append(body)
            proxy.arrived.set()
        if mishap == "request lost":
            return
        headers = {name: self.headers[name] for name in self.headers}
        headers["Connection"] = "close"
        times = 2 if mishap == "doubled" else 1
        with suppress(OSError, HTTPException):
            for _ in range(times):
                answer = proxy.pass_on(self.command, self.path, headers, body)
            if mishap == "held":
                proxy.goes_on.wait(PATIENCE)
            elif mishap != "answer lost":
                self._answer(*answer)

    def _answer(self, answer: HTTPResponse, body: bytes) -> None:
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in {"connection", "transfer-encoding"}:
                self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
