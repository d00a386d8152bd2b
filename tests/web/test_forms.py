"""Whatever is sent, the answer is a page with a sentence, and what was typed stays."""

import html
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moorings.companion.opened import Opened, new_id
from moorings.web.app import all_routes
from moorings.web.security import LARGEST_FORM, LARGEST_UPLOAD, UPLOADS
from moorings.web.visitor import House
from tests.web.conftest import PLAIN, Answer, Browser, SentForm

#: Where a form stands; what follows is where it is sent and with which fields.
STANDS_ON = ["/write", "/write/unsent", "/write/search", "/write/calendar", "/settings"]
STANDS_ON += ["/settings/passphrase", "/settings/recovery-check", "/settings/take-out"]
STANDS_ON += ["/settings/recovery-code", "/recover", "/", "/now/after", "/now/yours"]
STANDS_ON += ["/way/with"]
POSTED = sorted({r.path for r in all_routes() if "POST" in (r.methods or ())})
SLOW_KEYS = {"/settings/passphrase", "/settings/recovery-code", "/settings/take-out"}


def inert(answer: Answer, typed: str) -> None:
    """Nothing that was typed became markup."""
    tags = answer.page.tags
    for tag, attributes in tags:
        assert tag in TAGS
        assert not [name for name in attributes if name.startswith("on")]
        assert (attributes.get("src") or "/").startswith("/")
        assert (attributes.get("href") or "/").startswith(LEADS_TO)
        assert "style" not in attributes
    scripts = [told.get("src") or "" for tag, told in tags if tag == "script"]
    assert all(map(OUR_SCRIPT.fullmatch, scripts))
    assert len(set(scripts)) == len(scripts) == answer.text.count("</script>")
    assert len(scripts) == len(re.findall("<script [^>]*></script>", answer.text))
    if "<" in typed:
        assert "<script>alert" not in answer.text


LEADS_TO = ("/", "#", "tel:", "sms:")
OUR_SCRIPT = re.compile(r"/static/[0-9a-f]{12}/[a-z]+\.js")
TAGS = {"html", "head", "meta", "title", "link", "script", "body", "header", "footer"}
TAGS |= {
    "nav",
    "main",
    "section",
    "div",
    "h1",
    "h2",
    "h3",
    "p",
    "span",
    "a",
    "ul",
    "ol",
    "li",
}
TAGS |= {
    "audio",
    "form",
    "button",
    "input",
    "label",
    "textarea",
    "fieldset",
    "legend",
    "select",
}
TAGS |= {"option", "details", "summary", "table", "thead", "tbody", "tr", "th", "td"}
TAGS |= {
    "dl",
    "dt",
    "dd",
    "time",
    "mark",
    "bdi",
    "strong",
    "code",
    "img",
    "svg",
    "path",
}
TAGS |= {"circle", "rect", "g", "line", "polyline", "polygon", "ellipse"}
PAYLOADS = [
    "<script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    '" onfocus=alert(1) autofocus x="',
    "</textarea><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "{{ 7*7 }} {% raw %} %(count)s {typed} %s %n",
    "javascript:alert(1)",
    "\u202eevil\u2066",
    "\ufeff\u200b\u0000\u0001\u001b[31m\u007f\u0085",
    "\ud83d\ude00 \U0001f469\u200d\U0001f469\u200d\U0001f467".encode(
        "utf-16", "surrogatepass"
    ).decode("utf-16"),
    "Z\u0351\u036b\u0343" * 50,
    "أهلا بك שלום",
    "\r\n\r\nHTTP/1.1 200 OK",
    "../../../etc/passwd\x00.png",
    "9" * 5000,
    "٣",
    "²",
    "-1",
    "a" * 100_000,
]


def forms(browser: Browser, page: str) -> list[SentForm]:
    people = [p for p in browser.get("/people").page.links if len(p) > 20]
    places = [*STANDS_ON, f"/write/{page}/edit", *people]
    found = [form for place in places for form in browser.get(place).page.forms]
    return list({form.action: form for form in found if form.texts}.values())


def fill_in(form: SentForm, field: str, typed: str) -> dict[str, str]:
    return {name: value for name, _, value in form.fields if name} | {field: typed}


def try_everywhere(browser: Browser, page: str, typed: str) -> None:
    for form in forms(browser, page):
        for field in form.texts:
            answer = browser.post(form.action, fill_in(form, field, typed))
            assert answer.status < 500, (form.action, field)
            if "html" in answer.header("content-type"):
                inert(answer, typed)
            if answer.location:
                inert(browser.get(answer.location), typed)


@pytest.fixture
def page(write: Callable[..., str]) -> str:
    return write("a page", new_person="Mira")


@pytest.mark.uncounted
@pytest.mark.parametrize("typed", PAYLOADS, ids=range(len(PAYLOADS)))
def test_nothing_typed_anywhere_breaks_or_becomes_markup(
    browser: Browser, page: str, typed: str
) -> None:
    try_everywhere(browser, page, typed)


@pytest.mark.uncounted
def test_naughty_strings_are_words_like_others(
    browser: Browser, page: str, reference_data: Path
) -> None:
    file = reference_data / "blns" / "blns.json"
    if not file.is_file():
        pytest.skip("the reference data hold no blns/blns.json")
    quick = [f for f in forms(browser, page) if f.action not in SLOW_KEYS]
    for typed in json.loads(file.read_text("utf-8")):
        for form in quick:
            fields = {name: value for name, _, value in form.fields if name}
            fields |= {"record": new_id(), **dict.fromkeys(form.texts, typed)}
            answer = browser.post(form.action, fields)
            assert answer.status < 500, (form.action, typed)
            if answer.status != 303 and "<" in typed:
                inert(answer, typed)
    for path in ("/write", "/write/unsent", "/people", "/settings"):
        inert(browser.get(path), "<")
    assert browser.get("/write").page.links


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(typed=st.text(max_size=60))
def test_any_text_may_be_typed_into_any_field(
    browser: Browser, page: str, typed: str
) -> None:
    for form in forms(browser, page):
        if form.action in SLOW_KEYS:
            continue
        for field in form.texts:
            answer = browser.post(form.action, fill_in(form, field, typed))
            assert answer.status < 500


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(typed=st.text(min_size=1, max_size=60))
def test_what_was_typed_is_kept_where_something_else_was_wrong(
    browser: Browser, page: str, typed: str
) -> None:
    shown = "".join(typed.replace("\r\n", "\n").replace("\r", "\n").split("\0"))
    for path in ("/write", "/write/unsent", f"/write/{page}/edit"):
        answer = browser.post(path, {"text": typed, "date": "the day after"})
        assert answer.status == 422
        [(_, _, value)] = [f for f in answer.page.form(path).fields if f[0] == "text"]
        assert value == f"\n{shown}"
        assert "the day after" in answer.text
        assert answer.text.count("Please look again.") == 1


def test_an_empty_page_is_told_where_it_happened(browser: Browser, page: str) -> None:
    for path in ("/write", "/write/unsent", f"/write/{page}/edit"):
        answer = browser.post(path, {"text": " ", "date": "2020-01-01", "to": "Mira"})
        assert answer.status == 422
        assert "There are no words here yet" in answer.text
        assert "2020-01-01" in answer.text


# --- broken and huge ---------------------------------------------------


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("path", POSTED)
def test_what_is_no_form_breaks_nothing(browser: Browser, path: str) -> None:
    path = path.replace("{record}", "ab" * 16).replace("{person}", "ab" * 16)
    bodies = [
        ("application/json", b'{"text": "x"}'),
        ("application/json", b"\xff"),
        ("text/plain", b"text=x"),
        ("", b"text=x"),
        (PLAIN, b"%"),
        (PLAIN, b"%zz=%&&&===;text=%ff%fe%00%ed%a0%80"),
        (PLAIN, b"\x00\xff\xfe" * 100),
        (PLAIN, b"text=%ed%a0%80%00&people=%ed%a0%80"),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=", b"--\r\n\r\n----"),
        ("multipart/form-data; boundary=b", b"nothing of the kind"),
        ("multipart/form-data; boundary=b", b"--b\r\n\r\nx\r\n--b--"),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: x\r\n\r\nx"),
        ("multipart/form-data; boundary=b", part(b"text", b"cut off")[:-8]),
        ("multipart/form-data; boundary=" + "b" * 300, b"--" + b"b" * 300),
    ]
    for kind, body in bodies:
        headers = [("sec-fetch-site", "same-origin"), ("content-type", kind)]
        answer = browser.ask("POST", path, [body], headers=headers)
        assert answer.status < 500, (kind, body)


def part(name: bytes, value: bytes) -> bytes:
    line = b'--b\r\nContent-Disposition: form-data; name="' + name + b'"\r\n\r\n'
    return line + value + b"\r\n--b--\r\n"


CHARSETS = [
    "utf-8",
    "latin-1",
    "utf-7",
    "utf-16",
    "utf-32",
    "cp037",
    "idna",
    "punycode",
]
CHARSETS += ["unicode_escape", "raw_unicode_escape", "undefined", "base64", "rot13"]
CHARSETS += ["zlib", "mbcs", "no-such", "", "x" * 1000, "utf-8\x00", "\xe9"]


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("charset", CHARSETS)
def test_no_alphabet_a_form_claims_to_be_in_breaks_anything(
    browser: Browser, charset: str
) -> None:
    kind = f"multipart/form-data; boundary=b; charset={charset}"
    headers = [("sec-fetch-site", "same-origin"), ("content-type", kind)]
    for value in (rb"\ud800 \udfff", b"\xff\xfe\xd8\x00", b"xn--\xff", b"plain"):
        for path in ("/write", "/write/draft", "/write/search"):
            answer = browser.ask("POST", path, [part(b"text", value)], headers=headers)
            assert answer.status < 500
    assert browser.get("/write").status == 200


@pytest.mark.usefixtures("notebook")
def test_a_form_of_too_many_fields_is_told(browser: Browser) -> None:
    for count, status in ((900, 303), (2_000, 400)):
        fields = [("text", "x"), *((f"f{n}", "x") for n in range(count))]
        assert browser.post("/write", fields).status == status
    long = browser.post("/write", {"text": "x", "f" * 1_000_000: "x"})
    assert long.status == 303


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("announced", [True, False])
def test_a_body_too_large_is_told_and_nothing_is_kept(
    browser: Browser,
    notebook: Opened,
    announced: bool,  # noqa: FBT001
) -> None:
    chunk = b"x" * 1_000_000
    chunks = [b"text=", *[chunk] * 11]
    headers = [("sec-fetch-site", "same-origin"), ("content-type", PLAIN)]
    if announced:
        headers.append(("content-length", str(sum(map(len, chunks)))))
    else:
        headers.append(("transfer-encoding", "chunked"))
    for path in (
        "/write",
        "/write/draft",
        "/unlock",
        "/write/search",
        "/write/calendar",
    ):
        answer = browser.ask("POST", path, chunks, headers=headers)
        assert answer.status == 413, path
        assert "Too much at once" in answer.text
    assert notebook.journey.count() == 0


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("announced", ["9" * 30, "9" * 5_000])
def test_a_size_beyond_all_bounds_is_too_large(
    browser: Browser, announced: str
) -> None:
    headers = [("content-length", announced)]
    assert browser.post("/write", {"text": "x"}, headers).status == 413


def test_a_lie_about_the_size_is_found_out(browser: Browser, notebook: Opened) -> None:
    headers = [("sec-fetch-site", "same-origin"), ("content-length", "5")]
    headers.append(("content-type", PLAIN))
    chunks = [b"text=", *[b"x" * 1_000_000] * 11]
    assert browser.ask("POST", "/write", chunks, headers=headers).status == 413
    assert notebook.journey.count() == 0


def test_just_under_the_bound_a_page_is_kept(
    browser: Browser, notebook: Opened
) -> None:
    text = "x" * (LARGEST_FORM - 100)
    assert browser.post("/write", {"text": text}).status == 303
    [page] = notebook.journey.pages()
    assert getattr(page.newest, "text", "") == text


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("path", UPLOADS)
def test_an_upload_may_be_larger_than_a_page(
    browser: Browser, house: House, path: str
) -> None:
    browser.get(f"/open/{house.link}")
    large = b"x" * (LARGEST_FORM + 1)
    assert browser.upload(path, [("large.txt", large)]).status == 422
    headers = [("content-length", str(LARGEST_UPLOAD + 1))]
    assert browser.post(path, {"text": "x"}, headers).status == 413


@pytest.mark.usefixtures("notebook")
def test_a_file_where_words_belong_is_no_words(browser: Browser) -> None:
    answer = browser.upload("/write", [("x.txt", b"x")], {"date": "2020-01-01"}, "text")
    assert answer.status == 422
    assert "2020-01-01" in answer.text
    answer = browser.upload("/write/calendar", [("x.txt", b"x")], name="month")
    assert answer.location == "/write/calendar"


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(
    ("day", "hour", "zone"),
    [
        ("0001-01-01", "00:00", "Pacific/Kiritimati"),
        ("9999-12-31", "23:59", "Pacific/Pago_Pago"),
        ("9999-12-31", "23:59", ""),
        ("0001-01-01", "", "no/such/zone"),
        ("1660-01-01", "08:30", "Europe/London"),
        ("2026-03-29", "02:30", "Europe/Berlin"),
        ("", "23:59", "../../etc/passwd"),
        ("", "", "x" * 5_000),
        ("2026-02-28", "07:05:09.123456", "Asia/Kathmandu"),
        ("", "", "\ud7ff\uffff"),
    ],
)
def test_any_day_and_hour_can_be_kept(
    browser: Browser, notebook: Opened, day: str, hour: str, zone: str
) -> None:
    fields = {"text": "then", "date": day, "time": hour, "zone": zone}
    answer = browser.post("/write", fields)
    assert answer.status == 303
    [page] = notebook.journey.pages()
    when = page.newest.when
    assert not day or when.date.isoformat() == day
    assert browser.get(f"/write/{page.id}").status == 200
    assert html.escape(f"/write/{page.id}") in browser.get("/write").text


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("date", "2026-02-30"),
        ("date", "0000-01-01"),
        ("date", "10000-01-01"),
        ("date", "yesterday"),
        ("time", "24:00"),
        ("time", "25:99"),
        ("time", "noon"),
    ],
)
def test_a_day_no_calendar_has_is_told_beside_it(
    browser: Browser, notebook: Opened, field: str, typed: str
) -> None:
    answer = browser.post("/write", {"text": "then", field: typed})
    assert answer.status == 422
    assert f"“{typed}” is not a day or time" in answer.text
    assert notebook.journey.count() == 0
