"""Every way through every scene ends, each end is kind, and faults are found."""

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from moorings.library.catalogue import CONTENT, VOICES
from moorings.library.content_check import check
from moorings.library.content_scenes import FEWEST_PRACTISED, of_scene, ways
from moorings.library.phrases import reproaches
from moorings.library.practices import practices
from moorings.library.reading import HARDEST_GRADE, grade
from moorings.library.scenes import Scene, scenes

ALL = dict(scenes())
ENGLISH = CONTENT / "en"
FILE = "scenes/praised.toml"
#: What the issue names, and two more.
WANTED = {
    "unanswered",
    "closeness",
    "quarrel",
    "let-down",
    "praised",
    "holiday",
    "space",
    "good-news",
}


@pytest.fixture(params=ALL)
def scene(request: pytest.FixtureRequest) -> Scene:
    return ALL[str(request.param)]


def test_every_scene_is_there_under_its_id() -> None:
    assert ALL.keys() == WANTED


def test_every_place_is_on_a_way_and_every_way_comes_to_an_end(scene: Scene) -> None:
    seen = set[str]()
    for turns in ways(scene):
        way = scene.way(turns)
        assert way.ended
        assert way.turns == turns
        seen |= {node.id for node, _ in way.taken} | {way.node.id}
    assert seen == {node.id for node in scene.nodes}


def test_from_no_place_one_comes_back_to_it_however_long_one_goes_on(
    scene: Scene,
) -> None:
    here = {scene.nodes[0].id}
    for _ in scene.nodes:
        following = (scene.node(name) for name in here)
        here = {turn.to for node in following if node for turn in node.turns}
    assert not here


def test_every_end_is_said_in_both_voices_and_is_kind(scene: Scene) -> None:
    ends = [node for node in scene.nodes if not node.turns]
    assert len(ends) >= 3
    for end in ends:
        assert end.closing
        for voice in VOICES:
            said = getattr(end.closing, voice)
            assert said
            assert not reproaches(said)
            assert not re.search(r"\b(?:should|failed|wrong|mistake|fault)\b", said)
            assert grade(said) <= HARDEST_GRADE


def test_going_along_with_the_old_way_ends_with_something_to_try_and_a_way_back(
    scene: Scene,
) -> None:
    old = {turn.id for node in scene.nodes for turn in node.turns if turn.old}
    assert old
    for turns in ways(scene):
        way = scene.way(turns)
        if {*turns} & old:
            assert way.node.practice in practices()
            back = scene.way(turns[: way.at_fork])
            assert back.node.id == way.node.fork
            assert len(back.node.turns) > 1


def test_each_scene_practises_at_least_two_things_and_no_end_is_an_answer_alone(
    scene: Scene,
) -> None:
    assert len({node.kind for node in scene.nodes if node.kind}) >= FEWEST_PRACTISED
    played = [n for n in scene.nodes if any("Play it" in t.text for t in n.turns)]
    assert all(len(node.turns) > 1 for node in played)


def test_all_four_things_are_practised_somewhere_and_one_scene_has_a_real_clock() -> (
    None
):
    kinds = {node.kind for each in ALL.values() for node in each.nodes}
    assert kinds == {None, "stop", "name", "statement", "time-out"}
    waits = [node.wait for node in ALL["unanswered"].nodes if node.wait]
    assert waits == [120]


def test_no_scene_rehearses_staying_with_somebody_who_frightens(scene: Scene) -> None:
    said = "no scene rehearses staying with somebody who frightens"
    assert said in scene.not_for.casefold()
    assert "safety page" in scene.not_for
    assert "unreal" in scene.not_for


def test_a_scene_asks_for_somebody_and_something_to_picture(scene: Scene) -> None:
    asked = {"closeness", "waiting", "talk", "therapist"}
    assert asked & {*scene.asks}
    assert "imagery" in scene.asks


def test_what_was_chosen_is_followed_as_far_as_the_scene_still_has_it() -> None:
    scene = ALL["unanswered"]
    way = scene.way(("wait", "walk", "gone", "ask"))
    assert way.turns == ("wait", "walk")
    assert way.node.id == "walked"
    assert not way.ended
    assert way.at_fork == 0
    assert scene.way(()).node is scene.nodes[0]


# --- planted faults -------------------------------------------------------------------


class Plant(NamedTuple):
    """What stands there, what instead, and what is said of it."""

    old: str
    new: str
    reason: str


END = 'fork = "inside"\npractice = "let-good-be-good"\n'
PLANTS = {
    "leads nowhere": Plant('to = "thanks"', 'to = "thank"', "“thank” is no place"),
    "goes round": Plant('to = "stays"', 'to = "start"', "goes round in a circle"),
    "never reached": Plant('to = "catch"', 'to = "ines"', "is on no way that ends"),
    "no closing": Plant(
        'practice = "let-good-be-good"\n\n[node.closing]',
        'practice = "let-good-be-good"\n\n[node.aside]',
        "neither goes on nor ends",
    ),
    "lost fork": Plant(END, END.replace("inside", "catch"), "names no fork"),
    "fork of one way": Plant('fork = "thanks"', 'fork = "inside"', "names no fork"),
    "lost practice": Plant(
        'practice = "compassion-break"', 'practice = "sigh"', "none of the practices"
    ),
    "place twice": Plant('id = "stings"', 'id = "stays"', "is there a second time"),
    "turn twice": Plant(
        'id = "play-stings"', 'id = "play-warm"', "is there a second time"
    ),
    "long place": Plant("Hot ears.", "Hot ears, " * 40 + "hot.", "more than 70 words"),
    "long turn": Plant(
        "I look for the catch", "I look " * 9 + "for it", "more than 16 words"
    ),
    "long closing": Plant(
        "You did not have to earn it twice.", "It was said. " * 25, "more than 60 words"
    ),
    "early without a clock": Plant(
        'to = "ines"', 'to = "ines"\nearly = true', "where there is no wait"
    ),
    "a wait too long": Plant('kind = "stop"', 'kind = "stop"\nwait = 900', "<= 300"),
    "leads on from no end": Plant(
        'kind = "stop"', 'kind = "stop"\npractice = "stop"', "that is no end"
    ),
    "unknown kind": Plant('kind = "stop"', 'kind = "halt"', "cannot be this"),
    "fear unnamed": Plant(
        "or from somebody you are afraid of", "or", "being afraid of somebody"
    ),
    "no safety page": Plant("the safety page", "that", "does not name the safety"),
    "no way out": Plant("Then leave it", "So leave it", "after “Then”"),
    "reproaches": Plant("Hot ears.", "You should smile.", "it commands"),
    "no trials unsaid": Plant("; no trials of this scene", "", "“no trials”"),
    "five turns": Plant(
        '[[node]]\nid = "breath"',
        "".join(
            f'[[node.turn]]\nid = "a{n}"\ntext = "So"\nto = "catch"\n' for n in "bc"
        )
        + '[[node]]\nid = "breath"',
        "more than 4",
    ),
    "no old way": Plant("old = true", "", "goes along with the old way"),
    "one thing": Plant('kind = "', 'kind = "stop" # "', "fewer than 2 things"),
}
#: Those that are planted wherever they can be.
EVERYWHERE = {"no old way", "one thing"}


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_fault_is_found(name: str, tmp_path: Path) -> None:
    file, plant = tmp_path / FILE, PLANTS[name]
    file.parent.mkdir()
    shutil.copytree(ENGLISH / "practices", tmp_path / "practices")
    text = (ENGLISH / FILE).read_text("utf-8")
    assert plant.old in text
    times = -1 if name in EVERYWHERE else 1
    file.write_text(text.replace(plant.old, plant.new, times), "utf-8")
    told = [each for each in check(tmp_path) if plant.reason in each.reason]
    assert told
    assert {each.file for each in told} == {file}
    assert all(each.line for each in told)


def test_a_scene_without_a_place_and_one_with_two_ends_are_told() -> None:
    whole = ALL["praised"]
    none = msgspec.structs.replace(whole, nodes=())
    assert "practises fewer" in " ".join(reason for _, reason in of_scene(none))
    start, ends = whole.nodes[0], [n for n in whole.nodes if not n.turns][:1]
    turns = tuple(msgspec.structs.replace(turn, to=ends[0].id) for turn in start.turns)
    few = msgspec.structs.replace(
        whole, nodes=(msgspec.structs.replace(start, turns=turns), *ends)
    )
    assert "has fewer than 3 ends" in [reason for _, reason in of_scene(few)]
