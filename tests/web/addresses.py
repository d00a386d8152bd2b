"""Every address of the route table, filled with what stands there, and who may ask."""

from collections.abc import Mapping

from moorings.companion.opened import Opened
from moorings.web.app import all_routes
from moorings.web.visitor import House

#: The same for everybody on a device, whatever is open.
EVERYBODYS = {"/now", "/now/after", "/now/stopped", "/now/yours", "/now/{practice}"}
EVERYBODYS |= {"/crisis", "/away"}
EVERYBODYS |= {"/now/check", "/now/unsure", "/now/far", "/now/outward"}
EVERYBODYS |= {"/now/familiar", "/now/real", "/now/name", "/safety"}
EVERYBODYS |= {f"/now/choose{more}" for more in ("", "/wait", "/else", "/steady")}
EVERYBODYS |= {"/now/hold", "/now/hold/waiting", "/now/ask", "/now/let-in"}
EVERYBODYS |= {"/now/time-out", "/now/time-out/away", "/now/nothing"}
PUBLIC = EVERYBODYS | {"/unlock", "/unlock/passkey", "/recover"}
PUBLIC |= {"/now/shell.json", "/now/note", "/now/box", "/now/heard", "/worker.js"}
PUBLIC |= {"/now/name/said", "/now/own"}
PUBLIC |= {"/leave", "/lock", "/hide", "/settings", "/settings/device"}
PUBLIC |= {"/welcome/breath", "/welcome/look", "/open/{link}"}
PUBLIC |= {"/static/{digest}/{name}", "/crisis/country"}
PUBLIC |= {"/together/join", "/together/turn/{code}", "/together/turn/{code}/still"}
PROOF = {"/welcome/gift", "/welcome/copy"}
FILLED = {
    "{link}": "not-the-link",
    "{practice}": "belly-breath",
    "{digest}": "0123456789ab",
    "{name}": "app.css",
    "{passkey}": "ab" * 16,
    "{month}": "2026-03",
    "{day}": "2026-03-01",
    "{number}": "2",
    "{number:int}": "2",
    "{blob}": "ab" * 16,
    "{asked}": "ef" * 16,
    "{sheet}": "slip",
    "{lesson}": "how-long",
    "{stage}": "naming",
    "{source}": "lines",
    "{question}": "cost",
    "{scene}": "closeness",
    "{how}": "leave",
    "{step}": "own-part",
    "{code}": "abcd-efgh-jkmn-pqrs",
    "{copy}": "ab" * 8,
}
NOTHING = {"/": "cd" * 16, "{person}": "cd" * 16}


def table(*, method: str) -> list[str]:
    return sorted({r.path for r in all_routes() if method in (r.methods or ())})


def filled(path: str, kept: Mapping[str, str] = NOTHING) -> str:
    """Give an address of a route; what stands there is named by how it begins."""
    record = next(kept[begins] for begins in kept if path.startswith(begins))
    told = FILLED | {"{record}": record, "{person}": kept["{person}"]}
    for name, value in told.items():
        path = path.replace(name, value)
    assert "{" not in path
    return path


def state(house: House, opened: Opened) -> tuple[object, ...]:
    """Everything a form could change."""
    log, owner = opened.log, opened.owner
    shelves = (
        ()
        if opened.locked
        else tuple(
            sorted(log.shelf(owner, name)) for name in ("drafts", "blobs", "inbox")
        )
    )
    return (
        opened.locked,
        opened.mark,
        opened.locked or log.header(owner),
        shelves,
        house.link,
        house.harbour.vaults(),
        frozenset(house.proofs),
    )
