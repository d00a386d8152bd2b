"""Words of one's own: what was added to the vocabulary, and how naming went on."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.errors import EmptyPageError
from moorings.companion.opened import Opened
from moorings.companion.wording import (
    Month,
    OwnWord,
    add_word,
    bring_word_back,
    naming_by_month,
    own_word,
    own_words,
    precision_by_month,
    rename_word,
    take_word_back,
)
from moorings.insight.precision import Month as Precision
from moorings.journey.records import Part
from moorings.library.catalogue import gettext
from moorings.web.forms import form_of, record_in_path
from moorings.web.options import Option, options
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, month_words, render, sentence
from moorings.web.routing import page
from moorings.web.visitor import tell, unlocked

HERE = "/way/words"
MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class WordsPage:
    """Everything the list shows."""

    parts: tuple[tuple[str, tuple[OwnWord, ...]], ...]
    months: tuple[Month, ...]
    precision: tuple[Precision, ...]
    choices: tuple[Option, ...]
    typed: str = ""
    problem: str = ""

    @property
    def ends(self) -> tuple[Precision, ...]:
        """Give the first and the last of these months, where there are two."""
        return (self.precision[0], self.precision[-1]) if self.precision else ()

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Give the table of broad and finer words, the latest month first."""
        return tuple(
            (
                month_words(each.first),
                str(each.moments),
                str(each.words),
                str(each.broad),
                str(each.finer),
            )
            for each in reversed(self.precision)
        )


@dataclass(frozen=True, slots=True)
class WordPage:
    """One word, and what can be done with it."""

    word: OwnWord
    part: str
    typed: str
    problem: str = ""


async def show(request: Request) -> Response:
    """Show the words, by what they name."""
    return render(request, "way_words.html", _page(unlocked(request)))


async def add(request: Request) -> Response:
    """Add a word for good."""
    opened, form = unlocked(request), await form_of(request)
    asked, text = form.text("part"), form.line("text")
    part = next((each for each in _names() if each == asked), None)
    if part is None:
        raise HTTPException(400)
    try:
        add_word(opened, part, text)
    except EmptyPageError as error:
        shown = _page(opened, part, text, sentence(error))
        return render(request, "way_words.html", shown, STATUS[error.kind])
    tell(request, gettext("Saved."))
    return go_to(HERE)


async def show_one(request: Request) -> Response:
    """Show one word."""
    found = own_word(unlocked(request), record_in_path(request))
    return render(request, "way_word.html", _one(found, found.text))


async def rename(request: Request) -> Response:
    """Say it in another way."""
    opened, record = unlocked(request), record_in_path(request)
    text = (await form_of(request)).line("text")
    try:
        rename_word(opened, record, text)
    except EmptyPageError as error:
        shown = _one(own_word(opened, record), text, sentence(error))
        return render(request, "way_word.html", shown, STATUS[error.kind])
    tell(request, gettext("Saved."))
    return go_to(HERE)


async def take_back(request: Request) -> Response:
    """Take a word off the list."""
    opened, record = unlocked(request), record_in_path(request)
    take_word_back(opened, record)
    tell(request, gettext("Taken back."), undo=f"{HERE}/{record}/bring-back")
    return go_to(HERE)


async def undo(request: Request) -> Response:
    """Put a word back on the list."""
    bring_word_back(unlocked(request), record_in_path(request))
    tell(request, gettext("It is back."))
    return go_to(HERE)


def _names() -> Mapping[Part, str]:
    return {
        "feeling": gettext("A feeling"),
        "body": gettext("In the body"),
        "belief": gettext("A belief"),
        "fear": gettext("A fear"),
        "urge": gettext("An urge"),
        "trigger": gettext("What it began with"),
    }


def _page(
    opened: Opened, part: Part = "feeling", typed: str = "", problem: str = ""
) -> WordsPage:
    known, names = own_words(opened), _names()
    parts = ((name, known[each]) for each, name in names.items() if known[each])
    return WordsPage(
        tuple(parts),
        naming_by_month(opened)[-MONTHS_SHOWN:],
        precision_by_month(opened)[-MONTHS_SHOWN:],
        options({str(each): name for each, name in names.items()}, part),
        typed,
        problem,
    )


def _one(found: OwnWord, typed: str, problem: str = "") -> WordPage:
    return WordPage(found, _names()[found.part], typed, problem)


ROUTES = [
    *page(HERE, show, add),
    *page(HERE + "/{record}", show_one, rename),
    *page(HERE + "/{record}/take-back", submit=take_back),
    *page(HERE + "/{record}/bring-back", submit=undo),
]
