"""What a browser was told to remember; it lies in a cookie that anybody can read."""

from collections.abc import Container
from dataclasses import asdict, dataclass
from urllib.parse import parse_qs, urlencode

from moorings.library.catalogue import SOURCE, VOICES, languages
from moorings.library.crisis import countries
from moorings.library.practices import practice_ids

#: What a tab, a history and a home screen show: none of them tells.
FACES = ("notebook", "lists", "recipes")
THEMES = ("system", "paper", "night")
CARD_LINES = 3
#: How a line of the card is told from the others.
FIGURES = tuple(str(number) for number in range(1, CARD_LINES + 1))


@dataclass(frozen=True, slots=True)
class Device:
    """What this browser was told to remember: readable by whoever holds it.

    `way` is the practice that Help now begins with every time; `card` the lines of the
    pocket card, and `figure` says which of them is somebody, or something, to call to
    mind. `more` are practices that are offered only once they were switched on.
    """

    language: str = SOURCE
    theme: str = "system"
    voice: str = VOICES[0]
    country: str = ""
    way: str = ""
    card: tuple[str, ...] = ()
    figure: str = ""
    face: str = FACES[0]
    more: tuple[str, ...] = ()

    @property
    def figure_line(self) -> str:
        """Give the line of the card that is to be called to mind, if there is one."""
        return dict(zip(FIGURES, self.card, strict=False)).get(self.figure, "")

    @classmethod
    def read(cls, written: str) -> "Device":
        """Read the device's choices; what is not known falls back."""
        told = parse_qs(written)

        def among(name: str, known: Container[str], otherwise: str) -> str:
            value = told.get(name, [otherwise])[0]
            return value if value in known else otherwise

        return cls(
            language=among("language", languages(), SOURCE),
            theme=among("theme", THEMES, "system"),
            voice=among("voice", VOICES, VOICES[0]),
            country=among("country", countries(), ""),
            way=among("way", practice_ids(), ""),
            card=tuple(told.get("card", ()))[:CARD_LINES],
            face=among("face", FACES, FACES[0]),
            figure=among("figure", FIGURES, ""),
            more=tuple(each for each in told.get("more", ()) if each in practice_ids()),
        )

    def write(self) -> str:
        """Write the choices as they lie in the cookie."""
        return urlencode(asdict(self), doseq=True)
