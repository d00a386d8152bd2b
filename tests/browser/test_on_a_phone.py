"""From a phone: through a proxy that speaks https, and what a plain name cannot do.

The phone is a Chromium of this machine, the proxy a small one, the certificate made
here. A name of its own leads to the proxy.
"""

import hashlib
import json
import struct
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from playwright.sync_api import BrowserContext, Playwright, expect

from tests.browser.afterwards import (
    Held,
    help_is_kept,
    is_locked,
    journey_of,
    queue_is_empty,
)
from tests.browser.proxy import Proxy

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = [pytest.mark.browser, pytest.mark.worker]

NAME = "notebook.home.arpa"
STOPPED = "The notebook is not running"
RING = "getComputedStyle(document.querySelector('.ring')).transform"
ASK = """async (address) => {
  const answer = await fetch(address);
  const body = new Uint8Array(await answer.arrayBuffer());
  return [answer.status, answer.headers.get("content-type"), [...body]];
}"""
PNG = b"\x89PNG\r\n\x1a\n"
#: Installing asks for these two at least.
SIZES = {192, 512}


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for the name, signed by itself, with its key in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=30))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = tmp_path_factory.mktemp("certificate") / "own.pem"
    file.write_bytes(private + made.public_bytes(pem))
    return file


def pinned(certificate: Path) -> str:
    """Give the one certificate that the phone shall trust, as Chromium names it."""
    key = x509.load_pem_x509_certificate(certificate.read_bytes()).public_key()
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    told = key.public_bytes(serialization.Encoding.DER, form)
    return b64encode(hashlib.sha256(told).digest()).decode()


@pytest.fixture
def phone(
    playwright: Playwright,
    certificate: Path,
    watched: Callable[[BrowserContext, "App"], "Person"],
    tmp_path: Path,
) -> Iterator[Callable[["App"], "Person"]]:
    """Take the phone in hand; the same one each time, started anew."""
    from tests.browser.conftest import ARGUMENTS, SIZES, _chromium  # noqa: PLC0415

    width, height = SIZES["phone"]
    with ExitStack() as ending:

        def take(app: "App") -> "Person":
            context = playwright.chromium.launch_persistent_context(
                tmp_path / "phone",
                executable_path=_chromium(),
                args=[
                    *ARGUMENTS,
                    f"--host-resolver-rules=MAP {NAME} 127.0.0.1",
                    f"--ignore-certificate-errors-spki-list={pinned(certificate)}",
                ],
                viewport={"width": width, "height": height},
            )
            ending.callback(context.close)
            person = watched(context, app)
            person.host = NAME
            return person

        yield take


@pytest.fixture
def proxied(
    apps: Callable[..., "App"], template: "App", certificate: Path, free_port: int
) -> Iterator[tuple["App", "App", Proxy]]:
    """The program, the same as the phone sees it, and the proxy between them."""
    app = apps("app", template)
    app.port = free_port
    with closing(Proxy(app.port, certificate=certificate)) as proxy:
        origin = f"https://{NAME}:{proxy.port}"
        app.arguments = ("--origin", origin)
        app.start()
        assert app.base
        yield app, replace(app, _link=f"{origin}/open/"), proxy
    app.stop()
    assert app.complained == ""


def presses_shift_three_times(person: "Person") -> None:
    for _ in range(3):
        person.page.keyboard.press("Shift")


def breathes(person: "Person") -> None:
    """Begin the breath of Help now, and see it move."""
    person.main.locator("a[href='/now/belly-breath']").first.click()
    before = person.page.evaluate(RING)
    person.page.wait_for_function(f"before => {RING} !== before", arg=before)


def notes(person: "Person", line: str, said: str) -> None:
    person.goes_to("/now/after")
    person.button("Leave that out").click()
    person.page.locator("#line").fill(line)
    person.main.locator("form:has(#line) .button").click()
    expect(person.page.locator("[data-moment-status]")).to_contain_text(said)


@pytest.mark.feature("M1")
@pytest.mark.feature("M10")
def test_behind_a_proxy_that_speaks_https_help_is_there_offline_and_the_box_works(
    proxied: tuple["App", "App", Proxy], phone: Callable[["App"], "Person"]
) -> None:
    app, seen, proxy = proxied
    person = phone(seen).comes_in()
    cookies = person.page.context.cookies()
    assert len(cookies) >= 2
    for cookie in cookies:
        assert cookie["name"].startswith("__Host-moorings")
        assert (cookie["secure"], cookie["httpOnly"]) == (True, True)
        assert (cookie["sameSite"], cookie["path"]) == ("Strict", "/")
    help_is_kept(person.page)
    notes(person, "with the machine on", "Saved.")
    proxy.close()
    notes(person, "beyond the harbour wall", "Sealed in this browser,")
    assert "beyond the harbour wall" not in Held(person.page).all
    person.page.context.close()
    assert not person.faults, person.faults
    person = phone(seen)
    person.goes_to("/write")
    assert person.headline == STOPPED
    person.follows("Help now")
    breathes(person)
    app.restart()
    proxy.open_again()
    person.comes_in()
    queue_is_empty(person.page)
    lines = [note.text for each in journey_of(app).activations() for note in each.notes]
    assert sorted(lines) == ["beyond the harbour wall", "with the machine on"]
    presses_shift_three_times(person)
    expect(person.page.locator("h1")).to_have_text("Kitchen measures")
    is_locked(person.page)
    assert person.goes_to("/write").status == 401


def asked(person: "Person", address: str) -> tuple[int, str, bytes]:
    """Ask for something from the page; give its status, its type and its bytes."""
    status, kind, body = person.page.evaluate(ASK, address)
    return status, kind, bytes(body)


def objections_to_installing(person: "Person") -> list[str]:
    """Give what keeps the browser from offering to install this page."""
    chromium = person.page.context.new_cdp_session(person.page)
    found = chromium.send("Page.getInstallabilityErrors")["installabilityErrors"]
    return [each["errorId"] for each in found]


@pytest.mark.feature("M1")
def test_what_a_phone_needs_to_install_it_is_there(
    proxied: tuple["App", "App", Proxy], phone: Callable[["App"], "Person"]
) -> None:
    app, seen, _ = proxied
    person = phone(seen)
    person.goes_to("/now")
    help_is_kept(person.page)
    link = str(person.page.locator("link[rel=manifest]").get_attribute("href"))
    status, kind, body = asked(person, link)
    assert (status, kind) == (200, "application/manifest+json")
    told = json.loads(body)
    assert (told["name"], told["display"]) == ("Notebook", "standalone")
    assert (told["start_url"], told["scope"]) == ("/", "/")
    found: dict[str, set[int]] = {}
    for icon in told["icons"]:
        status, kind, body = asked(person, urljoin(link, icon["src"]))
        assert (status, kind) == (200, icon["type"])
        if kind == "image/png":
            width, height = struct.unpack(">II", body[16:24])
            assert body.startswith(PNG)
            assert icon["sizes"] == f"{width}x{height}"
            found.setdefault(icon.get("purpose", "any"), set()).add(width)
    assert found["any"] >= SIZES
    assert found["maskable"]
    assert objections_to_installing(person) == []
    app.restart()
    person.goes_to(told["start_url"])
    person.page.locator("a.help").click()
    expect(person.page.locator("h1")).to_have_text("What is it just now?")


def test_a_plain_name_says_that_help_cannot_stay_there(
    app: "App", phone: Callable[["App"], "Person"]
) -> None:
    assert app.base
    with closing(Proxy(app.port, host=f"localhost:{app.port}")) as plain:
        seen = replace(app, _link=f"http://{NAME}:{plain.port}/open/")
        person = phone(seen)
        person.goes_to("/now")
        assert not person.page.evaluate("isSecureContext")
        assert objections_to_installing(person) == ["not-from-secure-origin"]
        told = person.page.locator("[data-unless='plain-address']")
        expect(told).to_be_visible()
        expect(told).to_contain_text("This address is plain http")
        expect(person.page.locator("[data-unless='no-worker']")).to_be_hidden()
        person.page.goto(f"{app.base}/now")
        assert person.page.evaluate("isSecureContext")
        expect(told).to_be_hidden()


def test_a_name_it_was_not_started_with_is_told_what_to_do(
    app: "App", phone: Callable[["App"], "Person"]
) -> None:
    assert app.base
    with closing(Proxy(app.port)) as plain:
        seen = replace(app, _link=f"http://{NAME}:{plain.port}/open/")
        person = phone(seen)
        assert person.goes_to("/now").status == 421
        assert person.headline == "Not this address"
        for word in ("http://localhost", "https://", "--origin"):
            assert word in person.reads
