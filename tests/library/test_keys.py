"""The keys of published instruments, scored by hand and by key."""

import pytest

from moorings.library.instruments import keys, read_key
from moorings.measures.instrument import Concern, Key, Scale
from moorings.measures.scoring import score

#: Written a second time from the publications: item numbers, R where one is reversed.
PUBLISHED = {
    "ecr": {
        "anxiety": "2 4 6 8 10 12 14 16 18 20 22R 24 26 28 30 32 34 36",
        "avoidance": "1 3R 5 7 9 11 13 15R 17 19R 21 23 25R 27R 29R 31R 33R 35R",
    },
    "ecr-r": {
        "anxiety": "1 2 3 4 5 6 7 8 9R 10 11R 12 13 14 15 16 17 18",
        "avoidance": (
            "19 20R 21 22R 23 24 25 26R 27R 28R 29R 30R 31R 32 33R 34R 35R 36R"
        ),
    },
    "ecr-s": {"anxiety": "2 4 6 8R 10 12", "avoidance": "1R 3 5R 7 9R 11"},
    "ecr-12": {"anxiety": "1 2 3 5 7 8", "avoidance": "4 6R 9R 10R 11R 12R"},
    "ecr-rs": {"anxiety": "7 8 9", "avoidance": "1R 2R 3R 4R 5 6"},
    "saam": {
        "anxiety": "1 5 8 12 14 17 19",
        "avoidance": "2 3 9 10 15 16 21",
        "security": "4 6 7 11 13 18 20",
    },
    "scs-sf": {"self-compassion": "1R 2 3 4R 5 6 7 8R 9R 10 11R 12R"},
    "scs": {
        "self-compassion": (
            "1R 2R 3 4R 5 6R 7 8R 9 10 11R 12 13R "
            "14 15 16R 17 18R 19 20R 21R 22 23 24R 25R 26"
        ),
        "self-kindness": "5 12 19 23 26",
        "self-judgement": "1 8 11 16 21",
        "common-humanity": "3 7 10 15",
        "isolation": "4 13 18 25",
        "mindfulness": "9 14 17 22",
        "over-identification": "2 6 20 24",
    },
    "ders-16": {
        "total": "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16",
        "clarity": "1 2",
        "goals": "3 7 15",
        "impulse": "4 8 11",
        "strategies": "5 6 12 14 16",
        "non-acceptance": "9 10 13",
    },
    "phq-4": {"total": "1 2 3 4", "anxiety": "1 2", "depression": "3 4"},
    "phq-9": {"total": "1 2 3 4 5 6 7 8 9"},
    "gad-7": {"total": "1 2 3 4 5 6 7"},
    "who-5": {"total": "1 2 3 4 5"},
    "csi-4": {"total": "1 2 3 4"},
    "csi-16": {"total": "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16"},
}
#: Worked out by hand: the score of the lowest answer to everything, and of the highest.
FLAT_SHEETS: dict[str, dict[str, tuple[float, float]]] = {
    "ecr": {"anxiety": ((17 + 7) / 18, (17 * 7 + 1) / 18), "avoidance": (4, 4)},
    "ecr-r": {"anxiety": ((16 + 14) / 18, (16 * 7 + 2) / 18), "avoidance": (5, 3)},
    "ecr-s": {"anxiety": (2, 6), "avoidance": (4, 4)},
    "ecr-12": {"anxiety": (1, 7), "avoidance": (6, 2)},
    "ecr-rs": {"anxiety": (1, 7), "avoidance": (5, 3)},
    "saam": {"anxiety": (1, 7), "avoidance": (1, 7), "security": (1, 7)},
    "scs-sf": {"self-compassion": (3, 3)},
    "scs": {
        "self-compassion": (3, 3),
        "self-kindness": (1, 5),
        "self-judgement": (1, 5),
        "common-humanity": (1, 5),
        "isolation": (1, 5),
        "mindfulness": (1, 5),
        "over-identification": (1, 5),
    },
    "ders-16": {
        "total": (16, 80),
        "clarity": (2, 10),
        "goals": (3, 15),
        "impulse": (3, 15),
        "strategies": (5, 25),
        "non-acceptance": (3, 15),
    },
    "phq-4": {"total": (0, 12), "anxiety": (0, 6), "depression": (0, 6)},
    "phq-9": {"total": (0, 27)},
    "gad-7": {"total": (0, 21)},
    "who-5": {"total": (0, 100)},
    "csi-4": {"total": (0, 21)},
    "csi-16": {"total": (0, 81)},
}
CONCERNS = {
    "phq-9": (
        Concern("help", item="9", at_least=1),
        Concern("clinician", scale="total", at_least=15),
    ),
    "gad-7": (Concern("clinician", scale="total", at_least=15),),
    "phq-4": (Concern("clinician", scale="total", at_least=9),),
    "who-5": (Concern("clinician", scale="total", at_most=28),),
}
NAMES = sorted(PUBLISHED)


def flat(key: Key, share: float) -> dict[str, int]:
    """Give everything the same answer: 0 the lowest, 1 the highest."""
    ends = {item: key.range_of(item) for item in key.order}
    return {item: round(a + share * (b - a)) for item, (a, b) in ends.items()}


def values(key: Key, sheet: dict[str, int]) -> dict[str, float | None]:
    return {name: found.value for name, found in score(key, sheet).items()}


def as_published(scale: Scale) -> str:
    turned = set(scale.reverse_keyed)
    return " ".join(f"{i}R" if i in turned else i for i in scale.items)


def test_every_published_key_is_there_and_every_other_is_our_own() -> None:
    assert PUBLISHED.keys() == FLAT_SHEETS.keys()
    assert keys().keys() >= PUBLISHED.keys()
    own = {name for name, key in keys().items() if key.licence == "own"}
    assert keys().keys() - own == PUBLISHED.keys()


@pytest.mark.parametrize("name", NAMES)
def test_items_are_where_they_were_published(name: str) -> None:
    key = read_key(name)
    assert key.order == tuple(str(n) for n in range(1, len(key.order) + 1))
    assert {s.id: as_published(s) for s in key.scales} == PUBLISHED[name]


@pytest.mark.parametrize("name", NAMES)
def test_flat_sheets_come_to_what_was_worked_out_by_hand(name: str) -> None:
    key = read_key(name)
    lowest, highest = values(key, flat(key, 0)), values(key, flat(key, 1))
    found = {scale: (lowest[scale], highest[scale]) for scale in lowest}
    assert found == {
        scale: pytest.approx(ends) for scale, ends in FLAT_SHEETS[name].items()
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_middle_of_everything_is_the_middle_of_every_scale(name: str) -> None:
    key = read_key(name)
    # Where no answer is in the middle, one sheet and its mirror image lie around it.
    for share in (0.5, 1 / 3):
        sheet = flat(key, share)
        mirrored = {i: sum(key.range_of(i)) - x for i, x in sheet.items()}
        for scale in key.scales:
            one, other = (values(key, s)[scale.id] or 0 for s in (sheet, mirrored))
            assert one + other == pytest.approx(sum(key.span(scale)))


def test_the_middle_answer_gives_the_middle_itself() -> None:
    for name in ("ecr", "ecr-r", "ecr-s", "ecr-12", "ecr-rs", "saam", "scs", "scs-sf"):
        key = read_key(name)
        assert set(values(key, flat(key, 0.5)).values()) == {key.middle}


def test_the_revised_form_scored_as_the_first_one_is_somebody_else() -> None:
    # Somebody who is anxious and not avoidant, as plainly as the ECR-R can say it.
    revised = read_key("ecr-r")
    anxiety, avoidance = revised.scale("anxiety"), revised.scale("avoidance")
    most = {*anxiety.straight, *avoidance.reverse_keyed}
    sheet = {item: 7 if item in most else 1 for item in revised.order}
    assert values(revised, sheet) == {"anxiety": 7, "avoidance": 1}
    mixed_up = {"anxiety": pytest.approx(108 / 18), "avoidance": pytest.approx(60 / 18)}
    assert values(read_key("ecr"), sheet) == mixed_up


def test_a_range_of_its_own_belongs_to_the_first_item_alone() -> None:
    for name in ("csi-4", "csi-16"):
        key = read_key(name)
        assert key.range_of("1") == (0, 6)
        assert all(key.range_of(i) == (0, 5) for i in key.order[1:])
    assert [n for n in NAMES if read_key(n).ranges] == ["csi-16", "csi-4"]


def test_which_end_is_easier_and_what_is_asked_about() -> None:
    easier = {
        f"{name} {scale.id}"
        for name in NAMES
        for scale in read_key(name).scales
        if scale.better == "higher"
    }
    assert easier == {
        *("saam security", "scs-sf self-compassion", "scs self-compassion"),
        *("scs self-kindness", "scs common-humanity", "scs mindfulness"),
        *("who-5 total", "csi-4 total", "csi-16 total"),
    }
    assert [name for name in NAMES if read_key(name).state] == ["saam"]
    assert [name for name in NAMES if read_key(name).of_one_person] == ["ecr-rs"]


@pytest.mark.parametrize("name", ["ecr", "ecr-r"])
def test_of_eighteen_answers_fourteen_are_enough(name: str) -> None:
    key = read_key(name)
    for scale in key.scales:
        sheet = dict.fromkeys(scale.items[4:], 3)
        assert values(key, sheet)[scale.id] is not None
        assert values(key, dict.fromkeys(scale.items[5:], 3))[scale.id] is None


@pytest.mark.parametrize("name", NAMES)
def test_no_scale_is_scored_with_much_left_out(name: str) -> None:
    for scale in read_key(name).scales:
        assert scale.fewest_answers >= 0.75 * len(scale.items)
        if name in {"ecr-s", "ecr-12", "ecr-rs", "phq-4", "who-5", "csi-4", "csi-16"}:
            assert scale.fewest_answers == len(scale.items)


def test_danger_comes_first_where_it_is_asked_about_and_nowhere_else() -> None:
    found = {name: key.concerns for name, key in keys().items() if key.concerns}
    assert found == CONCERNS
