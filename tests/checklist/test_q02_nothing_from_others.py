"""Q02: no page holds anything of anybody else's, or anything that runs in place."""

import json
import re

from moorings.web import assets
from tests.checklist.showing import Show

#: Attributes by which a page brings something in, or sends somebody elsewhere.
LEADING = {
    *("src", "href", "action", "formaction", "poster", "data", "srcset", "ping"),
    *("manifest", "xlink:href", "background", "cite", "codebase", "longdesc"),
}
#: Where a page may lead: here, to a place on itself, and to a telephone.
HERE = re.compile(r"(?:/(?!/)|#|tel:|sms:)[^\s]*")
#: What one may open by hand, away from here: help lines say where they can be read of.
BY_HAND = re.compile(r"https://[a-z0-9.-]+/?[^\s]*")
FORBIDDEN = {"style", "iframe", "object", "embed", "base", "applet", "frame", "portal"}


def faults_of(tag: str, told: dict[str, str | None]) -> list[str]:
    """Say what is wrong with one tag."""
    found = [f"<{tag}>"] if tag in FORBIDDEN else []
    found += [f"{tag} {name}" for name in told if name.startswith("on")]
    found += [f"{tag} {name}" for name in told if name in {"style", "srcdoc", "nonce"}]
    if tag == "script" and not (told.get("src") or "").startswith("/static/"):
        found.append("a script in place")
    if tag == "meta" and told.get("http-equiv"):
        found.append(f"meta {told['http-equiv']}")
    for name in LEADING & told.keys():
        given = told[name] or ""
        by_hand = tag == "a" and BY_HAND.fullmatch(given)
        if given and not HERE.fullmatch(given) and not by_hand:
            found.append(f"{tag} {name}={given}")
    return found


def test_q02_every_page_is_made_of_our_own_files_and_runs_nothing_in_place(
    shown: Show,
) -> None:
    faults, seen = [], 0
    for where, answer in shown():
        tags = answer.page.tags
        faults += [f"{where}: {f}" for tag, told in tags for f in faults_of(tag, told)]
        seen += sum(tag == "script" for tag, _ in tags)
    assert faults == []
    assert seen > 400


def test_q02_the_look_at_a_page_finds_what_must_not_be_there() -> None:
    assert faults_of("script", {})
    assert faults_of("script", {"src": "//evil.test/x.js"})
    assert faults_of("link", {"href": "https://fonts.evil.test/x.css"})
    assert faults_of("img", {"src": "http://evil.test/x.png"})
    assert faults_of("p", {"style": "color: red"})
    assert faults_of("a", {"href": "javascript:alert(1)"})
    assert faults_of("form", {"action": "//evil.test"})
    assert faults_of("b", {"onclick": "x()"})
    assert not faults_of("a", {"href": "/write#top"})


def test_q02_our_own_files_bring_in_nothing_and_make_no_code_of_words() -> None:
    names = "http://www.w3.org/2000/svg"
    for name, asset in assets.assets().items():
        if not name.endswith((".js", ".css", ".svg", ".webmanifest")):
            continue
        text = asset.content.decode().replace(names, "")
        assert not re.search(r"(?:https?:|wss?:)?//[a-z0-9-]+\.[a-z]", text), name
        if name.endswith(".css"):
            assert "@import" not in text, name
            assert not re.search(r"url\((?!['\"]?(?:data:|#|[a-z0-9-]+\.))", text), name
        if name.endswith(".svg"):
            assert "<script" not in text, name
        if name.endswith(".js"):
            made = r"\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML"
            assert not re.search(rf"{made}|document\.write|importScripts", text), name
        if name.endswith(".webmanifest"):
            told = json.loads(text)
            assert told["start_url"].startswith("/"), name
            assert all(":" not in icon["src"] for icon in told["icons"]), name
