"""Asking for the passphrase once more, before something weighty."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from moorings.companion.opened import Opened
from moorings.companion.securing import prove
from moorings.web.visitor import renew_session


async def prove_here(request: Request, opened: Opened, passphrase: str) -> None:
    """Make sure that whoever asks knows the passphrase; the session gets a new token.

    A vault that is tried out has none.
    """
    if opened.kept:
        await run_in_threadpool(prove, opened, passphrase)
        renew_session(request)
