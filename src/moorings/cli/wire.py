"""What speaks on the wire before there is a request that any page could answer."""

from uvicorn.protocols.http.h11_impl import H11Protocol

from moorings.web.security import HEADERS

_NO_REQUEST = "This was not a request that can be answered. Nothing was changed.\n"


class Speaking(H11Protocol):
    """HTTP/1.1, in which also what is no request is answered with every header."""

    def send_400_response(self, msg: str) -> None:
        """Answer what cannot be read as a request, and end the line."""
        del msg
        headers = dict(HEADERS)
        headers["Cache-Control"] = "no-store"
        headers["Content-Type"] = "text/plain; charset=utf-8"
        headers["Content-Length"] = str(len(_NO_REQUEST))
        headers["Connection"] = "close"
        told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        answer = f"HTTP/1.1 400 Bad Request\r\n{told}\r\n{_NO_REQUEST}"
        self.transport.write(answer.encode("ascii"))
        self.transport.close()
