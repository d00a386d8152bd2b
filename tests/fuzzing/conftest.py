"""The browser before the program, as the tests of the web have it."""

from tests.web.conftest import app, browser, house, new_browser, notebook

__all__ = ["app", "browser", "house", "new_browser", "notebook"]
