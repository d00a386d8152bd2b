"""Words of one's own: what was added to the vocabulary, and how naming went on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.opened import Opened, new_id
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
from moorings.errors import MooringsError
from moorings.insight.precision import Month as Precision
from moorings.journey.records import Part, RecordId
from moorings.library.catalogue import gettext
from moorings.web.forms import Form, form_of, record_in_path
from moorings.web.letters import LETTERS
from moorings.web.options import Option, options
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, month_words, render, sentence
from moorings.web.routing import page
from moorings.web.unfinished import unfinished, until_kept
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
    record: RecordId
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
    record: RecordId
    typed: str
    problem: str = ""


async def show(request: Request) -> Response:
    """Show the words, by what they name."""
    opened = unlocked(request)
    form = unfinished(request, opened)
    shown = _typed(opened, form) if form else _page(opened)
    return render(request, "way_words.html", shown)


async def add(request: Request) -> Response:
    """Add a word for good."""
    opened, form = unlocked(request), await form_of(request)
    part = _part(form)
    if part is None:
        raise HTTPException(400)
    try:
        form.fit(text=LETTERS.word)
        add_word(opened, part, form.line("text"))
    except MooringsError as error:
        shown = replace(_typed(opened, form), problem=sentence(error))
        return render(request, "way_words.html", shown, STATUS[error.kind])
    tell(request, gettext("Saved."))
    return go_to(HERE)


async def show_one(request: Request) -> Response:
    """Show one word."""
    opened = unlocked(request)
    shown = _one(own_word(opened, record_in_path(request)))
    if form := unfinished(request, opened):
        shown = replace(shown, record=form.record(), typed=form.line("text"))
    return render(request, "way_word.html", shown)


async def rename(request: Request) -> Response:
    """Say it in another way."""
    opened, record = unlocked(request), record_in_path(request)
    form = await form_of(request)
    text = form.line("text")
    try:
        form.fit(text=LETTERS.word)
        rename_word(opened, record, text)
    except MooringsError as error:
        shown = _one(own_word(opened, record))
        problem = sentence(error)
        shown = replace(shown, record=form.record(), typed=text, problem=problem)
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


def _part(form: Form) -> Part | None:
    asked = form.text("part")
    return next((each for each in _names() if each == asked), None)


def _typed(opened: Opened, form: Form) -> WordsPage:
    """Give the list with what was typed and chosen."""
    shown = _page(opened, _part(form) or "feeling")
    return replace(shown, record=form.record(), typed=form.line("text"))


def _page(opened: Opened, part: Part = "feeling") -> WordsPage:
    known, names = own_words(opened), _names()
    parts = ((name, known[each]) for each, name in names.items() if known[each])
    return WordsPage(
        tuple(parts),
        naming_by_month(opened)[-MONTHS_SHOWN:],
        precision_by_month(opened)[-MONTHS_SHOWN:],
        options({str(each): name for each, name in names.items()}, part),
        new_id(),
    )


def _one(found: OwnWord) -> WordPage:
    return WordPage(found, _names()[found.part], new_id(), found.text)


ROUTES = [
    *page(HERE, show, until_kept(add)),
    *page(HERE + "/{record}", show_one, until_kept(rename)),
    *page(HERE + "/{record}/take-back", submit=take_back),
    *page(HERE + "/{record}/bring-back", submit=undo),
]
