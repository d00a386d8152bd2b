"""The frame around every page: places, corners, the word after an act."""

from dataclasses import dataclass

from starlette.requests import Request

from moorings.library.catalogue import direction, gettext, language
from moorings.web.visitor import device, open_vault_of, take_notice

#: What a tab, a history and a home screen show: nothing that tells.
TITLE = "Notebook"


@dataclass(frozen=True, slots=True)
class Place:
    """One word of the navigation."""

    name: str
    path: str
    icon: str
    current: bool


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything the frame shows."""

    language: str
    direction: str
    theme: str
    open: bool
    trying: bool
    calm: bool
    places: tuple[Place, ...]
    notice: str | None = None
    undo: str | None = None
    title: str = TITLE


def shell_of(request: Request, *, calm: bool) -> Shell:
    """Build the frame for a request."""
    opened = open_vault_of(request)
    notice = take_notice(request)
    return Shell(
        language=language(),
        direction=direction(),
        theme=device(request).theme,
        open=opened is not None,
        trying=opened is not None and not opened.kept,
        calm=calm or opened is None,
        places=_places(request.url.path) if opened else (),
        notice=notice.words if notice else None,
        undo=notice.undo if notice else None,
    )


def _places(path: str) -> tuple[Place, ...]:
    return tuple(
        Place(name, start, icon, current=_stands_in(path, start))
        for name, start, icon in (
            (gettext("Today"), "/", "today"),
            (gettext("Write"), "/write", "write"),
            (gettext("People"), "/people", "people"),
        )
    )


def _stands_in(path: str, start: str) -> bool:
    return path == start or (start != "/" and path.startswith(f"{start}/"))
