"""The two forms of a try: what is said before it, and what is told afterwards."""

from collections.abc import Iterable, Mapping
from typing import get_args

from moorings.companion.climbing import After, Before
from moorings.companion.drafting import save_draft
from moorings.companion.ladders import Tried
from moorings.companion.opened import Opened
from moorings.errors import MooringsError
from moorings.journey.records import Borne, Happened, RecordId
from moorings.library.catalogue import gettext
from moorings.web.forms import Form
from moorings.web.letters import LETTERS

#: What both forms ask, and of that what is written in words.
BEFORE = ("text", "likelihood", "know", "bad", "without", "minutes")
AFTER = ("text", "came", "surprise", "bore", "likelihood", "learned", "vary")
_WORDS = ("text", "know", "without", "learned", "vary")
HUNDRED, TEN, DAY = 100, 10, 1_440
#: A form whose words were lost their place is gone on with as a page of the diary.
_AS_PAGE = "entry"
_DIGITS = 4


class UnclearFormError(MooringsError):
    """A field that says nothing that can be kept; `problems` says which, and why."""

    sentence = "Something here could not be read. What you typed still stands."

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__()
        self.problems = problems


def before_in(form: Form) -> Before:
    """Read what is said before a try. Raises `UnclearFormError`."""
    typed = typed_in(form, BEFORE)
    fear, likelihood = typed["text"], number_in(typed["likelihood"], HUNDRED)
    problems = form.too_long(
        text=LETTERS.fear, know=LETTERS.detail, without=LETTERS.detail
    )
    if not fear:
        problems["text"] = gettext("Write what you fear, in a few words.")
    if likelihood is None:
        problems["likelihood"] = gettext("Choose how likely it seems.")
    minutes = number_in(typed["minutes"], DAY)
    if typed["minutes"] and minutes is None:
        problems["minutes"] = gettext(
            "That is no number of minutes up to a day. Write 10, or leave it empty."
        )
    if problems or likelihood is None:
        raise UnclearFormError(problems)
    return Before(
        fear,
        likelihood,
        know=typed["know"],
        bad=number_in(typed["bad"], TEN),
        without=typed["without"],
        minutes=minutes,
    )


def after_in(form: Form) -> After:
    """Read what is told after a try; every part of it may be left out.

    Raises `UnclearFormError`.
    """
    if problems := form.too_long(
        text=LETTERS.happened, learned=LETTERS.learned, vary=LETTERS.vary
    ):
        raise UnclearFormError(problems)
    typed = typed_in(form, AFTER)
    came: dict[str, Happened] = {each: each for each in get_args(Happened)}
    bore: dict[str, Borne] = {each: each for each in get_args(Borne)}
    return After(
        happened=typed["text"],
        came=came.get(typed["came"]),
        surprise=number_in(typed["surprise"], TEN),
        likelihood=number_in(typed["likelihood"], HUNDRED),
        bore=bore.get(typed["bore"], ""),
        learned=typed["learned"],
        vary=typed["vary"],
    )


def rated_in(form: Form) -> tuple[str, int]:
    """Read a rung, and how hard it looks. Raises `UnclearFormError`."""
    text, hard = form.text("text").strip(), number_in(form.text("hard"), HUNDRED)
    problems = form.too_long(text=LETTERS.rung)
    if not text:
        problems["text"] = gettext("Write the rung, in a few words.")
    if hard is None:
        problems["hard"] = gettext("Choose how hard it looks.")
    if problems or hard is None:
        raise UnclearFormError(problems)
    return text, hard


def typed_in(form: Form, fields: Iterable[str]) -> dict[str, str]:
    """Give what was typed into each of these fields."""
    return {name: form.text(name).strip() for name in fields}


def said_before(tried: Tried | None) -> dict[str, str]:
    """Give what stands in the form before a try; empty for a new one."""
    if tried is None or tried.forecast is None:
        return dict.fromkeys(BEFORE, "")
    attempt, feared = tried.attempt, tried.forecast
    return {
        "text": feared.text,
        "likelihood": str(feared.likelihood),
        "know": attempt.know,
        "bad": _written(attempt.bad),
        "without": attempt.without,
        "minutes": _written(attempt.minutes),
    }


def told_after(tried: Tried) -> dict[str, str]:
    """Give what stands in the form after a try."""
    came, told = tried.came or "", tried.outcome
    if told is None:
        return dict.fromkeys(AFTER, "") | {"came": came}
    return {
        "text": told.happened,
        "came": came,
        "surprise": _written(told.surprise),
        "bore": told.bore,
        "likelihood": _written(told.likelihood),
        "learned": told.learned,
        "vary": told.vary,
    }


def number_in(typed: str, top: int) -> int | None:
    """Read a whole number from 0 to `top`; anything else is none."""
    readable = typed.isascii() and typed.isdecimal() and len(typed) <= _DIGITS
    return int(typed) if readable and int(typed) <= top else None


def words_of(form: Form) -> str:
    """Give everything that was written in words, as one text."""
    return "\n\n".join(filter(None, (form.text(name).strip() for name in _WORDS)))


def put_aside(opened: Opened, record: RecordId, form: Form) -> None:
    """Keep words that have no place just now, as an unfinished page of the diary."""
    if words := words_of(form):
        save_draft(opened, record, _AS_PAGE, {"text": words})


def _written(number: int | None) -> str:
    return "" if number is None else str(number)
