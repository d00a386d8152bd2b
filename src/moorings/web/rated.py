"""How it was before and afterwards, as a form says it."""

from dataclasses import dataclass

from moorings.companion.practising import Practised
from moorings.journey.records import PracticeTime, RecordId
from moorings.journey.records.rating import STRONGEST
from moorings.library.catalogue import gettext, ngettext
from moorings.web.forms import Form
from moorings.web.options import Option, options
from moorings.web.rendering import short_day

_SCALE = {str(number): str(number) for number in range(STRONGEST + 1)}


@dataclass(frozen=True, slots=True)
class Rated:
    """What was chosen on both scales, from 0 to 10; either may be empty."""

    before: str = ""
    after: str = ""

    @classmethod
    def of(cls, form: Form) -> "Rated":
        """Read both from a form; what is on no scale of ours counts as empty."""
        told = (form.line(name) for name in ("before", "after"))
        return cls(*(each if each in _SCALE else "" for each in told))

    @property
    def empty(self) -> bool:
        """Say whether nothing was chosen."""
        return not (self.before or self.after)

    @property
    def scales(self) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
        """Give both scales with what was chosen on them."""
        return options(_SCALE, self.before), options(_SCALE, self.after)

    def practised(
        self,
        *,
        minutes: int | None = None,
        about: RecordId | None = None,
        stopped: bool = False,
        skipped: tuple[int, ...] = (),
        line: str = "",
    ) -> Practised:
        """Say it as one time of practice."""
        return Practised(
            minutes=minutes,
            before=int(self.before) if self.before else None,
            after=int(self.after) if self.after else None,
            skipped=skipped,
            about=about,
            stopped=stopped,
            line=line,
        )


def time_words(time: PracticeTime) -> str:
    """Tell one time of practice in a line: its day, its length, and both ratings."""
    told = [short_day(time.when.date)]
    if time.minutes:
        minutes = ngettext("%(count)s minute", "%(count)s minutes", time.minutes)
        told.append(minutes % {"count": time.minutes})
    if time.before is not None and time.after is not None:
        told.append(f"{time.before}\N{RIGHTWARDS ARROW}{time.after}")
    if time.stopped:
        told.append(gettext("stopped early"))
    return " · ".join(told)
