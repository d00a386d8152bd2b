"""`moorings`: start the program, print the opening link, open the browser."""

import argparse
import errno
import logging
import re
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable

import uvicorn

from moorings.cli.private import keep_memory_private, kept_private
from moorings.cli.wire import Speaking
from moorings.companion.clock import SystemClock
from moorings.companion.harbour import Harbour
from moorings.errors import MooringsError
from moorings.settings import Settings
from moorings.web.app import create_app
from moorings.web.security import Origins
from moorings.web.visitor import House

_ORIGIN = re.compile(r"https://[a-z0-9.-]+(:[0-9]{1,5})?")
BACKLOG = 128


class PortInUseError(MooringsError):
    """Somebody else listens there."""

    sentence = (
        "Port {port} is in use; perhaps Moorings is running already. Look in the other "
        "window, or start with another one: --port {other}"
    )


class NoOriginError(MooringsError):
    """An origin that is none."""

    sentence = (
        "“{origin}” is not an address that can be used. Write it as https://name, "
        "without a path."
    )


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Serve a person's own vaults until stopped."""
    for origin in chosen.origin:
        if not _ORIGIN.fullmatch(origin):
            raise NoOriginError(origin=origin)
    return serve(
        chosen,
        lambda: kept_private(Harbour(settings.data, SystemClock())),
        further=tuple(chosen.origin),
    )


def serve(
    chosen: argparse.Namespace,
    harbour: Callable[[], Harbour],
    *,
    further: tuple[str, ...] = (),
    enters: str = "",
) -> int:
    """Serve a harbour until stopped; it is made once the port is known to be free."""
    keep_memory_private()
    listening = _listen(chosen.port)
    port = int(listening[0].getsockname()[1])
    house = House(harbour(), Origins(port, further), enters)
    link = f"{house.origins.own}/open/{house.link}"
    _announce(house, link)
    if not chosen.no_browser:
        threading.Timer(0.3, webbrowser.open, (link,)).start()
    _serve(house, listening)
    return 0


def _announce(house: House, link: str) -> None:
    told = [
        f"Moorings is running at {house.origins.own}",
        f"Open it once with this link (ten minutes): {link}",
        *([f"Its passphrase, once it has locked: {house.enters}"] * house.demo),
        "To stop it, press Ctrl and C here. Stopping locks everything.",
    ]
    sys.stdout.write("\n".join(told) + "\n")
    sys.stdout.flush()


def _serve(house: House, listening: list[socket.socket]) -> None:
    logging.basicConfig(stream=sys.stderr, format="%(message)s", level=logging.ERROR)
    config = uvicorn.Config(
        create_app(house),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=2,
        http=Speaking,
        ws="none",
    )
    uvicorn.Server(config).run(sockets=listening)


def _listen(port: int) -> list[socket.socket]:
    """Bind both loopbacks, and nothing else."""
    try:
        first = socket.create_server(("127.0.0.1", port), backlog=BACKLOG)
    except OSError:
        raise PortInUseError(port=port, other=_another(port)) from None
    bound = [first]
    if socket.has_ipv6:
        try:
            bound.append(
                socket.create_server(
                    ("::1", first.getsockname()[1]),
                    family=socket.AF_INET6,
                    backlog=BACKLOG,
                )
            )
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                # Half of what asks for localhost would reach the other program.
                first.close()
                raise PortInUseError(port=port, other=_another(port)) from None
    for each in bound:  # asyncio does so only for sockets it made itself
        each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return bound


def _another(port: int) -> int:
    return (port % 60_000) + 1
