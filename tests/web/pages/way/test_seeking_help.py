"""When help may be good: always there to read; on Way told until it is put by."""

from datetime import timedelta

import pytest

from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.guarding import lift_flag, raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.settling import end_activation, rate
from moorings.companion.worksheets import Answered, write_worksheet
from moorings.insight.help_triggers import RULES
from moorings.journey.records import When
from moorings.library.help_triggers import help_triggers
from moorings.web.pages.way.seeking_help import HelpCard, help_card
from tests.web.conftest import Browser

HERE = "/way/help"


def told(browser: Browser) -> str:
    return " ".join(browser.get(HERE).page.words.split())


def hard(opened: Opened, *days: int) -> None:
    for number in days:
        wave = new_id()
        when = When(moment(opened.now()).date - timedelta(days=number))
        rate(opened, new_id(), wave, 9, when)
        end_activation(opened, new_id(), wave, "calm", when)


def test_all_six_stand_there_also_where_nothing_was_noted(
    browser: Browser, notebook: Opened
) -> None:
    del notebook
    shown = told(browser)
    for each in help_triggers():
        assert each.title in shown
        assert each.when in shown
        assert each.with_fear in shown
        assert each.how in shown
    assert "Nothing looks for this. It is yours to choose." in shown
    links = {*browser.get(HERE).page.links}
    assert {
        "/crisis",
        "/safety",
        "/practise/therapy",
        "/practise/finding-help",
    } <= links
    assert "/practise/pages/help-check" in links


def test_each_rule_is_told_with_its_own_numbers_and_what_is_counted(
    browser: Browser, notebook: Opened
) -> None:
    hard(notebook, 1, 2, 40)
    shown = told(browser)
    assert shown.count("Way says so once when") == len(RULES)
    for rule in RULES.values():
        weeks = rule.within.days // 7
        assert f"on {rule.days} different days within {weeks} weeks" in shown
    assert "In the last 4 weeks: 2 such days." in shown
    assert "at least 2 weeks apart" in shown
    assert "no study stands behind them" in shown


def test_fear_comes_before_what_could_be_done(
    browser: Browser, notebook: Opened
) -> None:
    del notebook
    shown = told(browser)
    for each in help_triggers():
        assert shown.index(each.when) <= shown.index(each.with_fear or each.when)
        assert shown.index(each.with_fear or each.when) <= shown.index(each.how)


def test_while_a_flag_stands_nothing_is_held_out_for_two_and_no_reason_is_given(
    browser: Browser, notebook: Opened
) -> None:
    raise_flag(notebook)
    shown = told(browser)
    for each in help_triggers():
        for_two = each.id in {"cycles", "talking", "trust"}
        assert (each.how in shown) != for_two
        assert each.with_fear in shown
    for word in ("flag", "resting because"):
        assert word not in shown
    lift_flag(notebook)
    assert all(each.how in told(browser) for each in help_triggers())


def test_what_one_ticked_for_oneself_stands_there_as_it_was_said(
    browser: Browser, notebook: Opened
) -> None:
    answered = Answered(
        {"tell": "I sleep <four> hours."}, chosen={"reasons": ("past",)}
    )
    when = moment(notebook.now())
    write_worksheet(notebook, new_id(), "help-check", answered, when)
    shown = told(browser)
    assert "I sleep <four> hours." in shown
    assert "old harm keeps breaking into" in shown


def test_the_card_leads_to_its_place_and_goes_once_it_is_put_by(
    browser: Browser, notebook: Opened
) -> None:
    assert help_card(notebook) is None
    hard(notebook, 1, 2, 3, 4, 5)
    card = help_card(notebook)
    assert isinstance(card, HelpCard)
    assert card.path == f"{HERE}#too-much"
    assert card.path in browser.get("/way").page.links
    assert "Put it by" in browser.get("/way").text
    browser.post(f"{HERE}/put-by", {"reason": "something else"})
    assert help_card(notebook) == card
    answer = browser.post(f"{HERE}/put-by", {"reason": card.id})
    assert answer.location == "/way"
    assert help_card(notebook) is None
    assert "Put it by" not in browser.get("/way").text


@pytest.mark.usefixtures("browser")
def test_a_reason_that_is_unknown_by_now_is_not_told(notebook: Opened) -> None:
    choose(notebook, {"put-by-help-gone": moment(notebook.now()).date.isoformat()})
    assert help_card(notebook) is None


@pytest.mark.usefixtures("notebook")
def test_keeping_it_simple_can_be_chosen_from_here(browser: Browser) -> None:
    assert "/settings#simple" in browser.get("/way/help").page.links
    assert 'id="simple"' in browser.get("/settings").text
