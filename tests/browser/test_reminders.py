"""Reminders: off until somebody asks, in a calendar, and on a device that may."""

from pathlib import Path
from typing import TYPE_CHECKING

import icalendar
import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

#: What the device would show is written down instead, and it was allowed to.
SHOWN = """
window.shown = [];
window.Notification = class {
  constructor(words) { window.shown.push(words); }
  static permission = "granted";
  static requestPermission = async () => "granted";
};
"""


def asks(person: "Person", *hours: str, words: str = "") -> None:
    person.goes_to("/plan/reminders")
    for at, hour in enumerate(hours):
        person.page.locator("input[type=time]").nth(at).fill(hour)
    person.fills("line", words)
    person.presses("Save")


@pytest.mark.feature("W3")
def test_reminders_are_asked_for_taken_to_a_calendar_and_turned_off(
    app: "App", writer: "Person", tmp_path: Path
) -> None:
    writer.goes_to("/plan")
    writer.follows("Reminders")
    assert writer.page.get_by_role("link", name="Take the file").count() == 0
    asks(writer, "08:30", "23:30")
    assert "23:30 lies in your night" in writer.reads
    expect(writer.page.locator("input[type=time]").nth(1)).to_have_value("23:30")
    asks(writer, "08:30", "20:00", words="Tea")
    app.restart()
    writer.comes_in("/plan/reminders")
    with writer.page.expect_download() as leaving:
        writer.page.get_by_role("link", name="Take the file").click()
    assert leaving.value.suggested_filename == "reminders.ics"
    leaving.value.save_as(tmp_path / "reminders.ics")
    calendar = icalendar.Calendar.from_ical((tmp_path / "reminders.ics").read_bytes())
    events = calendar.walk("VEVENT")
    assert [str(each["summary"]) for each in events] == ["Tea", "Tea"]
    writer.presses("Turn them off")
    assert "Nothing rings any more." in writer.reads


@pytest.mark.feature("W3")
def test_a_device_says_it_only_where_it_was_asked_to_and_never_after_a_fortnight(
    app: "App", writer: "Person"
) -> None:
    page = writer.page
    page.add_init_script(SHOWN)
    page.clock.install(time="2026-11-23T08:28:00")
    asks(writer, "08:30", words="Tea")
    page.clock.run_for("03:00")
    assert page.evaluate("window.shown") == []
    writer.button("Let this device say it").click()
    expect(page.get_by_text("This device says it.")).to_be_visible()
    page.clock.set_system_time("2026-11-24T08:30:10")
    page.clock.run_for("01:00")
    assert page.evaluate("window.shown") == ["Tea"]
    page.clock.set_system_time("2026-12-20T08:30:10")
    page.clock.run_for("01:00")
    assert page.evaluate("window.shown") == ["Tea"]
    app.restart()
    writer.comes_in("/settings/pause")
    writer.presses("For a week")
    page.clock.set_system_time("2026-12-21T08:30:10")
    page.clock.run_for("01:00")
    assert page.evaluate("window.shown") == []
    writer.presses("Take it up again")
    writer.goes_to("/plan/reminders")
    page.clock.set_system_time("2026-12-22T08:30:10")
    page.clock.run_for("01:00")
    assert page.evaluate("window.shown") == ["Tea"]
    writer.button("Not on this device").click()
    expect(page.get_by_text("This device says nothing.")).to_be_visible()


@pytest.mark.feature("W3")
def test_a_device_knows_of_a_new_night_and_forgets_what_was_turned_off(
    writer: "Person",
) -> None:
    page = writer.page
    page.add_init_script(SHOWN)
    page.clock.install(time="2026-11-23T08:28:00")
    asks(writer, "20:30", words="Tea")
    writer.button("Let this device say it").click()
    expect(page.get_by_text("This device says it.")).to_be_visible()
    kept = "Object.entries(localStorage).flat().join()"
    assert "Tea" in page.evaluate(kept)
    writer.goes_to("/settings")
    page.locator("select[name=begins]").select_option("20")
    page.locator("form:has(select[name=begins]) button").first.click()
    page.clock.set_system_time("2026-11-24T20:30:10")
    page.clock.run_for("01:00")
    assert page.evaluate("window.shown") == []
    writer.goes_to("/plan/reminders")
    page.locator("input[type=time]").first.fill("19:30")
    writer.presses("Save")
    page.clock.set_system_time("2026-11-25T19:30:10")
    page.clock.run_for("01:00")
    assert page.evaluate("window.shown") == ["Tea"]
    page.clock.set_system_time("2026-12-20T12:00:10")
    page.clock.run_for("01:00")
    assert "Tea" not in page.evaluate(kept)
    writer.goes_to("/plan")
    assert "Tea" in page.evaluate(kept)
    writer.goes_to("/plan/reminders")
    writer.presses("Turn them off")
    assert "Tea" not in page.evaluate(kept)


@pytest.mark.feature("W3")
def test_a_notebook_that_is_deleted_leaves_no_words_of_reminders_in_the_browser(
    writer: "Person",
) -> None:
    page = writer.page
    page.add_init_script(SHOWN)
    asks(writer, "19:30", words="Tea")
    writer.button("Let this device say it").click()
    expect(page.get_by_text("This device says it.")).to_be_visible()
    writer.goes_to("/settings/erase")
    page.locator("form[action='/settings/erase']").evaluate(
        "form => form.addEventListener('submit', event => event.preventDefault())"
    )
    page.locator("form[action='/settings/erase']").evaluate(
        "form => { form.noValidate = true; form.requestSubmit(); }"
    )
    assert page.evaluate("localStorage.getItem('reminding')") is None
