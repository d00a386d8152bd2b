"""What a stranger reads who has only the page, kind by kind."""

from datetime import date

import msgspec

from moorings.exchange.leaving.telling import chapters
from moorings.exchange.portable import Portable
from moorings.journey.records import (
    AnyRecord,
    BondKey,
    Entry,
    Forecast,
    ForecastOutcome,
    HeldText,
    HeldTextEnd,
    KitItem,
    Pattern,
    PersonNote,
    PracticeTime,
    PrivateCheck,
    Rating,
    Rehearsal,
    Retraction,
    Rung,
    RungTry,
    SafetyFlag,
    WeekPlan,
    Worksheet,
)
from moorings.journey.records.base import BlobId
from tests.exchange.leaving.told import (
    ASKED,
    AT,
    BOND,
    DAY,
    FEARED,
    LADDER,
    MIRA,
    MOMENT,
    OWN,
    RUNG,
    WAVE,
    WHEN,
    item,
    lines,
    number,
    sitting,
    told,
)


def test_how_far_away_it_was_is_not_told_as_how_strong() -> None:
    strong = lines(MOMENT)
    far = lines(item(Rating, activation=WAVE, intensity=9, scale="unreal"))
    assert strong["How strong, of 10"] == "3"
    assert far["How unreal, far away or numb, of 10"] == "9"
    assert "How strong, of 10" not in far


def test_what_became_of_it_stands_with_it() -> None:
    held = HeldText(id=number(30), written_at=AT, when=WHEN, text="x", until=AT)
    came = ForecastOutcome(
        id=number(31), written_at=AT, of=FEARED.id, when=WHEN, happened="not"
    )
    end = HeldTextEnd(id=number(32), written_at=AT, of=held.id, when=WHEN, how="sent")
    back = Retraction(id=number(33), written_at=AT, of=came.id)
    feared = item(Forecast, text="He will go.", likelihood=90, replaces=FEARED.id)
    assert lines(feared, came)["What came of it"] == f"it did not come true {DAY}"
    assert lines(held, end)["What became of it"] == f"sent as it stood {DAY}"
    assert "What came of it" not in lines(feared, came, back)
    (kind,) = [c for c in chapters(Portable(AT, (held,))) if c.kind == "held-text"]
    assert len(kind.items) == 1


def test_answers_stand_under_their_questions() -> None:
    sheet = item(
        Worksheet,
        sheet="the-day",
        chosen={"where": ("home", "gone"), "lost": ("once",)},
        numbers={"old": 3},
        answers={"line": "words", "older": "more"},
        people=(MIRA.id,),
    )
    assert lines(sheet) == {
        "Page": "A day in ticks",
        "With": "Mira",
        "Answers": "Where were you? at home, gone\nA line, if you like: words\n"
        "older: more\nold: 3\nlost: once",
    }
    numbers = lines(item(Worksheet, sheet="therapy-check", numbers={"heard": 7}))
    assert numbers["Answers"].endswith(" 7 of 10")
    word = lines(item(Worksheet, sheet="gone", chosen={"a": (OWN.id,)}))
    assert word == {"Page": "gone", "Answers": "a: handed in"}


def test_what_cannot_be_said_in_full_is_told_by_its_number() -> None:
    brought = lines(sitting(instrument="phq-9", shown=("1",), responses={"1": 2}))
    assert brought == {"Questionnaire": "PHQ-9", "Answers": "1: 2"}
    lost = lines(sitting(instrument="gone", shown=("1",), responses={"1": 2}))
    assert lost == {"Questionnaire": "gone", "Answers": "1: 2"}
    old = {"instrument": "first-sketch", "shown": ("x",), "responses": {"x": 2}}
    assert lines(sitting(**old))["Answers"] == "x: 2"
    gone = sitting(
        instrument="e", shown=("9",), responses={"9": 1}, questionnaire=ASKED.id
    )
    assert lines(gone) == {"Questionnaire": "Evenings", "Answers": "9: 1"}


def test_a_sketch_about_somebody_names_them_in_its_sentences() -> None:
    own = {"instrument": "first-sketch", "shown": ("bad-day",), "version": 2}
    own["responses"] = {"bad-day": 1}
    said = "(1: does not fit, 4: fits in part, 7: fits very well)"
    assert lines(sitting(**own)) == {
        "Questionnaire": "A first sketch",
        "Answers": "On a bad day, I let someone see that it is one. 1 (does not fit)\n"
        + said,
    }
    about = lines(sitting(**own, target=MIRA.id))
    assert about["About"] == "Mira"
    assert "I let Mira see" in about["Answers"]
    gone = lines(sitting(**own, target=number(88)))
    assert "About" not in gone
    assert "I let this person see" in gone["Answers"]
    asked = lines(msgspec.structs.replace(ASKED, id=number(41)))
    assert asked["Questions"] == "I slept. (0: no, 1: yes)"


def test_a_week_and_a_scene_are_told_in_words() -> None:
    week = item(
        WeekPlan, first=date(2026, 3, 2), days=(("box",), (), (), (), (), (), ())
    )
    assert lines(week) == {"Days": "2026-03-02: A box of four"}
    assert lines(item(WeekPlan, first=date(2026, 3, 2), off=True)) == {
        "The week is off": "yes"
    }
    scene = lines(item(Rehearsal, scene="closeness", turns=("breath", "gone")))
    assert scene["Scene"] == "Somebody would like more of you"
    assert scene["What I chose there"] == "I take a breath before I answer"
    assert lines(item(Rehearsal, scene="gone", turns=("a",))) == {"Scene": "gone"}


def test_a_long_name_is_short_elsewhere() -> None:
    long = msgspec.structs.replace(RUNG, id=number(40), text="steps " * 90)
    assert len(lines(item(RungTry, rung=long.id), long)["Step"]) == 80


def test_two_versions_that_both_stand_are_both_told() -> None:
    first, left, right = (
        item(Entry, id=number(n), text=text, replaces=number(50) if n > 50 else None)
        for n, text in ((50, "first"), (51, "left"), (52, "right"))
    )
    (pages, *_) = chapters(Portable(AT, (first, left, right)))
    assert {each.words for each in pages.items} == {"left", "right"}


def test_what_is_not_told_is_named_nowhere() -> None:
    """Nothing that must not leave does so by way of what refers to it."""
    hidden: tuple[AnyRecord, ...] = (
        item(SafetyFlag, id=number(60), raised=True, person=MIRA.id),
        item(PrivateCheck, id=number(61), answer="afraid"),
        item(
            PersonNote,
            id=number(62),
            person=MIRA.id,
            aspect="glad",
            often="rarely",
            text="secret",
        ),
        item(BondKey, id=number(63), pair=BOND.pair, signing=b"k", sealing=b"k"),
        item(Rung, id=number(64), ladder=LADDER.id, text="taken back", hard=1),
    )
    back = item(Retraction, id=number(65), of=number(64))
    for each in hidden:
        referring = (
            item(Worksheet, id=number(70), sheet="slip", about=each.id),
            item(PracticeTime, id=number(71), practice="box", about=each.id),
            item(RungTry, id=number(72), rung=each.id),
            item(Pattern, id=number(73), title="x", drawn_from=(each.id,)),
        )
        for one in referring:
            names = lines(one, *hidden, back)
            assert set(names) <= {"Page", "Practice", "Title"}


def test_the_picture_of_a_kit_is_shown() -> None:
    seen = item(
        KitItem, sense="sight", text="x", blob=BlobId("b" * 32), media_type="image/png"
    )
    heard = msgspec.structs.replace(seen, media_type="audio/ogg")
    assert [each.blob for each in told(seen).pictures] == ["b" * 32]
    assert told(heard).pictures == ()
