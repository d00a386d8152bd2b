"""Turning a page's data into a response."""

import sys
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from datetime import date, time
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
)
from jinja2.bccache import Bucket
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from moorings.errors import MooringsError
from moorings.library import catalogue
from moorings.web.assets import asset_url
from moorings.web.letters import LETTERS
from moorings.web.shell import Shell, public_shell, shell_of

TEMPLATES = Path(__file__).parent / "templates"


class _Compiled(FileSystemBytecodeCache):
    """Keeps compiled templates where Python keeps compiled modules.

    To compile those of one page takes longer than to start everything else.
    """

    def __init__(self) -> None:
        super().__init__(str(Path(cache_from_source(str(TEMPLATES / "_.py"))).parent))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it, unless nothing may be written there: then it is made again."""
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


class _Environment(Environment):
    """Gives every template the same names: at each import jinja looks for others."""

    def make_globals(
        self, d: MutableMapping[str, Any] | None
    ) -> MutableMapping[str, Any]:
        """Give the names of all templates."""
        return super().make_globals(d) if d else self.globals


def _environment() -> Environment:
    environment = _Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
        bytecode_cache=None if sys.dont_write_bytecode else _Compiled(),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        catalogue.gettext, catalogue.ngettext, newstyle=True
    )
    environment.globals["_"] = said
    environment.globals["voiced"] = catalogue.voiced
    environment.globals["asset"] = asset_url
    environment.globals["letters"] = LETTERS
    environment.filters |= {
        "day": day_words,
        "weekday": weekday,
        "short_day": short_day,
        "hour": hour_words,
        "month": month_words,
        "number": number_words,
        "sentence": sentence,
    }
    return environment


def said(sentence: str, **particulars: object) -> Markup:
    """Give a sentence for a page; what fills it in is escaped."""
    words = Markup(catalogue.gettext(sentence))  # noqa: S704 - our own words
    return words % particulars if particulars else words


def day_words(day: date) -> str:
    """Write a day out: Saturday 21 November 2026."""
    return str(format_date(day, "EEEE d MMMM y", locale=catalogue.locale()))


def weekday(day: date) -> str:
    """Name the day of the week."""
    return str(format_date(day, "EEEE", locale=catalogue.locale()))


def short_day(day: date) -> str:
    """Write a day briefly: 21 Nov 2026."""
    return str(format_date(day, "d MMM y", locale=catalogue.locale()))


def month_words(day: date) -> str:
    """Write a month out: November 2026."""
    return str(format_date(day, "LLLL y", locale=catalogue.locale()))


def hour_words(hour: time | None) -> str:
    """Write a time of day, or nothing where none is known."""
    return str(format_time(hour, "short", locale=catalogue.locale())) if hour else ""


def number_words(value: float, digits: int = 1) -> str:
    """Write a number with so many digits after the point."""
    shape = "0." + "0" * digits if digits else "0"
    words = str(format_decimal(value, shape, locale=catalogue.locale()))
    return words.replace("-", "\N{MINUS SIGN}")


def sentence(error: MooringsError) -> str:
    """Tell an error in the language of its reader."""
    return catalogue.gettext(error.sentence).format_map(error.particulars)


def render(
    request: Request,
    template: str,
    page: object,
    status: int = 200,
    *,
    calm: bool = False,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Fill a page template; it sees exactly two names, ``page`` and ``shell``."""
    body = _filled(template, page, shell_of(request, calm=calm))
    return HTMLResponse(body, status_code=status, headers=headers)


def render_public(request: Request, template: str, page: object) -> Response:
    """Fill a page that looks the same whether a notebook is open or not."""
    return HTMLResponse(_filled(template, page, public_shell(request)))


def _filled(template: str, page: object, shell: Shell) -> str:
    with catalogue.speaking(shell.language, shell.voice):
        found = ENVIRONMENT.get_template(f"pages/{template}")
        return found.render(page=page, shell=shell)


def go_to(path: str) -> Response:
    """After a form is kept, show a page that is safe to reload."""
    return RedirectResponse(path, status_code=303)


ENVIRONMENT = _environment()
