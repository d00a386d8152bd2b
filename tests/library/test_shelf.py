"""The whole shelf is there, under its ids, in words of our own."""

import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest

from moorings.library.catalogue import CONTENT
from moorings.library.content_check import content_files
from moorings.library.content_texts import texts
from moorings.library.lessons import lessons
from moorings.library.practices import practices
from moorings.library.roadmap import stages
from moorings.library.shelf import Of
from moorings.library.worksheets import sheets

IN_THE_MOMENT = """
    stop belly-breath long-exhale coherent box 4-7-8 quarrel-breath five-senses
    orient-outward now-or-familiar when-it-is-real one-true-word whole-sentence
    wait-it-out time-out-with-return note-for-a-hard-night
"""
STEPS_ONE_TO_FOUR = """
    short-sitting body-scan body-check charged-moment three-lines weekly-look-back
    word-by-word finding-help twelve-questions three-session-check around-a-session
    mending-with-a-therapist pacing-words brisk-move slow-move dance-one-song
    company-of-a-song day-anchors
"""
STEPS_FIVE_TO_TEN = """
    stay-a-little one-more-thing small-ask let-good-be-good wait-before-text
    five-minutes say-one-need step-with-exit inner-figure wisest-self carried-voice
    daily-counterpoint belief-in-the-body a-part-believes who-steadies-me one-act-a-week
    what-do-i-want-here compassion-break kind-letter answer-the-critic kind-wishes
    firm-kindness after-a-slip patience-note
"""
TOGETHER = """
    contact-agreement everyday-listening ordinary-days own-a-miss respect-privacy
    yes-no-not-yet decide-together mine-and-ours is-life-wider
"""
#: The kit is a room; the others of the fifteen stand here once, as a card of their own.
STRATEGIES = {
    "anxious": "catastrophe-record self-outside tests-into-requests security-wheel",
    "avoidant": "word-by-word need-no-one-test weekly-share pulling-away-words "
    "small-ask",
    "disorganised": "finding-help day-anchors five-senses both-and-words patience-note",
}
#: A length, or the short form for Help now.
SHORTER = "body-scan-three inner-figure-short"
LESSONS = """
    you-can-change why-different two-dimensions reaching pulling-back both-at-once
    different-with-each where-it-came-from alarm-feels-true sometimes-the-alarm-is-right
    the-window naming-and-breath soothe-or-ask why-small-doses beliefs-a-child-drew
    steady-or-intermittent not-healed-first after-a-loss kindness slipping
    what-secure-looks-like trust-is-small together-and-apart repair
    harm-is-not-a-pattern kinds-of-therapy when-to-get-help how-long without-therapy
    too-much how-do-i-know can-i-overdo-it what-it-feels-like reading-the-pictures
    where-these-ideas-come-from
"""
RUN = 6


def test_every_practice_is_there_under_its_id_and_none_beside() -> None:
    wanted = [IN_THE_MOMENT, STEPS_ONE_TO_FOUR, STEPS_FIVE_TO_TEN, TOGETHER, SHORTER]
    listed = " ".join((*wanted, *STRATEGIES.values())).split()
    assert set(practices()) == set(listed)


@pytest.mark.parametrize("leaning", STRATEGIES)
def test_each_way_of_starting_has_its_strategies(leaning: str) -> None:
    marked = {name for name, each in practices().items() if leaning in each.leanings}
    assert marked == set(STRATEGIES[leaning].split())


def test_every_lesson_is_there_under_its_id_and_none_beside() -> None:
    assert set(lessons()) == set(LESSONS.split())


def test_every_step_and_skill_is_there_in_its_order() -> None:
    assert tuple(stages()) == get_args(Of)
    kinds = [stage.kind for stage in stages().values()]
    assert kinds == ["step"] * 10 + ["skill"] * 6


def test_every_step_and_skill_has_something_to_do_and_something_to_read() -> None:
    for name, stage in stages().items():
        assert len([each for each in practices().values() if name in each.of]) > 2
        assert stage.read


def test_every_worksheet_belongs_somewhere() -> None:
    assert all(sheet.of for sheet in sheets().values())


# --- in our own words -----------------------------------------------------------------


def runs(text: str) -> set[tuple[str, ...]]:
    """Give every run of so many words, as they are heard."""
    plain = re.sub("['\u2019]", "", text.casefold())
    said = re.findall("[a-z]+", plain)
    return {tuple(said[n : n + RUN]) for n in range(len(said) - RUN + 1)}


def test_a_run_of_words_is_found_whatever_stands_between_them() -> None:
    theirs = runs("It isn\u2019t magic; you learn to wait, a little.")
    assert runs("And \u201cit isn't magic, you LEARN to\u201d wait.") & theirs
    assert not runs("It isn't magic: you learn how to wait a little.") & theirs


def test_no_sentence_of_the_sources_is_on_the_shelf(reference_data: Path) -> None:
    theirs = set[tuple[str, ...]]()
    for file in (reference_data.parent / "sources").glob("*.txt"):
        theirs |= runs(file.read_text("utf-8"))
    assert len(theirs) > 1000
    taken = [
        (file.name, found)
        for file in content_files(CONTENT / "en")
        for _, text in texts(tomllib.loads(file.read_text("utf-8")))
        if (found := runs(text) & theirs)
    ]
    assert not taken
