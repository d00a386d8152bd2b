import importlib
import pkgutil
import re
from string import Formatter

import pytest

import moorings
from moorings.errors import MooringsError, reason_of


class ExampleError(MooringsError):
    sentence = "{count} things in {place} could not be found."


def test_an_error_tells_its_sentence_with_its_particulars() -> None:
    error = ExampleError(count=2, place="the drawer")
    assert str(error) == "2 things in the drawer could not be found."
    assert error.particulars == {"count": 2, "place": "the drawer"}


def test_a_particular_is_never_read_as_part_of_the_sentence() -> None:
    assert str(ExampleError(count="{place}", place="{0.__class__}")).startswith(
        "{place}"
    )


def test_the_system_s_own_error_is_named_in_a_word() -> None:
    assert reason_of(PermissionError("no")) == "Permission"
    assert reason_of(KeyboardInterrupt()) == "KeyboardInterrupt"


def every_error() -> list[type[MooringsError]]:
    for module in pkgutil.walk_packages(moorings.__path__, "moorings."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found, left = [], [MooringsError]
    while left:
        kinds = left.pop().__subclasses__()
        left += kinds
        found += [kind for kind in kinds if kind.__module__.startswith("moorings")]
    return found


@pytest.mark.parametrize("error", every_error(), ids=lambda error: error.__name__)
def test_every_error_has_a_sentence_a_person_can_read(
    error: type[MooringsError],
) -> None:
    if error.__subclasses__() and not error.sentence:
        return
    assert re.match(r"[A-Z“{]", error.sentence)
    assert re.search(r"[.}”]$", error.sentence)
    fields = [name for _, name, _, _ in Formatter().parse(error.sentence)]
    assert all(name is None or name.isidentifier() for name in fields)
    assert "{{" not in error.sentence
