"""The fixtures of the web door, for what its checklist asks of it."""

from tests.web.conftest import (
    app,
    browser,
    house,
    kept,
    new_browser,
    notebook,
    page,
    write,
)

__all__ = [
    "app",
    "browser",
    "house",
    "kept",
    "new_browser",
    "notebook",
    "page",
    "write",
]
