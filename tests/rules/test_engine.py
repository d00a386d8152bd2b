from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.library.rules import danger
from moorings.rules.engine import Engine, Match
from moorings.rules.folding import fold, places, tokens
from moorings.rules.program import prepared
from moorings.rules.sentence import Sentence
from moorings.rules.table import NotARuleError, Rule, Spelling, Table, Turn

SPELLING = Spelling(
    {"dont": "do not", "😂": "haha"}, {"n't": "not"}, ("and", "but"), ("the", "to")
)
LENGTH = 2_000
#: A sentence holds so many words; one token may be spelt out in a few more.
LONGEST, MOST_SLOTS = 240, 31


def engine(*say: str, **lists: tuple[str, ...]) -> Engine:
    table = Table((Rule("it", say, gives="mark"),), lists=lists, spelling=SPELLING)
    return Engine(prepared([table]))


def wide(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) for letter in text)


def said(made: Engine, text: str) -> list[str]:
    return [text[match.start : match.end] for match in made.matches(text)]


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(a|b", "not closed by )"),
        ("[a", "not closed by ]"),
        ("a)", "never opened"),
        ("a||b", "nothing between"),
        ("()", "nothing between"),
        ("ab*", "too short"),
        ("house~", "too short"),
        ("a*b", "no word"),
        ("..0 sea", "not from 1 to 12"),
        ("..99 sea", "not from 1 to 12"),
        ("@boats", "no list “boats”"),
        ("why ? not", "nothing can follow ?"),
        ("[sea] ..2", "needs no word"),
        ("^ $", "needs no word"),
    ],
)
def test_a_pattern_with_a_mistake_is_told_with_its_rule(
    pattern: str, reason: str
) -> None:
    with pytest.raises(NotARuleError) as raised:
        engine(pattern)
    assert reason in str(raised.value)
    assert "it: " in str(raised.value)


def test_a_list_that_holds_itself_is_a_mistake() -> None:
    with pytest.raises(NotARuleError, match="holds itself"):
        engine("@boats", boats=("a @ships",), ships=("a @boats",))


def test_ids_stand_once_and_turns_name_rules_that_are_there() -> None:
    rule = Rule("it", ("sea",))
    with pytest.raises(NotARuleError, match="called"):
        prepared([Table((rule, rule))])
    with pytest.raises(NotARuleError, match="no rule is called"):
        prepared([Table((rule,), (Turn("t", ("calm",), of=("land",)),))])


def test_two_languages_may_not_spell_a_word_out_in_two_ways() -> None:
    one = Table((), spelling=Spelling({"u": "you"}))
    other = Table((), spelling=Spelling({"u": "uno"}))
    with pytest.raises(NotARuleError, match="two ways"):
        prepared([one, other])


def test_a_match_gives_the_place_in_the_text_as_it_was_written() -> None:
    text = f"{wide('I')} {wide('don')}\u2019t \ufb01nd the séa\u200b."
    (match,) = engine("don't find the sea").matches(text)
    assert match == Match("it", 2, len(text) - 2, "mark", "")


def test_a_sentence_without_an_end_is_cut_and_everything_short_is_still_found() -> None:
    made = engine("red boat")
    assert len(said(made, "red boat " * 5_000)) > 4_950
    assert said(made, f"{'word ' * 119}red boat") == ["red boat"]


def test_the_names_of_rarer_words_change_nothing_about_what_is_found() -> None:
    pattern = "(the (cat|dog)|a very [very] old cat) ..2 (sat|lay)"
    plain = Table((Rule("it", (pattern,)),))
    knowing = Table(plain.rules, spelling=Spelling(common=("cat", "the", "a")))
    text = "the cat sat. a very old cat then lay. the very old dog sat. the dog it sat"
    assert said(Engine(prepared([plain])), text) == said(
        Engine(prepared([knowing])), text
    )
    assert len(said(Engine(prepared([plain])), text)) == 3


@pytest.mark.uncounted
@pytest.mark.parametrize(
    "part",
    [
        "i want to ",
        "i want to die ",
        "i want to die, he hits me. ",
        "s u i c i d e ",
        "\n",
        "\n ",
        "k!",
        "i'",
        "!?",
        "ab1",
        "a" * 60 + " ",
        "\u0301",
        "ﷺ",
        "die",
    ],
)
def test_hostile_text_of_any_length_is_work_in_proportion(
    part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, steps = danger(), Counter[str]()
    run = Sentence._run

    def counted(self: Sentence, number: int, places: int, *, back: bool = False) -> int:
        steps["parts"] += 1
        steps["bits"] = max(steps["bits"], places.bit_length())
        return run(self, number, places, back=back)

    def work(length: int) -> int:
        steps.clear()
        made.matches((part * (length // len(part) + 1))[:length])
        return steps["parts"]

    monkeypatch.setattr(Sentence, "_run", counted)
    # Were it the square, eight times the text would be sixty-four times the work.
    assert work(8 * LENGTH) <= 9 * work(LENGTH) + 100
    assert steps["bits"] <= LONGEST * MOST_SLOTS


@given(st.text())
def test_any_text_can_be_read_and_its_words_stand_where_they_are_said_to(
    text: str,
) -> None:
    found = list(places(text))
    assert len(found) == len(tokens(fold(text)))
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one[0] <= other[0] for one, other in pairwise(found))
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abdeiklmtw '!.,1@\n😂é", max_size=60))
def test_matches_of_one_rule_stand_in_order_and_never_over_another(text: str) -> None:
    made = engine("kill [me]", "die", "i want ..2 to", "bad*")
    ends = 0
    for match in made.matches(text):
        assert ends <= match.start < match.end <= len(text)
        ends = match.end
