"""Q32: only this machine's own loopback is listened on, and nothing can widen it."""

import socket
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.serving import Served, listening, serving

EVERYWHERE = "0.0.0.0"  # noqa: S104 - it has to be refused
#: What other programs take to be heard beyond this machine.
WIDER = (
    ("--host", EVERYWHERE),
    ("--host", "127.0.0.1"),
    ("--bind", EVERYWHERE),
    ("--address", "192.168.0.4"),
    ("--listen", "::"),
    ("--i-understand",),
    ("--port", "0.0.0.0:8377"),
    (EVERYWHERE,),
)
#: Names under which somebody could come in over a network that anybody reads.
PLAIN = (
    "http://notes.example",
    "http://192.168.0.4:8377",
    "ws://notes.example",
    "notes.example",
    "https://notes.example/path",
    "https://",
    "https://*",
)


def own_addresses() -> set[str]:
    try:
        told = socket.gethostbyname_ex(socket.gethostname())[2]
    except OSError:
        return set()
    return {address for address in told if not address.startswith("127.")}


def test_q32_both_loopbacks_answer_and_no_other_address(served: Served) -> None:
    assert served.ask("GET", "/now").status == 200
    bound = listening(served.port)
    if socket.has_ipv6 and any(":" in each for each in bound):
        assert served.ask("GET", "/now", address="::1").status == 200
    assert bound <= {"127.0.0.1", "::1"}
    for other in {"127.0.0.2", *own_addresses()}:
        with pytest.raises(OSError, match=r"refused|unreachable|timed out"):
            socket.create_connection((other, served.port), timeout=2).close()


def test_q32_the_demo_listens_on_the_same_addresses_alone(
    environment: dict[str, str], tmp_path: Path
) -> None:
    demo = ("-m", "moorings", "demo")
    said = tmp_path / "said"
    with serving(environment, None, said, "--port", "0", program=demo) as running:
        bound = listening(running.port)
        assert "127.0.0.1" in bound
        assert bound <= {"127.0.0.1", "::1"}


@pytest.mark.parametrize("wider", WIDER, ids=" ".join)
def test_q32_nothing_asks_it_to_listen_further(
    moorings: Run, wider: tuple[str, ...]
) -> None:
    done = moorings("serve", "--no-browser", *wider, status=2)
    assert done.stderr.startswith("That was not understood")
    assert done.stdout == ""


@pytest.mark.parametrize("origin", PLAIN)
def test_q32_a_further_name_is_one_over_https(moorings: Run, origin: str) -> None:
    done = moorings("serve", "--no-browser", "--origin", origin, status=2)
    assert "is not an address that can be used" in done.stderr


@pytest.mark.parametrize("name", ["HOST", "BIND", "MOORINGS_HOST", "UVICORN_HOST"])
def test_q32_no_word_of_the_environment_widens_it(
    environment: dict[str, str], data: Path, tmp_path: Path, name: str
) -> None:
    told = environment | {name: EVERYWHERE}
    with serving(told, data, tmp_path / "said", "--port", "0") as running:
        assert listening(running.port) <= {"127.0.0.1", "::1"}
