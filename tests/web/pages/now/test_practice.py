"""A practice on its page: whole, calm, and always with ways on and out."""

import html
import re

import pytest

from moorings.library.practices import practices
from moorings.web.pages.now.practice import BREATHS, FIRST, OFFERED, ON_REQUEST
from tests.web.conftest import PORT, Browser

DEVICE = f"moorings-device-{PORT}"
ALL = (*OFFERED, *ON_REQUEST)
OUTWARD = [name for name, each in practices().items() if each.outward]


def has(text: str, words: str) -> bool:
    return words in html.unescape(text)


def test_every_practice_has_its_place() -> None:
    assert set(ALL) <= set(practices())
    assert set(FIRST) < set(OFFERED)
    switched = {name for name, each in practices().items() if each.offered != "always"}
    assert switched == set(ON_REQUEST)


@pytest.mark.parametrize("voice", ["warm", "plain"])
@pytest.mark.parametrize("name", ALL)
def test_a_practice_is_shown_whole_in_the_voice_of_this_device(
    browser: Browser, name: str, voice: str
) -> None:
    browser.cookies[DEVICE] = f"voice={voice}"
    shown = browser.get(f"/now/{name}")
    practice = practices()[name]
    said = practice.say or practice.invitation
    assert has(shown.text, getattr(said, voice))
    assert not has(shown.text, getattr(said, "plain" if voice == "warm" else "warm"))
    told = [practice.title, practice.why, practice.dose, practice.stop_if]
    told += [practice.not_for, *practice.adapt, *practice.sources]
    told += [step.text for step in (*practice.steps, *practice.longer)]
    told += [variant.title for variant in practice.variants]
    assert not [each for each in told if not has(shown.text, each)]


@pytest.mark.parametrize("name", ALL)
def test_from_each_four_ways_lead_on_and_a_person_is_one_tap_away(
    browser: Browser, name: str
) -> None:
    shown = browser.get(f"/now/{name}")
    links = set(shown.page.links)
    assert f"/now/{practices()[name].onward}" in links
    assert {"/now/after", "/now", "/crisis"} <= links
    assert {f"/now/{each}" for each in OFFERED if each != name} <= links
    for words in ("Go on", "Enough for now", "Another one", "Something else"):
        assert f">{words}<" in shown.text


@pytest.mark.parametrize("name", ALL)
def test_what_goes_well_after_it_is_named_first(browser: Browser, name: str) -> None:
    text = browser.get(f"/now/{name}").text
    others = re.findall(r'<li data-practice="([^"]+)"', text)
    if practices()[name].next in practices():
        assert others[0] == practices()[name].next
    assert sorted(others) == sorted(set(OFFERED) - {name})


@pytest.mark.parametrize("name", ALL)
def test_what_looks_inward_is_marked_so_that_it_can_rest(
    browser: Browser, name: str
) -> None:
    text = browser.get(f"/now/{name}").text
    marked = re.findall(r'<li data-practice="([^"]+)" data-inward>', text)
    assert set(marked) == set(OFFERED) - {name, *OUTWARD}


@pytest.mark.parametrize("name", [*BREATHS, "4-7-8"])
def test_a_breath_begins_by_itself_and_only_then_asks_how_strong_it_is(
    browser: Browser, name: str
) -> None:
    shown = browser.get(f"/now/{name}")
    practice = practices()[name]
    rings = re.findall(r'<div class="breath ([^"]+)" data-breath>', shown.text)
    assert rings == [pattern.classes for pattern in practice.patterns]
    before, after = shown.text.split("data-after-breath")
    assert 'name="intensity"' not in before
    assert after.count('name="intensity"') == 11
    form = shown.page.form("/now/note")
    assert ("practice", "hidden", name) in form.fields
    assert ("step", "hidden", "rating") in form.fields


@pytest.mark.parametrize("name", [*BREATHS, "4-7-8"])
def test_each_part_of_a_breath_has_a_word_and_is_told_once_to_who_cannot_see(
    browser: Browser, name: str
) -> None:
    text = browser.get(f"/now/{name}").text
    for pattern in practices()[name].patterns:
        words = {"in": "in", "hold": "hold", "out": "out", "rest": "rest"}
        told = [(p, words.get(p, "a sip"), n) for p, n in pattern.phases.items()]
        spans = "".join(f'<span class="phase {p}">{w}</span>' for p, w, _ in told)
        assert spans in text
        assert f"One breath: {', '.join(f'{w} for {n}' for _, w, n in told)}." in text
    assert "aria-live" not in text
    assert text.count('<div class="pacer" aria-hidden="true">') == len(
        practices()[name].patterns
    )


@pytest.mark.parametrize("name", ["body-scan-three", *OUTWARD])
def test_what_has_steps_has_no_ring_and_any_step_can_be_left_out(
    browser: Browser, name: str
) -> None:
    shown = browser.get(f"/now/{name}")
    practice = practices()[name]
    assert "pacer" not in shown.text
    assert 'name="intensity"' not in shown.text
    steps = (*practice.steps, *practice.longer)
    assert shown.text.count("<li data-part") == len(steps)
    assert shown.text.count("Leave this one out") == 1 + bool(practice.longer)


@pytest.mark.feature("M2")
def test_stop_begins_with_a_breath_and_asks_for_one_word_each(browser: Browser) -> None:
    shown = browser.get("/now/stop")
    first, *_, last = re.findall(r"<li data-part.*?</li>", shown.text, re.DOTALL)
    assert "breath" in first
    assert "times-3" in first
    assert "smallest step" in last
    told = re.sub("<[^>]+>", " ", shown.text)
    for each in ("In the body", "A feeling", "A thought", "What you want to do"):
        assert each in told


@pytest.mark.feature("M2")
def test_in_a_quarrel_there_is_nothing_to_read_until_the_sentence(
    browser: Browser,
) -> None:
    text = browser.get("/now/quarrel-breath").text
    practice = practices()["quarrel-breath"]
    for voice in ("warm", "plain"):
        assert not has(text, getattr(practice.invitation, voice))
    assert 'class="say" data-after-breath="3"' in text
    assert "data-pacing" not in text
    assert 'name="intensity"' not in text


def test_one_true_word_can_be_kept(browser: Browser) -> None:
    form = browser.get("/now/one-true-word").page.form("/now/note")
    assert ("step", "hidden", "note") in form.fields
    assert "text" in form.texts


@pytest.mark.parametrize("name", ALL)
def test_script_for_a_breath_is_only_where_there_is_one(
    browser: Browser, name: str
) -> None:
    text = browser.get(f"/now/{name}").text
    assert ("/pacer.js" in text) is bool(practices()[name].pattern)


@pytest.mark.parametrize("name", ["no-such", "Belly-Breath", "belly-breath.toml"])
def test_what_is_no_practice_is_not_there(browser: Browser, name: str) -> None:
    assert browser.get(f"/now/{name}").status == 404
