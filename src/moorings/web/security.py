"""What every request must pass and every response must carry, before any page.

The rules are plain functions over header values, so that tests can try them all.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST_FORM = 10 * 1024 * 1024
LARGEST_UPLOAD = 256 * 1024 * 1024
#: A size with more digits than this is beyond every limit.
_DIGITS = 15
UPLOADS = (
    *("/settings/arrive", "/settings/bring-in", "/welcome/copy"),
    "/practise/kit/new",
)

_POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "media-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types app",
)
POLICY = "; ".join(_POLICY)
_OFF = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
_ON = (
    "clipboard-write",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
)
PERMISSIONS = ", ".join(
    [f"{name}=()" for name in _OFF] + [f"{name}=(self)" for name in _ON]
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "Permissions-Policy": PERMISSIONS,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Vary": "Sec-Fetch-Site, Origin, Cookie",
}
TRANSPORT_SECURITY = "max-age=31536000"
#: Under this name a refused request carries the status it is refused with.
REFUSED = "moorings.refused"
_IN_ADDRESSES = "%/?:@!$&'()*+,;=-._~"


@dataclass(frozen=True, slots=True)
class Origins:
    """The addresses this server answers to."""

    port: int
    extra: tuple[str, ...] = ()

    @property
    def own(self) -> str:
        """The one canonical address on this machine."""
        return f"http://localhost{self._port}"

    @property
    def all(self) -> tuple[str, ...]:
        """Every address whose pages may send forms here."""
        return (self.own, *self.extra)

    @property
    def hosts(self) -> frozenset[str]:
        """The Host values that are answered."""
        return frozenset(urlsplit(origin).netloc for origin in self.all)

    @property
    def numeric_hosts(self) -> frozenset[str]:
        """The Host values that are sent on to the canonical address."""
        return frozenset({f"127.0.0.1{self._port}", f"[::1]{self._port}"})

    def is_secure(self, host: str) -> bool:
        """Say whether this Host value is that of an address reached over https."""
        return f"https://{host.lower()}" in self.extra

    @property
    def _port(self) -> str:
        return "" if self.port == 80 else f":{self.port}"  # noqa: PLR2004 - http


def refusal(origins: Origins, method: str, headers: Headers) -> int:
    """Say with which status a request is refused, or 0 to let it pass."""
    hosts = headers.getlist("host")
    if len(hosts) != 1 or hosts[0].lower() not in origins.hosts:
        return 421
    if method not in SAFE_METHODS:
        return 0 if _same_origin(origins, headers) else 403
    site = headers.get("sec-fetch-site", "none")
    navigating = headers.get("sec-fetch-mode", "navigate") == "navigate"
    # Other sites may link here, but not build our answers into their pages.
    return 0 if site in {"none", "same-origin"} or navigating else 403


def _same_origin(origins: Origins, headers: Headers) -> bool:
    sites = headers.getlist("sec-fetch-site")
    if sites:
        return sites == ["same-origin"]
    return headers.getlist("origin") in [[origin] for origin in origins.all]


class TooLargeError(Exception):
    """A body grew beyond what is taken."""


class Edge:
    """Wraps the application: refuses, redirects, limits bodies, sets the headers."""

    def __init__(self, app: ASGIApp, origins: Origins) -> None:
        self.app = app
        self.origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
                return
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        sending = self._with_headers(scope, send)
        if self._is_numeric(scope, headers):
            await _redirect(sending, self.origins.own + _path(scope))
            return
        status = refusal(self.origins, scope["method"], headers)
        if status:
            await self._pass_on(_refused(scope, status), receive, sending)
            return
        largest = LARGEST_UPLOAD if scope["path"] in UPLOADS else LARGEST_FORM
        await self._pass_on(scope, _limited(receive, headers, largest), sending)

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        # What comes up to here was told and logged already; what it says stays here.
        with suppress(Exception):
            await self.app(scope, receive, send)

    def _is_numeric(self, scope: Scope, headers: Headers) -> bool:
        hosts: Sequence[str] = headers.getlist("host")
        return (
            scope["method"] in SAFE_METHODS
            and len(hosts) == 1
            and hosts[0].lower() in self.origins.numeric_hosts
        )

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        secure = self.origins.is_secure(Headers(scope=scope).get("host", ""))

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if secure:
                    headers["Strict-Transport-Security"] = TRANSPORT_SECURITY
                if "cache-control" not in headers:
                    headers["Cache-Control"] = "no-store"
            await send(message)

        return sending


def _limited(receive: Receive, headers: Headers, largest: int) -> Receive:
    """Count what comes in, whatever Content-Length says."""
    announced = headers.get("content-length", "0").lstrip("0") or "0"
    # A length that is no number is that of nothing that could be taken.
    unsaid = len(announced) > _DIGITS or not announced.isdecimal()
    too_large = unsaid or int(announced) > largest
    taken = 0

    async def receiving() -> Message:
        nonlocal taken
        if too_large:
            raise TooLargeError
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > largest:
            raise TooLargeError
        return message

    return receiving


def _refused(scope: Scope, status: int) -> Scope:
    """Make a request of it that no page answers, and that bears nobody's cookies."""
    headers = [(name, value) for name, value in scope["headers"] if name != b"cookie"]
    told = {"method": "GET", "path": "", "raw_path": b"", REFUSED: status}
    return {**scope, **told, "headers": headers}


async def _redirect(send: Send, target: str) -> None:
    location = target.encode("ascii")
    await send(
        {
            "type": "http.response.start",
            "status": 307,
            "headers": [(b"location", location), (b"content-length", b"0")],
        }
    )
    await send({"type": "http.response.body", "body": b""})


def _path(scope: Scope) -> str:
    """Give the path as it was asked for; what is none could name another machine."""
    raw: bytes = scope["raw_path"]
    query: bytes = scope["query_string"]
    asked = raw + (b"?" + query if query else b"")
    return quote(asked, _IN_ADDRESSES) if raw.startswith(b"/") else "/"
