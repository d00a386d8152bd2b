"""The floor of serving: uvicorn and Starlette with one page that never changes."""

import socket

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

BODY = "<!doctype html><title>Bare</title>" + "<p>The tide turned.</p>" * 200


async def show(_: Request) -> Response:
    """Show the page."""
    return HTMLResponse(BODY)


async def show_styled(_: Request) -> Response:
    """Show the page with a style sheet."""
    return HTMLResponse('<link rel="stylesheet" href="/bare.css">' + BODY)


async def style(_: Request) -> Response:
    """Give the style sheet."""
    return Response(
        "p { color: #234 } body { max-width: 40rem }", media_type="text/css"
    )


listening = socket.create_server(("127.0.0.1", 0), backlog=128)
listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
print(f"http://localhost:{listening.getsockname()[1]}", flush=True)
config = uvicorn.Config(
    Starlette(
        routes=[
            Route("/", show),
            Route("/styled", show_styled),
            Route("/bare.css", style),
        ]
    ),
    log_config=None,
    access_log=False,
    server_header=False,
    proxy_headers=False,
    timeout_graceful_shutdown=2,
    ws="none",
)
uvicorn.Server(config).run(sockets=[listening])
