import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "help.html"


def test_a_file_is_written_and_told(moorings: Run, target: Path) -> None:
    done = moorings("pocket", target)
    assert f"Written: {target}." in done.stdout
    assert "no page of a notebook" in done.stdout
    assert done.stderr == ""
    written = target.read_text("utf-8")
    assert "What is it just now?" in written
    assert not re.search("https?:", written)


def test_no_vault_is_needed_made_or_opened(
    moorings: Run, target: Path, data: Path, tmp_path: Path
) -> None:
    before = set(tmp_path.iterdir())
    moorings("pocket", target)
    assert set(tmp_path.iterdir()) - before == {target}
    assert not data.exists()


def test_the_file_can_be_read_by_nobody_else_here(moorings: Run, target: Path) -> None:
    moorings("pocket", target, "--line", "Call Ruth")
    assert target.stat().st_mode & 0o077 == 0


def test_country_lines_and_voice_are_taken(moorings: Run, target: Path) -> None:
    lines = ("--line", "Call Ruth", "--line", "اتصل بليلى")
    moorings("pocket", target, "--country", "gb", "--voice", "plain", *lines)
    written = target.read_text("utf-8")
    assert "Call Ruth" in written
    assert "اتصل بليلى" in written
    assert "Hand on the belly." in written
    crisis = written.partition('id="crisis"')[2]
    assert crisis.index("United Kingdom") < crisis.index("Another country")


def test_three_lines_are_taken_and_a_fourth_is_never_left_out_without_a_word(
    moorings: Run, target: Path
) -> None:
    given = [part for n in range(4) for part in ("--line", f"line-{n}")]
    done = moorings("pocket", target, *given, status=2)
    assert "A pocket card has up to 3 lines" in done.stderr
    assert not target.exists()
    moorings("pocket", target, *given[:6])
    assert all(f"line-{n}" in target.read_text("utf-8") for n in range(3))


def test_one_line_can_be_somebody_to_call_to_mind(moorings: Run, target: Path) -> None:
    lines = ("--line", "Call Ruth", "--figure", " Grandmother,  on the bench ")
    moorings("pocket", target, *lines, "--also", "4-7-8")
    written = target.read_text("utf-8")
    assert 'id="inner-figure-short"' in written
    assert 'id="4-7-8"' in written
    card = re.search(r'<ul class="pocket".*?</ul>', written.partition('id="doors"')[2])
    assert card
    assert re.findall('<li dir="auto">(.*?)</li>', card[0]) == [
        "Call Ruth",
        "Grandmother, on the bench",
    ]


def test_the_one_to_call_to_mind_is_one_of_three_lines(
    moorings: Run, target: Path
) -> None:
    three = [part for n in range(3) for part in ("--line", f"line-{n}")]
    done = moorings("pocket", target, *three, "--figure", "line-3", status=2)
    assert "A pocket card has up to 3 lines" in done.stderr
    moorings("pocket", target, *three, "--figure", "line-1")
    assert 'href="#inner-figure-short"' in target.read_text("utf-8")


def test_a_file_that_is_there_is_left_as_it_is(moorings: Run, target: Path) -> None:
    target.write_text("dear", encoding="utf-8")
    done = moorings("pocket", target, status=2)
    assert "There is a file named" in done.stderr
    assert "It was not touched." in done.stderr
    assert done.stdout == ""
    assert target.read_text("utf-8") == "dear"


@pytest.mark.uncounted
@pytest.mark.parametrize("country", ["zz", "GB", "../gb"])
def test_an_unknown_country_is_told_with_those_there_are(
    moorings: Run, target: Path, country: str
) -> None:
    done = moorings("pocket", target, "--country", country, status=2)
    assert f"“{country}” is not a country listed here" in done.stderr
    assert "gb" in done.stderr
    assert not target.exists()


@pytest.mark.uncounted
@pytest.mark.parametrize(
    "given", [(), ("--voice", "shouting"), ("--language", "xx"), ("--data", "x")]
)
def test_what_was_not_understood_is_told_in_a_sentence(
    moorings: Run, target: Path, given: tuple[str, ...]
) -> None:
    named = (target, *given) if given else ()
    done = moorings("pocket", *named, status=2)
    assert "That was not understood" in done.stderr
    assert not target.exists()


def test_a_folder_that_is_not_there_is_told(moorings: Run, tmp_path: Path) -> None:
    done = moorings("pocket", tmp_path / "no such folder" / "help.html", status=2)
    assert "The system did not let Moorings" in done.stderr
