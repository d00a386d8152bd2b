"""The inner figure: whether it rests, and what of it was written."""

import re

from moorings.companion.choosing import choose
from moorings.companion.errors import NothingThereError
from moorings.companion.guarding import standing
from moorings.companion.opened import Opened
from moorings.companion.practising import reasons, resting_worse
from moorings.companion.worksheets import erase_worksheet, one_worksheet, worksheet
from moorings.journey.records import RecordId, Worksheet
from moorings.safety.resting import rests

SHEET = "figure"
#: The practices behind its forms: the longer ones, and the twenty seconds.
LONG, SHORT = "inner-figure", "inner-figure-short"
#: The choice that says it was laid to rest after it turned frightening.
SETTING, RESTS, OPEN = "figure-rests", "yes", "no"


def figure(opened: Opened) -> Worksheet | None:
    """Give what stands of the figure, if anything was written."""
    return worksheet(opened, SHEET)


def erase_figure(opened: Opened, record: RecordId) -> None:
    """Destroy what was written of the figure, with all its versions."""
    kept = one_worksheet(opened, record)
    if kept.sheet != SHEET:
        raise NothingThereError
    erase_worksheet(opened, kept.id)


def figure_rests(opened: Opened) -> bool:
    """Say whether it rests just now, for any reason; why is told to nobody."""
    return was_laid_to_rest(opened) or _rests_besides(opened)


def may_be_opened(opened: Opened) -> bool:
    """Say whether it rests only because the person laid it to rest."""
    return was_laid_to_rest(opened) and not _rests_besides(opened)


def was_laid_to_rest(opened: Opened) -> bool:
    """Say whether the person let it rest, and did not open it again since."""
    return opened.journey.choices.get(SETTING, OPEN) == RESTS


def lay_to_rest(opened: Opened) -> None:
    """Let it rest until the person opens it again."""
    choose(opened, {SETTING: RESTS})


def open_again(opened: Opened) -> None:
    """Open it again."""
    choose(opened, {SETTING: OPEN})


def _rests_besides(opened: Opened) -> bool:
    worse = resting_worse(opened) & {LONG, SHORT}
    return bool(worse) or rests(["imagery"], reasons(opened)) or _is_flagged(opened)


def _is_flagged(opened: Opened) -> bool:
    """Say whether the figure bears the name of somebody for whom a flag stands."""
    kept, people = figure(opened), opened.journey.people()
    who = kept.answers.get("who", "").casefold() if kept else ""
    flagged = standing(opened).flagged
    # One letter alone would be found in nearly every description.
    names = [p.name.casefold() for p in people.values() if p.id in flagged]
    words = (re.escape(name) for name in names if len(name) > 1)
    return any(re.search(rf"(?<!\w){name}(?!\w)", who) for name in words)
