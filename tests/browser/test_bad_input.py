"""What cannot be taken is told in a sentence, and what was typed is kept."""

import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

MEGABYTE = 1024 * 1024


def sends(person: "Person", path: str, body: bytes | str, kind: str) -> tuple[int, str]:
    """Send a body from inside the page, as its own forms do."""
    answer = person.page.request.post(
        person.app.base + path,
        data=body,
        headers={"Content-Type": kind, "Origin": person.app.base},
    )
    return answer.status, answer.text()


def test_an_impossible_day_is_told_beside_its_field_and_nothing_typed_is_lost(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app, script=False).comes_in("/write")
    person.goes_to("/write")
    person.fills("text", "On a day that never was.")
    person.unfolds()
    # As in a browser that knows no date fields.
    person.page.locator("#date").evaluate("field => { field.type = 'text' }")
    person.fills("date", "2023-02-30")
    person.fills("new_person", "Sam")
    person.presses("Save")
    error = person.page.locator("#date-error")
    assert "2023-02-30" in error.inner_text()
    assert person.page.locator("#date").get_attribute("aria-invalid") == "true"
    assert person.page.locator("#text").input_value() == "On a day that never was."
    assert person.page.locator("#date").input_value() == "2023-02-30"
    assert person.page.locator("#new_person").input_value() == "Sam"
    person.fills("date", "2023-02-28")
    person.presses("Save")
    assert "Saved." in person.reads


def test_an_empty_page_is_not_kept_and_said_so(writer: "Person") -> None:
    for path, button in (
        ("/write", "Save"),
        ("/", "Save"),
        ("/write/unsent", "Keep it"),
    ):
        writer.goes_to(path)
        writer.fills("text", "   \n ")
        with writer.page.expect_response(lambda answer: answer.status == 422):
            writer.presses(button)
        assert (
            "There are no words here yet."
            in writer.page.get_by_role("alert").first.inner_text()
        )
    writer.goes_to("/write")
    assert "Nothing written yet." in writer.reads


def test_a_body_of_more_than_ten_megabytes_is_refused_with_a_page(
    app: "App", writer: "Person"
) -> None:
    body = "text=" + "a" * (10 * MEGABYTE)
    status, page = sends(writer, "/write", body, "application/x-www-form-urlencoded")
    assert status == 413
    assert "Too much at once" in page
    writer.goes_to("/write")
    assert "Nothing written yet." in writer.reads
    writer.fills("text", "A long night. " * 10_000)
    writer.presses("Save")
    assert "Saved." in writer.reads
    assert app.complained == ""


def test_a_broken_form_is_refused_with_a_page(writer: "Person") -> None:
    kind = "multipart/form-data"
    for path in ("/write", "/settings/arrive", "/way/questionnaires"):
        status, page = sends(writer, path, b"--x\r\nnonsense", kind)
        assert (status, "That could not be read" in page) == (400, True)
        status, page = sends(writer, path, b"--x\r\nnonsense", f"{kind}; boundary=x")
        assert status in {400, 422}
        assert "<h1" in page


def test_unknown_routes_and_methods_get_a_page_and_a_way_on(
    app: "App", writer: "Person"
) -> None:
    for path in (
        "/nowhere",
        "/write/" + "0" * 32,
        "/write/calendar/2024-13",
        "/people/x",
    ):
        assert writer.goes_to(path).status == 404
        writer.follows("Go on")
        assert writer.path == "/"
    for method, path in (("PUT", "/write"), ("DELETE", "/people"), ("GET", "/lock")):
        answer = writer.page.request.fetch(
            app.base + path, method=method, headers={"Origin": app.base}
        )
        assert (answer.status, "Not this way" in answer.text()) == (405, True)


def test_what_no_browser_sends_is_refused_without_a_trace(app: "App") -> None:
    assert app.base
    for asked in (
        b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"POST /write HTTP/1.1\r\nHost: localhost:%d\r\nContent-Length: 0\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost:%d\r\n\r\n",
        b"nonsense\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", app.port), timeout=10) as line:
            line.sendall(asked.replace(b"%d", str(app.port).encode()))
            answer = line.recv(65536)
        assert answer.split(b" ")[1][:1] == b"4"
        assert b"Traceback" not in answer
