"""The coil with its words: what was done at each step, as a picture and as a table."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from moorings.companion.stepping import Visits
from moorings.library.catalogue import gettext, ngettext
from moorings.library.roadmap import Stage, stages
from moorings.pictures.coil import Place, draw_coil
from moorings.pictures.drawing import Told
from moorings.pictures.rope import Tied
from moorings.web.rendering import short_day
from moorings.web.wording.ahead import mark_of


@dataclass(frozen=True, slots=True)
class Knot:
    """One step or skill of the list: where it is, what stands on it, its name."""

    path: str
    mark: str
    name: str
    done: bool


@dataclass(frozen=True, slots=True)
class Coil:
    """The picture, the sentence it also stands as, the lists under it and the table."""

    picture: Markup
    sentence: str
    steps: tuple[Knot, ...]
    skills: tuple[Knot, ...]
    table: tuple[tuple[str, ...], ...]


def coil_of(visited: Mapping[str, Visits]) -> Coil:
    """Put the roadmap and what was done on it together."""
    told = _sentence(visited)
    known = {
        kind: {name: each for name, each in stages().items() if each.kind == kind}
        for kind in ("step", "skill")
    }
    places = {
        kind: [_place(visited.get(name), stage) for name, stage in some.items()]
        for kind, some in known.items()
    }
    drawn = draw_coil(
        "coil",
        places["step"],
        places["skill"],
        _key(visited),
        Told(gettext("Ten steps and six skills"), told),
    )
    return Coil(
        Markup(drawn),  # noqa: S704 - every word in it was escaped
        told,
        _knots(known["step"], visited),
        _knots(known["skill"], visited),
        tuple(_row(stage, visited.get(name)) for name, stage in stages().items()),
    )


def _place(visits: Visits | None, stage: Stage) -> Place:
    turns = len(visits.returns) if visits else 0
    return Place(mark_of(stage.order), visits is not None, turns)


def _knots(
    some: Mapping[str, Stage], visited: Mapping[str, Visits]
) -> tuple[Knot, ...]:
    return tuple(
        Knot(f"/way/steps/{name}", mark_of(stage.order), stage.title, name in visited)
        for name, stage in some.items()
    )


def _key(visited: Mapping[str, Visits]) -> list[tuple[Tied, str]]:
    """Explain only what is drawn, and nothing where nothing is filled."""
    if not visited:
        return []
    key = [(Tied.FULL, gettext("something of yours is here"))]
    if visited.keys() < stages().keys():
        key.append((Tied.OPEN, gettext("open, if you like")))
    if any(each.returns for each in visited.values()):
        key.append((Tied.TURNED, gettext("a ring for each return, up to 3")))
    return key


def _sentence(visited: Mapping[str, Visits]) -> str:
    if not visited:
        return gettext(
            "Ten steps and six skills. Any order is good, and none comes first."
        )
    kinds = [stages()[name].kind for name in visited]
    told = gettext(
        "Something of yours is at %(steps)s of ten steps and %(skills)s of six skills."
    ) % {"steps": kinds.count("step"), "skills": kinds.count("skill")}
    back = len({day for each in visited.values() for day in each.returns})
    if not back:
        return told
    again = ngettext(
        "On %(count)s day you came back: after a while away, or after a slip.",
        "On %(count)s days you came back: after a while away, or after a slip.",
        back,
    ) % {"count": back}
    return f"{told} {again}"


def _row(stage: Stage, visits: Visits | None) -> tuple[str, ...]:
    name = f"{mark_of(stage.order)} · {stage.title}"
    if visits is None:
        return (name, "", "", "")
    days, back = str(len(visits.days)), str(len(visits.returns))
    return (name, days, short_day(visits.last), back)
