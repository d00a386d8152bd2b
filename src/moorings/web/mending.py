"""A thread of repair or of rebuilding: its row in a list, and its first form."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, get_args

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.drafting import IN_PLACE, save_draft
from moorings.companion.errors import EmptyPageError
from moorings.companion.mending import Happened, Thread
from moorings.companion.opened import Opened, new_id
from moorings.errors import MooringsError
from moorings.journey.records import (
    HurtBy,
    Mending,
    MendingEnding,
    MendingSort,
    RecordId,
)
from moorings.library.catalogue import gettext
from moorings.web.forms import Form
from moorings.web.letters import LETTERS
from moorings.web.listing import beginning
from moorings.web.options import Option, options
from moorings.web.promises import person_in
from moorings.web.rendering import go_to, sentence, short_day
from moorings.web.rooms import TOGETHER
from moorings.web.trying import UnclearFormError
from moorings.web.unfinished import typed_in_place
from moorings.web.visitor import tell
from moorings.web.whom import whom
from moorings.web.wording.mending import by_choices

#: Where the threads of each sort stand.
AT: Final[Mapping[MendingSort, str]] = {
    "repair": f"{TOGETHER}/repair",
    "rebuild": f"{TOGETHER}/rebuild",
}
BY: Final[Mapping[str, HurtBy]] = {each: each for each in get_args(HurtBy)}
ENDINGS: Final[Mapping[str, MendingEnding]] = {e: e for e in get_args(MendingEnding)}


@dataclass(frozen=True, slots=True)
class Row:
    """One thread in a list."""

    path: str
    text: str
    about: str
    state: str


@dataclass(frozen=True, slots=True)
class BeginForm:
    """The form in which one begins, or is told otherwise."""

    record: RecordId
    fields: Mapping[str, str]
    by: tuple[Option, ...]
    people: tuple[Option, ...]
    problems: Mapping[str, str]


def path_of(mending: Mending) -> str:
    """Say where a thread stands."""
    return f"{AT[mending.sort]}/{mending.id}"


def name_of(opened: Opened, mending: Mending) -> str:
    """Name whom it is about, where it is about anybody named."""
    known = opened.journey.people().get(mending.person) if mending.person else None
    return known.name if known else ""


def row_of(opened: Opened, thread: Thread) -> Row:
    """Show one thread in a list; only a repair is ever called complete there."""
    mending, state = thread.mending, ""
    since = gettext("since %(day)s") % {"day": short_day(mending.when.date)}
    about = " · ".join(filter(None, (since, name_of(opened, mending))))
    if thread.end:
        whole = (mending.sort, thread.end.how) == ("repair", "complete")
        state = gettext("complete") if whole else gettext("ended")
    return Row(path_of(mending), beginning(mending.text), about, state)


def laid_out(
    opened: Opened,
    sort: MendingSort,
    fields: Mapping[str, str],
    record: RecordId | None = None,
) -> BeginForm:
    """Lay the form out, with what was chosen and typed."""
    return BeginForm(
        record or new_id(),
        fields,
        options(by_choices(), fields.get("hurt_by", "")),
        whom(opened, sort, fields.get("person", "")),
        {},
    )


def typed_again(
    opened: Opened, sort: MendingSort, form: Form, error: MooringsError | None = None
) -> BeginForm:
    """Lay the form out as it was typed; whoever it named may be known by now."""
    fields, people = form.fields(), opened.journey.people()
    named = form.line("new_person").casefold()
    known = [p for p, each in people.items() if named and each.name.casefold() == named]
    if known:
        fields |= {"person": known[0], "new_person": ""}
    shown = laid_out(opened, sort, fields, form.record())
    if isinstance(error, UnclearFormError):
        return replace(shown, problems=error.problems)
    return replace(shown, problems={"": sentence(error)} if error else {})


def happened_in(form: Form, sort: MendingSort, opened: Opened) -> Happened:
    """Read the form. Raises `UnclearFormError`."""
    problems = form.too_long(text=LETTERS.happened, new_person=LETTERS.name)
    by = BY.get(form.text("hurt_by"))
    if not form.text("text").strip():
        problems["text"] = sentence(EmptyPageError())
    if by is None:
        problems["hurt_by"] = gettext("Choose the one that comes nearest.")
    if problems or by is None:
        raise UnclearFormError(problems)
    return Happened(sort, by, form.text("text"), person_in(form, opened))


def ended_meanwhile(
    request: Request, opened: Opened, form: Form, thread: Thread
) -> Response:
    """Lead to a thread that ended before a form of it came; what was typed waits."""
    if typed := typed_in_place(form):
        # Its own draft goes as soon as the form leads on.
        save_draft(opened, new_id(), IN_PLACE, typed)
    tell(
        request,
        gettext(
            "This ended meanwhile, or was taken back, so nothing was kept. What you "
            "typed waits under “Left unfinished”."
        ),
    )
    return go_to(path_of(thread.mending))
