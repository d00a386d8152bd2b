import re
from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest

from moorings.library import practices
from moorings.library.catalogue import CONTENT, VOICES, Voiced, speaking, voiced
from moorings.library.practices import AFTER, Pattern, Practice
from moorings.library.shelf import shelf

FILES = sorted((CONTENT / "en" / "practices").glob("*.toml"))
IDS = [file.stem for file in FILES]


def read(file: Path) -> Practice:
    return msgspec.toml.decode(file.read_bytes(), type=Practice)


ALL: Mapping[str, Practice] = {file.stem: read(file) for file in FILES}


def about(practice: Practice) -> tuple[str, ...]:
    """Give what it says of its reason and its limits."""
    told = (practice.why, practice.dose, practice.stop_if, practice.not_for)
    return (*told, *practice.adapt)


def steps(practice: Practice) -> tuple[str, ...]:
    every = (*practice.steps, *practice.longer)
    return tuple(f"{step.text} {step.more}" for step in every)


def words(practice: Practice) -> tuple[str, ...]:
    """Give every word of it that a person reads."""
    voiced = (practice.invitation, practice.say or practice.invitation)
    said = [getattr(each, voice) for each in voiced for voice in VOICES]
    heads = (practice.title, practice.short, *(v.title for v in practice.variants))
    return (*heads, *said, *about(practice), *steps(practice), *practice.sources)


@pytest.fixture(params=IDS)
def practice(request: pytest.FixtureRequest) -> Practice:
    return ALL[str(request.param)]


# --- every file -----------------------------------------------------------------------


def test_there_are_practices_and_each_has_an_id_that_can_stand_in_an_address() -> None:
    assert practices.practice_ids() == tuple(IDS)
    assert "belly-breath" in IDS
    assert all(re.fullmatch("[a-z0-9-]+", name) for name in IDS)
    assert AFTER not in IDS


def test_a_practice_is_a_breath_or_has_steps_or_a_breath_as_one_of_them(
    practice: Practice,
) -> None:
    rings = [step for step in practice.steps if step.breath]
    assert practice.pattern or practice.steps
    if practice.steps:
        assert len(rings) == bool(practice.pattern)
        assert not practice.variants
    assert not [step for step in practice.longer if step.breath]


BREATHS = [pattern for each in ALL.values() for pattern in each.patterns]
STYLE = Path(practices.__file__).parents[1] / "web" / "static" / "shell.css"


@pytest.mark.parametrize("pattern", BREATHS)
def test_a_breath_never_asks_for_more_air_in_than_out_or_for_a_long_strain(
    pattern: Pattern,
) -> None:
    assert 2 <= pattern.inhale <= pattern.exhale <= 8
    assert pattern.inhale + pattern.sip <= pattern.exhale
    assert pattern.sip <= 1
    assert pattern.rest <= pattern.hold <= 7
    assert 3 <= 60 / sum(pattern.phases.values()) <= 8  # breaths a minute


@pytest.mark.parametrize("pattern", BREATHS)
def test_the_style_sheet_knows_each_part_of_a_breath(pattern: Pattern) -> None:
    style = STYLE.read_text("utf-8")
    usual = {"in-4", "out-6"}
    for each in set(pattern.classes.split()) - usual:
        phase, _, number = each.partition("-")
        assert f".{each} {{ --{phase}: {number};" in style


def test_a_breath_with_a_long_hold_is_off_until_it_is_asked_for() -> None:
    for practice in ALL.values():
        longest = max((each.hold for each in practice.patterns), default=0)
        assert (longest > 4) is (practice.offered == "asked")
    told = ALL["4-7-8"]
    assert told.evidence == "tradition"
    assert "Very little" in told.why


def test_whoever_has_a_hold_is_told_for_whom_it_is_not(practice: Practice) -> None:
    if any(each.hold for each in practice.patterns):
        for word in ("asthma", "heart", "epilepsy", "panic", "pregnancy", "driving"):
            assert word in practice.not_for
        assert "dizzy" in practice.stop_if
        assert re.search("without the holds|without a hold", practice.not_for)


def test_the_box_is_offered_shorter_and_without_holds() -> None:
    paces = [tuple(each.phases.values()) for each in ALL["box"].patterns]
    assert paces == [(4, 4, 4, 4), (3, 3, 3, 3), (4, 4)]


def test_a_sigh_is_a_second_sip_and_at_least_as_long_out_as_both() -> None:
    [sigh] = [variant.pattern for variant in ALL["long-exhale"].variants]
    assert list(sigh.phases) == ["in", "sip", "out"]
    assert sigh.exhale >= 1.5 * (sigh.inhale + sigh.sip)


def test_a_quarrel_has_three_breaths_and_a_sentence_that_comes_back() -> None:
    told = ALL["quarrel-breath"]
    assert told.pattern
    assert told.pattern.cycles == 3
    assert told.quiet
    assert told.say
    for voice in VOICES:
        assert "twenty minutes" in getattr(told.say, voice)
    assert told.say.warm != told.say.plain


def test_after_unreal_only_what_looks_outward_is_left() -> None:
    outward = {name: each for name, each in ALL.items() if each.outward}
    assert outward.keys() == {"orient-outward", "five-senses"}
    for told in outward.values():
        assert not told.patterns
        every = " ".join(words(told)).casefold()
        assert not re.search(r"breath|clos\w* your eyes|body scan|imagine", every)
    assert len(ALL["orient-outward"].longer) > len(ALL["orient-outward"].steps)
    assert ALL["orient-outward"].onward == "far"


def test_every_sense_has_something_in_its_place() -> None:
    told = " ".join((*ALL["five-senses"].adapt, *steps(ALL["five-senses"])))
    for sense in ("see", "hear", "touch", "smell", "taste"):
        assert re.search(rf"(Hard to|No|or) [^.?]*{sense}", told)


# --- how a file is read ---------------------------------------------------------------

WHOLE = (CONTENT / "en" / "practices" / "belly-breath.toml").read_text("utf-8")


def changed(before: str, after: str) -> Practice:
    assert before in WHOLE
    text = WHOLE.replace(before, after, 1)
    return msgspec.toml.decode(text.encode(), type=Practice)


def test_a_pattern_is_written_with_the_words_in_and_out() -> None:
    assert changed("in = 4\nout = 4", "in = 3\nout = 7").pattern == Pattern(3, 7)
    assert Pattern(3, 7).classes == "in-3 out-7"
    whole = Pattern(3, 6, sip=1, hold=2, rest=4, cycles=5)
    assert whole.classes == "in-3 sip-1 hold-2 out-6 rest-4 times-5"
    assert list(whole.phases.items()) == [
        ("in", 3),
        ("sip", 1),
        ("hold", 2),
        ("out", 6),
        ("rest", 4),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('evidence = "trial"', 'evidence = "proven"'),
        ('evidence = "trial"\n', ""),
        ("dose =", "doze ="),
        ("in = 4", "inhale = 4"),
        ("in = 4", 'in = "4"'),
        ("out = 4", "out = 4\nwait = 4"),
        ("out = 4", 'out = 4\n[[variant]]\ntitle = "x"'),
        ("plain =", "curt ="),
        ('next = "orient-outward"\n', ""),
    ],
)
def test_a_file_that_lacks_something_or_has_too_much_is_refused(
    before: str, after: str
) -> None:
    with pytest.raises(msgspec.ValidationError):
        changed(before, after)


# --- voices and languages -------------------------------------------------------------


def test_an_invitation_is_said_in_the_voice_of_the_moment(practice: Practice) -> None:
    invitation = practice.invitation
    assert "" not in (invitation.warm.strip(), invitation.plain.strip())
    assert invitation.warm != invitation.plain
    for voice in VOICES:
        with speaking("en", voice):
            assert str(invitation) == getattr(invitation, voice)


def test_an_unknown_voice_is_the_first_and_none_lasts_longer_than_its_block() -> None:
    both = Voiced(warm="warm", plain="plain")
    with speaking("en", "shouting"):
        assert str(both) == "warm"
    with speaking("en", "plain"):
        with speaking("en"):
            assert voiced("warm", "plain") == "warm"
        assert voiced("warm", "plain") == "plain"
    assert str(both) == "warm"


def test_what_is_not_translated_yet_is_there_in_english(tmp_path: Path) -> None:
    for language, name in (("en", "belly-breath"), ("en", "box"), ("ar", "box")):
        file = tmp_path / language / "practices" / f"{name}.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        told = WHOLE.replace("A breath into the belly", f"نفس {name} {language}")
        file.write_text(told, "utf-8")
    found = shelf("practices", Practice, tmp_path, "ar")
    assert found.keys() == {"belly-breath", "box"}
    assert found["belly-breath"].title == "نفس belly-breath en"
    assert found["box"].title == "نفس box ar"
    assert "stop" not in found


# --- what is said ---------------------------------------------------------------------


def test_what_was_handed_to_us_as_figures_is_told_as_it_was_found() -> None:
    told = " ".join(source for each in ALL.values() for source in each.sources)
    for figure in ("12 trials, 785 people", "31 studies, 1,133 people", "108 people"):
        assert figure in told
    assert "uncertain" in " ".join(ALL["coherent"].sources)
    assert "fell in all groups alike" in " ".join(ALL["long-exhale"].sources)


def test_no_practice_asks_for_a_doctor_before_it_may_be_stopped(
    practice: Practice,
) -> None:
    assert "medic" not in practice.stop_if


def test_a_breath_warns_of_dizziness_and_leads_outward(practice: Practice) -> None:
    if practice.pattern is not None:
        assert "dizzy" in practice.stop_if
        assert "look round" in practice.stop_if
        assert practice.next == "orient-outward"
