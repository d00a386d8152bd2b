from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moorings.pictures.labels import (
    Box,
    Label,
    Wanted,
    around,
    broken,
    settled,
    shortened,
    width,
)

ROOM = Box(4, 28, 316, 340)
NAMES = (
    "Jo",
    "in general",
    "Great-aunt Konstantinova",
    "WWWWWWWWWWWWWWWWWWWWWWWW",
    "محمد عبد الرحمن بن علي",
    "山田太郎と花子と次郎と三郎",
)
POINTS = st.tuples(st.floats(18, 302), st.floats(42, 326))
#: Widths in units of the size, measured in Chromium with
#: getComputedTextLength() / font-size, in DejaVu Sans: the widest of our typefaces.
DEJAVU = {
    "Great-aunt Konstantinova": 12.867,
    "MAMMOTH WHEEL": 9.302,
    "1234567890": 6.362,
    "Александра Юрьевна Щукина": 15.915,
    "keeping some distance": 11.55,
}


def wanted(names: list[str], points: list[tuple[float, float]]) -> list[Wanted]:
    return [
        Wanted(shortened(name, 190, 13), point, under=point[1] > 184)
        for name, point in zip(names, points, strict=False)
    ]


def place(marks: list[Wanted]) -> tuple[Label, ...]:
    return settled(marks, [around(mark.at, 9) for mark in marks], ROOM, 13)


@pytest.mark.parametrize("words", DEJAVU)
def test_the_guess_of_a_width_is_generous_but_not_wild(words: str) -> None:
    assert DEJAVU[words] <= width(words, 1) <= 1.25 * DEJAVU[words]


def test_marks_over_letters_need_no_room_and_wide_letters_much() -> None:
    assert width("e\u0301") == width("e")
    assert width("山") > 1.5 * width("a")


@given(st.sampled_from(NAMES), st.floats(20, 200))
def test_words_are_shortened_to_their_room_and_say_so(name: str, room: float) -> None:
    short = shortened(name, room, 13)
    assert width(short, 13) <= room
    assert short == name or (short.endswith("…") and name.startswith(short[:-1]))


@given(st.text("ab 山", max_size=60), st.floats(30, 200))
def test_no_line_is_wider_than_its_room_and_nothing_is_lost(
    words: str, room: float
) -> None:
    lines = broken(words, room)
    assert all(width(line) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(words.split())


def test_a_line_crosses_what_it_runs_through_and_nothing_beside_it() -> None:
    box = Box(10, 10, 20, 20)
    assert box.crossed(((0, 0), (30, 30)))
    assert box.crossed(((15, 0), (15, 30)))
    assert not box.crossed(((0, 0), (9, 30)))
    assert not box.crossed(((25, 0), (25, 30)))
    assert not box.crossed(((0, 0), (5, 5)))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(NAMES), min_size=8, max_size=8),
    st.lists(POINTS, min_size=1, max_size=8),
)
def test_eight_labels_stay_inside_and_never_meet(
    names: list[str], points: list[tuple[float, float]]
) -> None:
    marks = wanted(names, points)
    labels = place(marks)
    assert len(labels) == len(marks)
    assert all(ROOM.holds(label.box) for label in labels)
    assert not any(a.box.meets(b.box) for a, b in combinations(labels, 2))
    around_marks = [around(mark.at, 9) for mark in marks]
    assert not any(label.box.meets(box) for label in labels for box in around_marks)


def test_eight_marks_on_one_point_keep_all_their_labels() -> None:
    labels = place(wanted([*NAMES, "Ada", "Ben"], [(160, 184)] * 8))
    assert len(labels) == 8
    assert not any(a.box.meets(b.box) for a, b in combinations(labels, 2))


def test_only_a_label_that_had_to_move_away_has_a_line() -> None:
    [alone] = place([Wanted("Ada", (160, 100), under=False)])
    assert alone.leader is None
    crowd = place(wanted([*NAMES, "Ada", "Ben"], [(160, 184)] * 8))
    led = [label for label in crowd if label.leader]
    assert led
    for label in led:
        assert label.leader
        assert around((160, 184), 11).nearest(label.leader[0]) == label.leader[0]
        assert label.box.nearest(label.leader[1]) == label.leader[1]


def test_no_line_runs_through_another_label() -> None:
    points = [(160.0 + 9 * step, 184.0) for step in range(6)]
    crowd = place(wanted(["Ada", "Ben", "Father", "Maren", "Jo", NAMES[2]], points))
    assert any(label.leader for label in crowd)
    for one, other in combinations(crowd, 2):
        assert not (one.leader and other.box.crossed(one.leader))
        assert not (other.leader and one.box.crossed(other.leader))


def test_a_label_that_finds_no_room_is_left_out() -> None:
    assert settled([Wanted("Ada", (50, 50), under=True)], [ROOM], ROOM, 13) == ()
