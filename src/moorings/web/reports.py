"""What could stand on a sheet for somebody who helps: each line to be ticked by itself.

Nothing of a flag or of what somebody did to the person is among them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final

from moorings.companion.believing import beliefs, ratings
from moorings.companion.clock import moment
from moorings.companion.errors import NothingThereError
from moorings.companion.guarding import standing
from moorings.companion.ladders import try_of
from moorings.companion.opened import Opened
from moorings.companion.practising import times
from moorings.companion.questionnaires import Brought, questionnaires
from moorings.companion.reviewing import same_words
from moorings.companion.together import age_of
from moorings.companion.worksheets import worksheets
from moorings.insight.episodes import episode
from moorings.insight.look_back import Fact, look_back
from moorings.insight.names import Names
from moorings.insight.recovery import settling
from moorings.insight.sittings import Sitting, sittings
from moorings.journey.activation import Activation
from moorings.journey.records import RecordId, RungOutcome, Statement
from moorings.journey.stretches import stretches
from moorings.library.catalogue import gettext, ngettext
from moorings.library.practices import practices
from moorings.library.worksheets import sheets
from moorings.web.listing import beginning
from moorings.web.rendering import short_day
from moorings.web.scores import scored
from moorings.web.wording.ended import ended_words
from moorings.web.wording.likeness import choices_words
from moorings.web.wording.recovery import group_words, told_sentence
from moorings.web.wording.report import SECTIONS, Section
from moorings.web.wording.step import trigger_words

SESSION: Final = "therapy-session"
#: So many moments of a period can be ticked, the latest of them.
MOMENTS: Final = 30
#: The questions of a page about a session, by the section their answers belong to.
_ASKED: Final[dict[str, Section]] = {
    "bring": "questions",
    "next": "questions",
    "hard": "unsaid",
    "stayed": "changed",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that may be ticked; `text` says that the person typed it."""

    id: str
    section: Section
    words: str


@dataclass(frozen=True, slots=True)
class Period:
    """The days a sheet is about, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Say whether a day is among them."""
        return self.first <= day <= self.last

    @property
    def words(self) -> str:
        """Say which days these are."""
        if self.first == self.last:
            return short_day(self.first)
        return f"{short_day(self.first)} \N{EN DASH} {short_day(self.last)}"


def lines_of(opened: Opened, period: Period, *, names: bool) -> tuple[Line, ...]:
    """Give everything of some days that may be ticked, section by section."""
    hide = str if names else unnamed(opened)
    moments = _moments(opened, period)
    found = (
        *_set_off(opened, moments, period),
        *_did(opened, moments, period),
        *_changed(opened, moments, period),
        *_from_sessions(opened, period),
    )
    told = (Line(each.id, each.section, hide(each.words)) for each in found)
    return tuple(sorted(told, key=lambda each: SECTIONS.index(each.section)))


def unnamed(opened: Opened) -> Callable[[str], str]:
    """Put the first letter of each name that is known in the place of the name."""
    people = opened.journey.people().values()
    return Names(each.name for each in people).shortened


def _moments(opened: Opened, period: Period) -> tuple[Activation, ...]:
    found = (a for a in opened.journey.activations() if period.holds(a.began.date))
    latest = sorted(found, key=lambda each: each.began.order, reverse=True)
    return tuple(latest[:MOMENTS])


def _set_off(
    opened: Opened, moments: Iterable[Activation], period: Period
) -> Iterator[Line]:
    found = look_back(moments, period.first, period.last, same_words(opened))
    if isinstance(found.triggers, tuple):
        for fact in found.triggers:
            yield Line(_fact_id("often", fact), "set-off", _often(opened, fact))
    for each in moments:
        about = trigger_words(opened, each.trigger) if each.trigger else ""
        noted = beginning(each.notes[0].text) if each.notes else ""
        words = about or noted
        if words:
            yield Line(f"moment-{each.id}", "set-off", _dated(each, words))
        if about and noted:
            yield Line(f"note-{each.id}", "set-off", _dated(each, f"“{noted}”"))


def _often(opened: Opened, fact: Fact) -> str:
    told = gettext("Most often: %(words)s (%(count)s of %(of)s hard moments)")
    words = ", ".join(trigger_words(opened, word) for _, word in fact.words)
    return told % {"words": words, "count": len(fact.moments), "of": fact.of}


def _fact_id(kind: str, fact: Fact) -> str:
    return "-".join((kind, *(word for _, word in fact.words)))


def _did(
    opened: Opened, moments: Iterable[Activation], period: Period
) -> Iterator[Line]:
    for each in moments:
        if each.responses:
            told = gettext("chose %(what)s; %(ended)s") % {
                "what": choices_words(tuple(e.chosen for e in each.responses)),
                "ended": ended_words(each),
            }
            yield Line(f"chose-{each.id}", "did", _dated(each, told, strength=False))
    yield from _practised(opened, moments, period)
    for said in opened.journey.standing(Statement):
        asked = said.request.strip() if said.said == "said" else ""
        if asked and period.holds(said.when.date):
            words = gettext("I asked: %(words)s") % {"words": asked}
            yield Line(f"asked-{said.id}", "did", words)


def _practised(
    opened: Opened, moments: Iterable[Activation], period: Period
) -> Iterator[Line]:
    here = (time.practice for time in times(opened) if period.holds(time.when.date))
    within = (each.practice for one in moments for each in stretches(one.ratings))
    done = Counter(name for name in chain(here, within) if name in practices())
    for practice, count in done.most_common():
        told = ngettext("%(name)s, %(count)s time", "%(name)s, %(count)s times", count)
        words = told % {"name": practices()[practice].title, "count": count}
        yield Line(f"practice-{practice}", "did", words)


def _changed(
    opened: Opened, moments: Iterable[Activation], period: Period
) -> Iterator[Line]:
    episodes = [e for moment in moments if (e := episode(moment))]
    if episodes:
        told = settling(episodes)
        words = gettext("Until calm comes back: %(told)s (%(group)s)") % {
            "told": told_sentence(told),
            "group": group_words(told),
        }
        yield Line("recovery", "changed", words)
    yield from _learned(opened, period)
    for held in beliefs(opened):
        rated = [e for e in ratings(opened, held.id) if period.holds(e.when.date)]
        if len(rated) > 1:
            ordered = sorted(rated, key=lambda each: each.when.order)
            words = gettext(
                "“%(belief)s” felt true: %(first)s of 100 at first, %(last)s at last, "
                "%(count)s ratings"
            ) % {
                "belief": held.words,
                "first": ordered[0].strength,
                "last": ordered[-1].strength,
                "count": len(ordered),
            }
            yield Line(f"belief-{held.id}", "changed", words)
    yield from _measured(opened, period)


def _learned(opened: Opened, period: Period) -> Iterator[Line]:
    """Tell what was learned by trying, but for what lets somebody in who is flagged."""
    flagged = standing(opened).flagged
    for outcome in opened.journey.standing(RungOutcome):
        words = outcome.learned.strip()
        if not words or not period.holds(outcome.when.date):
            continue
        with suppress(NothingThereError):
            ladder, _, _ = try_of(opened, outcome.of)
            if ladder.ladder.person not in flagged - {None}:
                told = gettext("Learned by trying: %(words)s") % {"words": words}
                yield Line(f"learned-{outcome.id}", "changed", told)


def _measured(opened: Opened, period: Period) -> Iterator[Line]:
    """Tell each sitting of the period with its error, once the person is an adult."""
    if age_of(opened) == "under 18":
        return
    brought: Mapping[RecordId | None, Brought]
    brought = {each.id: each for each in questionnaires(opened)}
    for sitting in sittings(opened.journey):
        told = sitting.administration
        day, known = moment(told.ended).date, brought.get(told.questionnaire)
        if known is None or not period.holds(day):
            continue
        words = gettext(
            "%(day)s: %(title)s, version %(version)s, %(answered)s of %(asked)s "
            "answered: %(scores)s"
        ) % {
            "day": short_day(day),
            "title": _about(opened, known.instrument.title, told.target),
            "version": sitting.key.version,
            "answered": len(told.responses),
            "asked": len(told.shown),
            "scores": "; ".join(_scores(sitting)),
        }
        yield Line(f"sitting-{told.id}", "changed", words)


def _about(opened: Opened, title: str, target: RecordId | None) -> str:
    known = opened.journey.people().get(target) if target else None
    return f"{title} ({known.name})" if known else title


def _scores(sitting: Sitting) -> Iterator[str]:
    told = tuple(scored(sitting))
    for each in told:
        span = f" ({each.span})" if each.span else ""
        yield f"{each.name} {each.value}{span}"
    if any(each.wide for each in told):
        yield gettext("± holds 95 of 100 such scores")


def _from_sessions(opened: Opened, period: Period) -> Iterator[Line]:
    asked = sheets()[SESSION]
    for sheet in worksheets(opened, SESSION):
        if not period.holds(sheet.when.date):
            continue
        for name, section in _ASKED.items():
            words = sheet.answers.get(name, "").strip()
            if words and asked.question(name):
                yield Line(f"session-{sheet.id}-{name}", section, words)


def _dated(moment: Activation, words: str, *, strength: bool = True) -> str:
    peak = max((rating.intensity for rating in moment.ratings), default=None)
    told = f"{short_day(moment.began.date)}: {words}"
    if peak is None or not strength:
        return told
    return f"{told} ({gettext('%(number)s of 10') % {'number': peak}})"
