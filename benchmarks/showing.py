"""Today, out of ten years, for one reader and for many."""

import asyncio
from urllib.parse import urlencode

from benchmarks.asking import Asked, ask
from benchmarks.ground import PASSPHRASE, Ground
from benchmarks.result import Result, percentile
from benchmarks.running import BARE, Server, moorings, serving

ALONE, READERS, TIMES, ROUNDS = 200, 32, 12, 3
ALONE_MS, MANY_MS = 3.0, 25.0
SEE_OTHER = 303


def measure(ground: Ground) -> list[Result]:
    """Ask both servers in turns."""
    alone, many = (Asked(), Asked()), (Asked(), Asked())
    with serving(moorings(ground.data)) as ours, serving(BARE) as floor:
        servers = ((ours, _unlocked(ours)), (floor, ()))
        for _ in range(ROUNDS):
            for at, (server, cookies) in enumerate(servers):
                _add(alone[at], asyncio.run(ask(server.port, cookies, 1, ALONE)))
                _add(many[at], asyncio.run(ask(server.port, cookies, READERS, TIMES)))
        before = ours.cpu()
        asyncio.run(ask(ours.port, servers[0][1], 1, ALONE))
        cpu = (ours.cpu() - before) / ALONE
        opened = ours.memory()
        ours.ask("/lock", form="", cookies=servers[0][1])
        locked = ours.memory()
    return [
        Result(
            "Today, one reader, p50",
            percentile(alone[0].times, 50),
            "ms",
            ALONE_MS,
            len(alone[0].times),
            percentile(alone[1].times, 50),
            percentile(alone[0].times, 50) / percentile(alone[1].times, 50),
            facts={
                "p99": percentile(alone[0].times, 99),
                "cpu": cpu * 1000,
                "open_mib": opened,
                "locked_again_mib": locked,
            },
        ),
        Result(
            f"Today, {READERS} readers, p99",
            percentile(many[0].times, 99),
            "ms",
            MANY_MS,
            len(many[0].times),
            percentile(many[1].times, 99),
            percentile(many[0].times, 99) / percentile(many[1].times, 99),
            facts={
                "p50": percentile(many[0].times, 50),
                "floor_p50": percentile(many[1].times, 50),
            },
        ),
        Result(
            "Today, answers that were none",
            alone[0].errors + many[0].errors,
            "",
            0,
            len(alone[0].times) + len(many[0].times),
        ),
    ]


def _unlocked(server: Server) -> tuple[str, ...]:
    """Unlock, and look at a page: a browser carries the cookies of both."""
    form = urlencode({"passphrase": PASSPHRASE, "to": "/"})
    answer = server.ask("/unlock", form=form)
    if answer.status != SEE_OTHER:
        raise RuntimeError(answer.status)
    page = server.ask("/", cookies=answer.cookies)
    return (*answer.cookies, *page.cookies)


def _add(all_asked: Asked, asked: Asked) -> None:
    all_asked.times += asked.times
    all_asked.errors += asked.errors
