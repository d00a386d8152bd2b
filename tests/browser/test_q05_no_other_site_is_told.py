"""Q05: whoever goes on to another site says nothing of where they came from."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import Person

pytestmark = pytest.mark.browser

TEXT = "Quittenmarmelade"
#: Two ways of going there.
WAYS = (
    "url => location.assign(url)",
    """url => {
      const link = document.createElement("a");
      link.href = url;
      document.body.append(link);
      link.click();
    }""",
)


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Give another site, and what each request to it said."""
    heard: list[dict[str, str]] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/there":
                heard.append({k.lower(): v for k, v in self.headers.items()})
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<title>Elsewhere</title>")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Listening) as server:
        listening = threading.Thread(target=server.serve_forever)
        listening.start()
        yield f"http://localhost:{server.server_port}/there", heard
        server.shutdown()
        listening.join()


@pytest.mark.parametrize("way", WAYS, ids=["by address", "by link"])
def test_q05_another_site_is_not_told_from_which_page_one_came(
    writer: "Person", elsewhere: tuple[str, list[dict[str, str]]], way: str
) -> None:
    there, heard = elsewhere
    writer.writes(TEXT)
    writer.opens_entry(TEXT)
    writer.page.evaluate(way, there)
    writer.page.wait_for_url(there)
    assert writer.page.title() == "Elsewhere"
    assert writer.page.evaluate("[document.referrer, opener]") == ["", None]
    [told] = heard
    assert "referer" not in told
    assert "origin" not in told
    writer.page.go_back()
    assert writer.path.startswith("/write/")
