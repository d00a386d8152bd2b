"""Every sentence of the product in the language a person reads.

English is the source and stands in templates, content and error classes; another
language is one `messages.po` in its folder under `content/`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

import msgspec
from babel import Locale

SOURCE = "en"
CONTENT = Path(__file__).parent.parent / "content"
#: What date and number formats follow where a language leaves the region open.
FORMATS = {"en": "en_GB"}

#: A kind, unhurried friend; or an engineer's calm.
VOICES = ("warm", "plain")

_language: ContextVar[str] = ContextVar("language", default=SOURCE)
_voice: ContextVar[str] = ContextVar("voice", default=VOICES[0])


class Voiced(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing said in both voices."""

    warm: str
    plain: str

    def __str__(self) -> str:
        """Say it in the voice chosen just now."""
        return voiced(self.warm, self.plain)


@cache
def languages() -> tuple[str, ...]:
    """Give the languages that can be chosen, the source first."""
    others = (path.parent.name for path in CONTENT.glob("*/messages.po"))
    return (SOURCE, *sorted(name for name in others if name != SOURCE))


@contextmanager
def speaking(language: str, voice: str = VOICES[0]) -> Iterator[None]:
    """Speak a language in a voice until the block ends; unknown ones fall back."""
    token = _language.set(language if language in languages() else SOURCE)
    tone = _voice.set(voice if voice in VOICES else VOICES[0])
    try:
        yield
    finally:
        _voice.reset(tone)
        _language.reset(token)


def voiced(warm: str, plain: str) -> str:
    """Choose what the voice of this moment says."""
    return plain if _voice.get() == "plain" else warm


def language() -> str:
    """Give the language spoken just now."""
    return _language.get()


def locale() -> Locale:
    """Give the formats that belong to the language spoken just now."""
    spoken = language()
    return _locale(FORMATS.get(spoken, spoken))


def direction() -> str:
    """Say which way the language runs: ltr or rtl."""
    return str(locale().text_direction)


def gettext(message: str) -> str:
    """Give a sentence in the language spoken just now."""
    return _translations(language()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Give a sentence that counts something."""
    return _translations(language()).ngettext(one, many, count)


@cache
def _locale(name: str) -> Locale:
    return Locale.parse(name)


@cache
def _translations(name: str) -> NullTranslations:
    path = CONTENT / name / "messages.po"
    if not path.is_file():
        return NullTranslations()
    # The source language needs neither, and they take their time to load.
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=name))
    compiled.seek(0)
    return GNUTranslations(compiled)
