import re

import msgspec
import pytest

from moorings.library.catalogue import CONTENT
from moorings.library.worksheets import Sheet, sheets

ALL = dict(sheets())
WHOLE = (CONTENT / "en" / "worksheets" / "help-check.toml").read_text("utf-8")


@pytest.fixture(params=ALL)
def sheet(request: pytest.FixtureRequest) -> Sheet:
    return ALL[str(request.param)]


def test_the_five_honest_questions_have_a_page_each() -> None:
    honest = {name for name in ALL if name.startswith("honest-")}
    assert honest == {
        f"honest-{each}"
        for each in ("distance", "closeness", "conflict", "known", "well")
    }
    for name in honest:
        asked = {question.id for question in ALL[name].fields}
        assert asked >= {"feel", "do", "body"}


def test_the_five_looks_back_have_a_page_each() -> None:
    assert len([name for name in ALL if name.startswith("looking-")]) == 5


def test_a_worksheet_has_few_questions_and_none_has_to_be_answered(
    sheet: Sheet,
) -> None:
    assert 1 <= len(sheet.fields) <= 12
    assert not any("must" in question.more for question in sheet.fields)


def test_every_page_of_questions_says_first_that_fear_comes_first(sheet: Sheet) -> None:
    assert re.search("afraid|fear", sheet.not_for)


def test_an_option_is_found_by_its_id_and_an_unknown_one_is_called_nothing() -> None:
    question = ALL["help-check"].question("reasons")
    assert question is not None
    assert question.option("unsure") == "hard to tell"
    assert question.option("gone") == ""
    assert ALL["help-check"].question("gone") is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('kind = "choices"', 'kind = "guess"'),
        ('id = "reasons"', 'id = "My Reasons"'),
        ('keeps = "', 'keeps = "never'),
        ("[closing]", "[ending]"),
        ('text = "hard to tell"', 'says = "hard to tell"'),
    ],
)
def test_a_file_that_lacks_something_or_has_too_much_is_refused(
    before: str, after: str
) -> None:
    assert before in WHOLE
    with pytest.raises(msgspec.ValidationError):
        msgspec.toml.decode(WHOLE.replace(before, after, 1).encode(), type=Sheet)
