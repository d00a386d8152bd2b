"""Many readers at once: a small client that speaks just enough HTTP."""

import asyncio
import time
from dataclasses import dataclass, field

OK = b"HTTP/1.1 200"


@dataclass(slots=True)
class Asked:
    """How long each answer took, in milliseconds, and how many were none."""

    times: list[float] = field(default_factory=list)
    errors: int = 0


async def ask(
    port: int, cookies: tuple[str, ...], readers: int, times: int, pause: float = 0.0
) -> Asked:
    """Let so many readers ask for `/` so often, each on a connection of their own.

    Between two pages a reader waits `pause` seconds; they do not all begin at once.
    """
    request = (
        f"GET / HTTP/1.1\r\nHost: localhost:{port}\r\n"
        f"Cookie: {'; '.join(cookies)}\r\n\r\n"
    ).encode()
    asked = Asked()
    begins = (pause * reader / readers for reader in range(readers))
    await asyncio.gather(
        *(_reader(port, request, times, (start, pause), asked) for start in begins)
    )
    return asked


async def _reader(
    port: int, request: bytes, times: int, waits: tuple[float, float], asked: Asked
) -> None:
    start, pause = waits
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.sleep(start)
    for _ in range(times):
        began = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(_length(head))
        asked.times.append((time.perf_counter() - began) * 1000)
        asked.errors += not head.startswith(OK)
        await asyncio.sleep(pause)
    writer.close()
    await writer.wait_closed()


def _length(head: bytes) -> int:
    return int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
