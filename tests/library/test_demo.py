import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import msgspec
import pytest

from moorings.journey.records import Part
from moorings.library.demo import (
    DemoEntry,
    Felt,
    Life,
    Stretch,
    Wave,
    demo_life,
    point,
)
from moorings.library.demo_rooms import demo_rooms
from moorings.library.vocabulary import vocabulary

#: The whole is moved to any day: what names a day or a season would be wrong there.
DATED = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|January|February|March|April|"
    r"June|July|August|September|October|November|December|spring(?:time)?|summer|"
    r"autumn|winter|weekends?|Christmas|Easter|snow(?:ed|ing)?)\b"
)
FEWEST_WORDS = 4


@pytest.fixture(scope="module")
def life() -> Life:
    return demo_life()


def entries(life: Life) -> Iterator[DemoEntry]:
    return (entry for stretch in life.stretches for entry in stretch.entries)


def waves(life: Life) -> list[Wave]:
    return [wave for stretch in life.stretches for wave in stretch.waves]


def texts(life: Life) -> Iterator[str]:
    for entry in entries(life):
        yield entry.text
        yield from (change.put for change in entry.changed)
    for stretch in life.stretches:
        yield from (page.text for page in stretch.unsent)
        yield from (draft.text for draft in stretch.drafts)
        yield from (wave.note for wave in stretch.waves if wave.note)
        for wave in stretch.waves:
            yield from (r.followed for r in wave.responses if r.followed)
            yield from (said.text for said in (wave.forecast, wave.held) if said)
    yield from texts_of_rooms()


def texts_of_rooms() -> Iterator[str]:
    for rooms in demo_rooms():
        yield from (told.line for told in rooms.practised)
        for sheet in rooms.sheets:
            yield from sheet.answers.values()
            yield from (a for added in sheet.added for a in added.answers.values())
        for pattern in rooms.patterns:
            yield from (pattern.title, pattern.does)
        for ladder in rooms.ladders:
            yield from (ladder.wants, *(rung.text for rung in ladder.rungs))
            for tried in ladder.tried:
                yield from (tried.fear, tried.know, tried.without)
                if told := tried.told:
                    yield from (told.happened, told.learned, told.vary)
        for belief in rooms.beliefs:
            yield from (belief.own, *(said.text for said in belief.instead))
        yield from (each.text for each in rooms.done)
        yield from (thing.text for thing in rooms.things)


def days(life: Life) -> list[int]:
    """Give every day on which something was written, the first one first."""
    written = [entry.at for entry in entries(life)]
    written += [wave.at for wave in waves(life)]
    written += [page.at for stretch in life.stretches for page in stretch.unsent]
    return sorted({point(at).day for at in written}, reverse=True)


def test_it_goes_over_eighteen_months_very_unevenly_with_two_silences(
    life: Life,
) -> None:
    written = days(life)
    assert (written[0], written[-1]) == (547, 1)
    gaps = [a - b for a, b in pairwise(written)]
    assert sorted(gaps)[-2:] == [19, 42]
    assert sorted(gaps)[-3] <= 10
    window = [
        sum(day - 7 < point(e.at).day <= day for e in entries(life)) for day in written
    ]
    assert max(window) >= 11
    assert sum(many >= 8 for many in window) >= 8


def test_there_is_as_much_in_it_as_a_life_leaves(life: Life) -> None:
    found = list(entries(life))
    lengths = [len(entry.text.split()) for entry in found]
    assert 220 <= len(found) <= 280
    assert sum(length <= 15 for length in lengths) > 40
    assert sum(length >= 250 for length in lengths) >= 4
    assert 5 <= sum(entry.sometimes for entry in found) <= 20
    assert sum(bool(entry.of) for entry in found) >= 3
    assert sum(bool(entry.changed) for entry in found) >= 5
    assert sum(entry.taken_back is not None for entry in found) == 1
    assert 6 <= sum(len(stretch.unsent) for stretch in life.stretches) <= 8
    drawn = [sketch for stretch in life.stretches for sketch in stretch.sketches]
    assert sum(not sketch.person for sketch in drawn) == 3
    assert {sketch.person for sketch in drawn} == {"", "Jonah", "Mum", "Bea"}
    assert [len(s.drafts) for s in life.stretches if s.drafts] == [1]


def test_waves_rise_and_settle_or_do_not(life: Life) -> None:
    found = waves(life)
    calm = [wave for wave in found if wave.calm_after is not None]
    left = [wave for wave in found if wave.left_open_after is not None]
    unsaid = [wave for wave in found if wave not in calm and wave not in left]
    assert 45 <= len(found) <= 60
    assert len(calm) > 25
    assert len(left) >= 5
    assert len(unsaid) >= 8
    assert not set(map(id, calm)) & set(map(id, left))
    several = [wave.felt for wave in found if len(wave.felt) > 1]
    assert any(felt[-1].intensity > felt[0].intensity for felt in several)
    for wave in found:
        assert wave.felt
        assert [felt.after for felt in wave.felt] == sorted(f.after for f in wave.felt)


def test_the_last_wave_is_open_on_the_evening_before(life: Life) -> None:
    last = min(waves(life), key=lambda wave: point(wave.at).day)
    assert (last.calm_after, last.left_open_after) == (None, None)
    assert point(last.at).day == 1


def test_nobody_is_named_before_they_come_in(life: Life) -> None:
    since = {somebody.name: somebody.since for somebody in life.people}
    named = {name for entry in entries(life) for name in entry.people}
    assert named == since.keys()
    assert 12 <= len(named) <= 14
    assert any("\u0600" <= letter <= "\u06ff" for name in named for letter in name)
    for entry in entries(life):
        for name in entry.people:
            assert point(entry.at).day <= since[name], (name, entry.at)
    [renaming] = [each for stretch in life.stretches for each in stretch.renamings]
    assert {renaming.was, renaming.name} <= named


def test_what_is_changed_or_taken_back_stands_there_before(life: Life) -> None:
    for entry in entries(life):
        text = entry.text
        for change in entry.changed:
            assert point(change.at).day <= point(entry.at).day
            assert not change.find or text.count(change.find) == 1
            text = change.made_in(text)
        if entry.taken_back:
            assert point(entry.taken_back).day <= point(entry.at).day
        if entry.of:
            assert point(entry.of).day > point(entry.at).day


def test_no_sentence_is_written_twice(life: Life) -> None:
    told = Counter(
        sentence
        for text in texts(life)
        for piece in re.split(r"(?<=[.!?])\s+|\n+", text)
        if len((sentence := piece.strip(" '()").lower()).split()) >= FEWEST_WORDS
    )
    # What was crossed out and written again is one and the same sentence.
    again = [change.find for e in entries(life) for change in e.changed if change.find]
    twice = {sentence for sentence, times in told.items() if times > 1}
    assert not {each for each in twice if not any(f.lower() in each for f in again)}


def test_no_text_names_a_day_a_month_or_a_season(life: Life) -> None:
    assert not [found[0] for text in texts(life) for found in DATED.finditer(text)]


@pytest.mark.parametrize(
    "broken",
    [
        '[[entry]]\nat = "547 25:00"\ntext = "x"',
        '[[entry]]\nat = "0 20:00"\ntext = "x"',
        '[[entry]]\nat = "547"\ntext = "x"',
        '[[entry]]\nat = "547 20:00"\ntext = ""',
        '[[entry]]\nat = "547 20:00"\ntext = "x"\nmood = "y"',
        '[[wave]]\nat = "547 20:00"\nfelt = [[2, 11]]',
        '[[wave]]\nat = "547 20:00"\nfelt = [[-2, 1]]',
        '[[wave]]\nat = "547 20:00"\nfelt = [[2, 1, "hope"]]',
        '[[wave]]\nat = "547 20:00"\ncalm_after = 9999999',
        "[[person]]",
    ],
)
def test_a_file_that_says_something_else_is_refused(broken: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.toml.decode(broken, type=Stretch)


def test_a_feeling_may_go_without_a_practice() -> None:
    stretch = msgspec.toml.decode(
        '[[wave]]\nat = "547 20:00"\nfelt = [[2, 7]]', type=Stretch
    )
    assert stretch.waves[0].felt == (Felt(2, 7),)


def test_a_moment_is_read_with_its_hour_or_without() -> None:
    assert point("12 08:05")[0] == 12
    assert str(point("12 08:05").hour) == "08:05:00"
    assert point("12").hour is None


#: Under which name a wave gives the words of a part.
PARTS: dict[Part, str] = {
    "body": "body",
    "feeling": "feelings",
    "belief": "beliefs",
    "fear": "fears",
    "urge": "urges",
}


def test_what_is_named_is_in_the_vocabulary(life: Life) -> None:
    known = {p: {t.id for t in s.words()} for p, s in vocabulary().items()}
    named = [wave.named for wave in waves(life) if wave.named]
    assert len(named) > len(waves(life)) // 2
    for each in named:
        assert {each.trigger} - {""} <= known["trigger"]
        for part, words in PARTS.items():
            assert set(getattr(each, words)) <= known[part], each


def test_naming_grows_from_a_word_to_a_sentence(life: Life) -> None:
    named = [wave for wave in waves(life) if wave.named]
    parts = [
        sum(bool(getattr(wave.named, words)) for words in PARTS.values())
        for wave in sorted(named, key=lambda wave: -point(wave.at).day)
    ]
    assert sum(parts[:6]) / 6 < 2 < sum(parts[-6:]) / 6


def test_enough_forecasts_are_closed_to_see_them_beside_what_came(life: Life) -> None:
    told = [wave.forecast for wave in waves(life) if wave.forecast]
    closed = [forecast for forecast in told if forecast.happened]
    assert len(closed) >= 10
    assert {"", "happened", "partly", "not"} <= {f.happened for f in told}
