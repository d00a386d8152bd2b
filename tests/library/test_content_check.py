"""Every kind of fault is planted in a copy, and found with its line and its reason."""

import re
import shutil
import textwrap
from pathlib import Path
from typing import NamedTuple

import pytest

from moorings.library.catalogue import CONTENT
from moorings.library.content_check import check

ENGLISH = CONTENT / "en"
ROOT = Path(__file__).parents[2]
#: What some of the others lead to.
BESIDE = (
    *(f"practices/{name}.toml" for name in ("orient-outward", "small-ask")),
    *("practices/five-minutes.toml", "roadmap/doses.toml"),
)


def copied(folder: Path, *files: str) -> Path:
    for name in (*BESIDE, *files):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ENGLISH / name, folder / name)
    return folder


@pytest.fixture
def few(tmp_path: Path) -> Path:
    return copied(tmp_path, BELLY, STAGE)


class Plant(NamedTuple):
    """A fault: what stands there, what instead, and what is said of it, on which line.

    `at` counts lines from where the new text begins, or is what stands on that line;
    nothing, where it is the whole file that is at fault.
    """

    file: str
    old: str | re.Pattern[str]
    new: str
    reason: str
    at: int | str | None = 0

    def put(self, file: Path) -> int:
        """Plant it; give the line it is on."""
        text = file.read_text("utf-8")
        old = self.old if isinstance(self.old, re.Pattern) else re.escape(self.old)
        found = re.search(old, text)
        assert found
        text = text[: found.start()] + self.new + text[found.end() :]
        file.write_text(text, "utf-8")
        if isinstance(self.at, int):
            return text[: found.start()].count("\n") + 1 + self.at
        lines = enumerate(text.splitlines(), 1)
        return next(n for n, line in lines if self.at in line) if self.at else 0


BELLY, ASK, WORD = (
    "practices/belly-breath.toml",
    "practices/small-ask.toml",
    "practices/one-true-word.toml",
)
LESSON, SHEET, HELP = (
    "lessons/naming-and-breath.toml",
    "worksheets/critic.toml",
    "worksheets/help-check.toml",
)
STAGE, WINS = "roadmap/naming.toml", "rooms/wins.toml"
WEEKS, HELPS = "rooms/programme.toml", "rooms/help-triggers.toml"
TITLE = 'title = "A breath into the belly"'
LONG_STEP = "One two three four five six seven, and eight nine ten, or ten and a half."
NEXT = re.compile('next = ".*"')
BOX = "practices/box.toml"
HARD = (
    "Physiological activation accompanying perceived relational abandonment frequently "
    "necessitates deliberate autonomous stabilisation before communicating additional "
    "interpersonal requirements to significant individuals in considerable difficulty "
    "concerning emotional regulation and interpersonal effectiveness generally."
)

PLANTS = {
    "cannot be read": Plant(BELLY, TITLE, 'title = "A breath', "cannot be read"),
    "ends too soon": Plant(BELLY, "out = 4", "out =", "cannot be read"),
    "unknown key": Plant(
        BELLY, "dose =", "doze =", "has no place in such a file: “doze”"
    ),
    "unknown key further in": Plant(BELLY, "plain =", "curt =", "“curt”"),
    "missing key": Plant(BELLY, 'rates = "strong"\n', "", "“rates” is missing", None),
    "missing key further in": Plant(
        BELLY, "in = 4\n", "", "“in” is missing", "[pattern]"
    ),
    "another type": Plant(BELLY, "minutes = 3", 'minutes = "3"', "Expected int"),
    "too many minutes": Plant(BELLY, "minutes = 3", "minutes = 300", "<= 120"),
    "unknown mark": Plant(BELLY, '"trial"', '"proven"', "evidence: cannot be this"),
    "unknown step": Plant(BELLY, '"regulation"', '"rest"', "of: cannot be this"),
    "no table": Plant(BELLY, "[pattern]", "[[pattern]]", "is no table of keys"),
    "shouted": Plant(BELLY, "is fine.", "is fine!", "exclamation mark"),
    "straight quotes": Plant(
        BELLY, "if you like. Let", "if you'd like. Let", "straight"
    ),
    "dash": Plant(BELLY, "One go may", "One go \N{EM DASH} may", "has a dash"),
    "reassures": Plant(BELLY, "One go may", "It will pass. One go may", "it reassures"),
    "commands": Plant(BELLY, "One go may", "You must try. One may", "it commands"),
    "promises": Plant(BELLY, "One go may", "It always works. It may", "it promises"),
    "judges": Plant(BELLY, "One go may", "He is toxic. It may", "it judges"),
    "cheers": Plant(BELLY, "One go may", "Well done. It may", "it cheers"),
    "claims": Plant(
        BELLY, "One go may", "It can heal. It may", "claims too much: heal"
    ),
    "hard to read": Plant(
        BELLY, "One go may help you or not.", HARD, "reads at grade", "why ="
    ),
    "one voice": Plant(
        BELLY,
        "[pattern]",
        '[say]\nwarm = "Well."\n\n[pattern]',
        "not said in both voices",
        "[say]",
    ),
    "voices alike": Plant(
        WINS,
        "You named it while it lasted.",
        "You found a name for it while it was going on.",
        "says the same in both voices",
        "[named]",
    ),
    "trial without people": Plant(
        BELLY, "12 trials, 785 people", "12 trials", "names a trial without", "Fincham"
    ),
    "no trials unsaid": Plant(
        WORD, "; no trials of one word alone", "", "“no trials”", "sources ="
    ),
    "no sources": Plant(
        HELP, re.compile(r"sources = .*"), "sources = []", "names nothing that"
    ),
    "too large a reason": Plant(
        BELLY, "a little less", "much less", "says too much", "why ="
    ),
    "no way out": Plant(
        BELLY, "Then let", "So let", "stop_if: does not say after “Then”"
    ),
    "fear unnamed": Plant(
        ASK, "Someone you are afraid of, or who", "Someone who", "being afraid"
    ),
    "unreal unnamed": Plant(WORD, "feel unreal or far", "feel far", "feel unreal"),
    "long step": Plant(WORD, "Then let it be.", LONG_STEP, "words, more than 14"),
    "two steps": Plant(
        WORD,
        re.compile(r"\[\[steps\]\]\ntext = .Then.*\nmore = .*"),
        "",
        "has 2 steps, where 3 to 7",
        "[[steps]]",
    ),
    "lost next": Plant(
        BELLY, '"orient-outward"', '"look-outward"', "“look-outward” is none"
    ),
    "circle": Plant(BOX, NEXT, 'next = "box"', "goes round in a circle"),
    "lost length": Plant(
        BELLY,
        "minutes = 3",
        'minutes = 3\nlength_of = "no"',
        "“no” is none",
        "length_of",
    ),
    "lost try": Plant(
        LESSON,
        'try = ["one-true-word"',
        'try = ["one-untrue-word"',
        "“one-untrue-word”",
    ),
    "lost lesson": Plant(
        LESSON, 'next = "soothe-or-ask"', 'next = "soothe"', "none of the lessons"
    ),
    "lessons in a circle": Plant(
        LESSON, NEXT, 'next = "naming-and-breath"', "goes round"
    ),
    "question twice": Plant(SHEET, 'id = "whose"', 'id = "says"', "a second time"),
    "no options": Plant(
        HELP,
        'kind = "choices"',
        'kind = "text"',
        "has options where none",
        "[[fields]]",
    ),
    "option twice": Plant(HELP, 'id = "past"', 'id = "circle"', "a second time"),
    "ends of a number": Plant(
        SHEET, 'kind = "line"', 'kind = "number"', "names both ends", -4
    ),
    "short stage": Plant(
        STAGE, "Those were short tasks, with faces and spiders.", "", "what: ", "what ="
    ),
    "lost start": Plant(
        STAGE, 'start = ["one-true-word"', 'start = ["a-word"', "“a-word” is none"
    ),
    "same place": Plant(
        STAGE, "order = 2", "order = 5", "stands in the place of “doses”"
    ),
    "no place": Plant(STAGE, "order = 2", "order = 20", "20 is no place"),
    "long win": Plant(
        WINS,
        "You waited %(minutes)s minutes.",
        "You let %(minutes)s long minutes go by before you did anything at all.",
        "has more than 12 words",
    ),
    "win counts": Plant(
        WINS, "You kept the return time.", "You kept it: %(minutes)s.", "says minutes"
    ),
    "lost win": Plant(WINS, "[let-in]", "[let-out]", "“let-out”"),
    "lost instead": Plant(
        WEEKS, 'instead = ["five-senses"', 'instead = ["no-sense"', "“no-sense” is none"
    ),
    "nothing instead": Plant(
        WEEKS,
        'safe_only = true\ninstead = ["five-senses", "brisk-move", "compassion-break"]',
        "",
        "needs other people",
        -5,
    ),
    "instead asks as well": Plant(
        WEEKS,
        'instead = ["five-senses"',
        'instead = ["small-ask"',
        "“small-ask” needs other",
    ),
    "twice a week": Plant(
        WEEKS,
        'practices = ["orient-outward"',
        'practices = ["long-exhale"',
        "names the same practice",
    ),
    "reason twice": Plant(HELPS, 'id = "past"', 'id = "cycles"', "a second time"),
}


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_fault_is_found_on_its_line(name: str, tmp_path: Path) -> None:
    plant = PLANTS[name]
    folder = copied(tmp_path, plant.file)
    before = {each.reason for each in check(folder)}  # much leads to what is not there
    line = plant.put(folder / plant.file)
    found = [each for each in check(folder) if each.reason not in before]
    told = {(each.file, each.line) for each in found if plant.reason in each.reason}
    assert told == {(folder / plant.file, line)}, found


def test_a_file_that_leads_to_another_that_cannot_be_read_leads_there_all_the_same(
    few: Path,
) -> None:
    (few / "practices" / "orient-outward.toml").write_bytes(b"title = \xff")
    found = check(few)
    assert not [each for each in found if "“orient-outward”" in each.reason]
    [told] = [each for each in found if each.file.name == "orient-outward.toml"]
    assert (told.line, told.reason) == (0, "is not written in UTF-8")


def test_a_file_that_cannot_be_opened_is_told(few: Path) -> None:
    (few / "practices" / "walk.toml").mkdir()
    [told] = [each for each in check(few) if each.file.name == "walk.toml"]
    assert told.reason == "cannot be opened (IsADirectory)"


@pytest.mark.parametrize("name", ["After Dark", "a--b", "after", "ü"])
def test_a_name_that_cannot_stand_in_an_address_is_told(few: Path, name: str) -> None:
    file = few / "practices" / f"{name}.toml"
    shutil.copy(few / BELLY, file)
    told = [each for each in check(few) if each.file == file]
    assert [each.reason for each in told] == [f"cannot be called “{name}”"]


def test_a_step_that_is_missing_and_one_too_many_are_told(few: Path) -> None:
    shutil.copy(few / STAGE, few / "roadmap" / "patience.toml")
    found = [(each.file.name, each.reason) for each in check(few)]
    assert ("roadmap", "the step or skill “repair” is missing") in found
    assert ("patience.toml", "“patience” is none of the steps and skills") in found


def test_several_faults_of_one_file_are_all_told_in_the_order_of_its_lines(
    few: Path,
) -> None:
    file = few / BELLY
    text = (
        file.read_text("utf-8")
        .replace("dose =", "doze =")
        .replace("is fine.", "is fine!")
    )
    file.write_text(text.replace("minutes = 3", "minutes = 0"), "utf-8")
    told = [each for each in check(few) if each.file == file]
    assert len(told) == 5, told
    assert [each.line for each in told] == sorted(each.line for each in told)
    assert str(told[-1]).startswith(f"{file}:{told[-1].line}: ")


def test_a_translation_is_held_to_its_keys_and_not_to_english(few: Path) -> None:
    text = (few / BELLY).read_text("utf-8")
    text = text.replace(TITLE, 'title = "Un souffle dans le ventre, calm down"')
    shutil.rmtree(few / "roadmap")
    for name in BESIDE[:3]:
        (few / name).unlink()
    (few / BELLY).write_text(text.replace("minutes = 3", 'minutes = "3"'), "utf-8")
    found = check(few, "fr")
    assert [(each.file.name, each.reason) for each in found] == [
        ("belly-breath.toml", "minutes: cannot be this: Expected int, got str")
    ]
    assert len([each for each in check(few) if each.file == few / BELLY]) > 1


def test_a_room_that_nobody_reads_is_told(few: Path) -> None:
    file = few / "rooms" / "cellar.toml"
    file.parent.mkdir()
    file.write_text('title = "Down there"\n', "utf-8")
    [told] = [each for each in check(few) if each.file == file]
    assert told.reason == "is read by no room"


def test_an_empty_folder_has_no_faults(tmp_path: Path) -> None:
    assert check(tmp_path) == ()


def test_the_shelf_has_no_faults() -> None:
    assert [str(fault) for fault in check(ENGLISH)] == []


def test_the_example_of_the_manual_has_no_faults(
    few: Path,
) -> None:
    told = (ROOT / "docs" / "how-to" / "add-a-practice.md").read_text("utf-8")
    example = told.partition("```toml\n")[2].partition("```")[0]
    file = few / "practices" / "example.toml"
    file.write_text(textwrap.dedent(example), "utf-8")
    assert not [each for each in check(few) if each.file == file]
