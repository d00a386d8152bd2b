"""The frame around every page: places, corners, the word after an act."""

from dataclasses import dataclass

from starlette.requests import Request

from moorings.companion.opened import Opened
from moorings.library.catalogue import VOICES, direction, gettext, language
from moorings.library.crisis import Country, countries
from moorings.web.device import FACES
from moorings.web.ringing import Ringing, ringing_here
from moorings.web.visitor import device, house, open_vault_of, take_notice

#: What each face is called in a tab, a history and on a home screen, in any language
#: the same; nothing that tells.
TITLES = {"notebook": "Notebook", "lists": "Lists", "recipes": "Recipes"}


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
    voice: str = VOICES[0]
    public: bool = False
    pin: str = ""
    demo: bool = False
    notice: str | None = None
    undo: str | None = None
    face: str = FACES[0]
    country: str = ""
    begun: str = ""
    rings: Ringing | None = None

    @property
    def title(self) -> str:
        """Give what a tab and a history show."""
        return TITLES[self.face]

    @property
    def icon(self) -> str:
        """Give the beginning of the names of this face's pictures."""
        return "icon" if self.face == FACES[0] else f"icon-{self.face}"

    @property
    def manifest(self) -> str:
        """Give the name of what a home screen asks for."""
        own = "" if self.face == FACES[0] else f"-{self.face}"
        return f"manifest{own}.webmanifest"

    @property
    def called(self) -> tuple[Country, ...]:
        """Give whose emergency numbers come first: the chosen country's, or many."""
        known = countries()
        if self.country:
            return (known[self.country],)
        return tuple(each for each in known.values() if not each.part_of)


def public_shell(request: Request) -> Shell:
    """Build the frame of a page that is the same for everybody on this device.

    A service worker keeps such pages, so nothing of an open notebook may be in them.
    """
    here = device(request)
    return Shell(
        language=language(),
        direction=direction(),
        theme=here.theme,
        voice=here.voice,
        face=here.face,
        open=False,
        trying=False,
        calm=True,
        public=True,
        places=(),
        demo=house(request).demo,
        country=here.country,
    )


def shell_of(request: Request, *, calm: bool) -> Shell:
    """Build the frame for a request."""
    opened = open_vault_of(request)
    notice = take_notice(request)
    here = device(request)
    return Shell(
        language=language(),
        direction=direction(),
        theme=here.theme,
        voice=here.voice,
        face=here.face,
        pin=_pin(opened) if opened and opened.kept else "",
        open=opened is not None,
        trying=opened is not None and not opened.kept,
        calm=calm or opened is None,
        places=_places(request.url.path) if opened else (),
        demo=house(request).demo,
        notice=notice.words if notice else None,
        undo=notice.undo if notice else None,
        country=here.country,
        begun=getattr(request.state, "begun", ""),
        rings=ringing_here(opened) if opened else None,
    )


def _pin(opened: Opened) -> str:
    """Give what seals to this vault and opens nothing: its id and its public key."""
    header = opened.unlocked.header
    return f"{header.vault.hex()}.{header.box.hex()}"


def _places(path: str) -> tuple[Place, ...]:
    return tuple(
        Place(name, start, icon, current=_stands_in(path, start))
        for name, start, icon in (
            (gettext("Today"), "/", "today"),
            (gettext("Write"), "/write", "write"),
            (gettext("Practise"), "/practise", "practise"),
            (gettext("People"), "/people", "people"),
            (gettext("Way"), "/way", "way"),
        )
    )


def _stands_in(path: str, start: str) -> bool:
    return path == start or (start != "/" and path.startswith(f"{start}/"))
