"""What a notebook should hold, in plain dictionaries: it knows no seal and no disk."""

from dataclasses import dataclass, field
from typing import NamedTuple

from moorings.companion.drafting import drafts
from moorings.companion.opened import Opened
from moorings.journey.page import Page
from moorings.journey.records import RecordId


class Version(NamedTuple):
    """What a page said once, and which version it was made from."""

    id: RecordId
    made_from: RecordId | None
    text: str


class Shown(NamedTuple):
    """What can be seen of a page: what it says, and what else it says beside that."""

    text: str
    others: tuple[str, ...]


class Seal(NamedTuple):
    """What opens a notebook."""

    passphrase: str
    code: str


class Unfinished(NamedTuple):
    """A page begun; `of` is the version that it would replace, if it is of one."""

    text: str
    of: RecordId | None = None


@dataclass
class Book:
    """All that a person would say stands in their notebook."""

    seal: Seal
    pages: dict[RecordId, list[Version]] = field(default_factory=dict)
    gone: set[RecordId] = field(default_factory=set)
    erased: set[RecordId] = field(default_factory=set)
    drafts: dict[RecordId, Unfinished] = field(default_factory=dict)
    boxed: dict[RecordId, str] = field(default_factory=dict)

    def standing(self) -> list[RecordId]:
        """Give the pages that were not taken back."""
        return [page for page in self.pages if page not in self.gone]

    def write(self, page: RecordId, text: str) -> None:
        """Let a page begin, and its draft end."""
        self.pages[page] = [Version(page, None, text)]
        self.drafts.pop(page, None)

    def edit(self, version: RecordId, of: RecordId, text: str) -> None:
        """Let a page have a further version."""
        page = next(p for p, known in self.pages.items() if of in ids(known))
        self.pages[page].append(Version(version, of, text))
        self.drafts.pop(version, None)

    def erase(self, page: RecordId) -> None:
        """Let a page go with all its versions, and what was begun of it."""
        known = ids(self.pages.pop(page))
        self.erased |= known
        self.gone.discard(page)
        self.drafts = {
            draft: begun
            for draft, begun in self.drafts.items()
            if begun.of not in known
        }

    def unbox(self) -> None:
        """Let what was noted while it was locked be pages."""
        for page, text in self.boxed.items():
            self.write(page, text)
        self.boxed.clear()

    def shown(self) -> dict[str, object]:
        """Say what can be seen of it."""
        return {
            "pages": {page: shown(self.pages[page]) for page in self.standing()},
            "gone": self.gone,
            "erased": self.erased,
            "drafts": {draft: begun.text for draft, begun in self.drafts.items()},
        }


def ids(versions: list[Version]) -> set[RecordId]:
    return {version.id for version in versions}


def shown(versions: list[Version]) -> Shown:
    """Show the newest version that nothing was made from, and beside it the others."""
    used = {version.made_from for version in versions}
    newest, *others = [v.text for v in reversed(versions) if v.id not in used]
    return Shown(newest, tuple(others))


def seen_in(opened: Opened) -> dict[str, object]:
    """Say the same of a real notebook."""
    journey = opened.journey
    return {
        "pages": {page.id: shown_of(page) for page in journey.pages()},
        "gone": {page.id for page in journey.taken_back()},
        "erased": {*journey.erased},
        "drafts": {each.id: each.fields["text"] for each in drafts(opened)},
    }


def shown_of(page: Page) -> Shown:
    texts = [getattr(each, "text", "") for each in (page.newest, *page.others)]
    return Shown(texts[0], tuple(texts[1:]))
