"""A vault opens without Moorings, and says there what it says here."""

import ast
import base64
import json
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from moorings.companion.backing_up import back_up
from moorings.companion.boxing import box_draft, box_record
from moorings.companion.drafting import draft_message, drafts, save_draft
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Condition, Opened, new_id
from moorings.companion.securing import change_passphrase, renew_recovery_code
from moorings.companion.taking_back import erase
from moorings.companion.writing import Written, write_entry
from moorings.journey.codec import encode
from moorings.journey.draft import Draft
from moorings.journey.records import BlobId, Entry, Picture, RawNote, When
from moorings.storage.sqlite import FILE_NAME
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.header import with_passkey
from tests.conftest import SetClock
from tools.decryptor import decryptor
from tools.decryptor.decryptor import RefusedError, read

SCRIPT = Path(decryptor.__file__)
GOLDEN = Path(__file__).parents[1] / "golden" / "vaults" / "v1"
FIRST, LATER = "six words make a passphrase", "six other words make another"
PICTURE = b"\x89PNG" + bytes(range(256)) * 3
WHEN, AT = When(date(2026, 3, 1)), datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Lived:
    """A vault in which much happened, and what the program says of it."""

    folder: Path
    backup: Path
    code: str
    says: dict[str, Any]


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harbour]:
    """Vaults that are truly stretched, as little as the bounds allow."""
    place = tmp_path_factory.mktemp("decryptor") / "data"
    harbour = Harbour(place, SetClock(), stretching=cheapest_stretching)
    yield harbour
    harbour.lock_all()


@pytest.fixture(scope="module")
def lived(harbour: Harbour) -> Lived:
    """Give one with pictures, drafts, erased pages, several epochs and a passkey."""
    opened = harbour.make(FIRST).opened
    gone, blob = new_id(), new_id()
    write_entry(opened, gone, Written("a night of which nothing stays", WHEN))
    for number in range(5):
        words = (
            f"Evening {number}: \u201cgo on\u201d \U0001f319 " + "long " * 80 * number
        )
        write_entry(opened, new_id(), Written(words, WHEN, ("Zo\u00eb",)))
    change_passphrase(opened, FIRST, cheapest_stretching())
    change_passphrase(opened, LATER, cheapest_stretching())
    keep_picture(opened, blob)
    erase(opened, gone)
    code = renew_recovery_code(opened, LATER, cheapest_stretching())
    write_entry(opened, new_id(), Written("under the fourth epoch", WHEN))
    save_draft(opened, new_id(), "entry", {"text": "half a sen"})
    opened.put_header(with_passkey(opened.unlocked, b"a name", bytes(16), bytes(32)))
    says: dict[str, Any] = {
        "records": [json.loads(encode(each)) for each in opened.journey.records()],
        "drafts": {d.id: json.loads(draft_message(d)) for d in drafts(opened)},
        "blobs": {blob: base64.b64encode(PICTURE).decode()},
        "damaged": [],
    }
    folder = harbour.folder / opened.owner.hex()
    harbour.lock_all()
    says["inbox"] = box_two(harbour, folder.name)
    backup = harbour.folder.parent / "copy.moorings"
    with harbour.looking(folder.name, LATER) as looking:
        back_up(folder, looking, backup)
    return Lived(folder, backup, code, says)


def keep_picture(opened: Opened, blob: str) -> None:
    item = bytes.fromhex(blob)
    body = opened.unlocked.keyring.seal_item(b"blobs", item, PICTURE)
    entry = Entry(
        id=new_id(),
        written_at=AT,
        when=WHEN,
        text="with a picture",
        pictures=(Picture(BlobId(blob), "image/png"),),
    )
    opened.keep(entry, also=lambda writing: writing.put("blobs", item, body))


def box_two(harbour: Harbour, vault: str) -> dict[str, Any]:
    note = RawNote(id=new_id(), written_at=AT, when=WHEN, raw=b"in the tunnel")
    begun = Draft(new_id(), "entry", {"text": "on the stairs"}, AT)
    box_record(harbour, vault, note)
    box_draft(harbour, vault, begun)
    return {
        note.id: json.loads(encode(note)),
        begun.id: json.loads(draft_message(begun)),
    }


def golden(tmp_path: Path) -> tuple[Path, dict[str, str], dict[str, Any]]:
    told = tomllib.loads((GOLDEN / "opens-with.toml").read_text("utf-8"))
    folder = tmp_path / told["vault"]
    shutil.copytree(GOLDEN / told["vault"], folder)
    return folder, told, json.loads((GOLDEN / "holds.json").read_text("utf-8"))


# --- what it opens ----------------------------------------------------------------


@pytest.mark.parametrize("code", [False, True], ids=["passphrase", "code"])
def test_the_vault_of_the_first_form_opens(
    tmp_path: Path,
    *,
    code: bool,
) -> None:
    folder, told, holds = golden(tmp_path)
    secret = told["recovery_code"] if code else told["passphrase"]
    found = read(folder, secret, code=code)
    assert found["damaged"] == []
    assert found["records"] == holds["records"]
    assert list(found["inbox"].values()) == [holds["boxed"]]
    assert [d["draft"] for d in found["drafts"].values()] == holds["drafts"]
    pictures = {i: base64.b64decode(b).hex() for i, b in found["blobs"].items()}
    assert pictures == holds["blobs"]


def test_a_vault_says_what_the_program_says(lived: Lived) -> None:
    assert read(lived.folder, LATER) == lived.says
    assert read(lived.folder, lived.code.lower(), code=True) == lived.says
    assert len(lived.says["records"]) > 8
    assert json.loads(header_of(lived.folder))["format"] == 2


def test_a_backup_says_what_its_vault_says(lived: Lived) -> None:
    assert read(lived.backup, f"  {LATER} ") == lived.says
    assert read(lived.backup, lived.code, code=True) == lived.says


def test_a_vault_in_use_is_read_with_its_log_and_nothing_is_written(
    lived: Lived, tmp_path: Path
) -> None:
    folder = tmp_path / "vaults" / lived.folder.name
    shutil.copytree(lived.folder, folder)
    other = Harbour(tmp_path, SetClock(), stretching=cheapest_stretching)
    opened = other.find(other.unlock(folder.name, LATER))
    write_entry(opened, new_id(), Written("not in the main file yet", WHEN))
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert (folder / f"{FILE_NAME}-wal").stat().st_size
    found = read(folder, LATER)
    assert found["records"][-1]["text"] == "not in the main file yet"
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    other.lock_all()


# --- what it refuses --------------------------------------------------------------


@pytest.mark.parametrize("typed", [FIRST, LATER.title(), "", "\udcff"])
def test_another_passphrase_opens_nothing(lived: Lived, typed: str) -> None:
    with pytest.raises(RefusedError, match="that is not the passphrase"):
        read(lived.folder, typed)


@pytest.mark.parametrize("typed", ["", LATER, "0" * 26, "U" * 26, "0" * 27])
def test_another_code_opens_nothing(lived: Lived, typed: str) -> None:
    with pytest.raises(RefusedError, match="that is not the recovery code"):
        read(lived.folder, typed, code=True)


def test_what_is_no_vault_is_refused(lived: Lived, tmp_path: Path) -> None:
    content = lived.backup.read_bytes()
    (tmp_path / "cut").write_bytes(content[:-1])
    (tmp_path / "changed").write_bytes(b"SQLite format 4" + content[15:])
    (tmp_path / "text").write_text("no vault")
    (tmp_path / "folder").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / FILE_NAME).write_bytes(b"no database" * 500)
    for name in ("cut", "changed", "text", "folder", "other", "nowhere"):
        with pytest.raises(RefusedError):
            read(tmp_path / name, lived.code, code=True)


def test_a_passphrase_stretched_in_several_lanes_is_explained(lived: Lived) -> None:
    page = json.loads(header_of(lived.folder))
    page["passphrase"]["stretching"]["lanes"] = 4
    told = decryptor.Page(decryptor.canonical(page).encode())
    with pytest.raises(RefusedError, match="several lanes"):
        told.by_passphrase(LATER)


def header_of(folder: Path) -> bytes:
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        ((page,),) = database.execute("SELECT header FROM header")
    return bytes(page)


# --- what is damaged --------------------------------------------------------------

SPOILT = {
    "a body changed": "UPDATE records SET body = flip(body, 40) WHERE position = 3",
    "a body cut": "UPDATE records SET body = substr(body, 1, 40) WHERE position = 3",
    "a body emptied": "UPDATE records SET body = NULL WHERE position = 4",
    "a record taken out": "DELETE FROM records WHERE position = 5",
    "a link cut": "UPDATE records SET link = substr(link, 1, 67) WHERE position = 2",
    "a link changed": "UPDATE records SET link = flip(link, 67) WHERE position = 2",
    "an id changed": "UPDATE records SET id = flip(id, 0) WHERE position = 6",
    "an id cut": "UPDATE records SET id = x'00' WHERE position = 6",
    "a schema changed": "UPDATE records SET link = flip(link, 3) WHERE position = 2",
    "an epoch nobody knows": "UPDATE records SET link = flip(link, 0)",
    "a place before the first": "UPDATE records SET position = -1 WHERE position = 1",
    "two records swapped": "UPDATE records SET position = position + 90 WHERE position "
    "IN (3, 4); UPDATE records SET position = 97 - position WHERE position > 90",
    "the end cut off": "DELETE FROM records WHERE position = "
    "(SELECT max(position) FROM records)",
    "all taken out": "DELETE FROM records",
    "the head moved": "UPDATE header SET position = position + 1",
}


def flip(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def spoilt(lived: Lived, tmp_path: Path, statements: str) -> Path:
    folder = tmp_path / "vaults" / lived.folder.name
    shutil.copytree(lived.folder, folder)
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        names = database.execute("SELECT name FROM sqlite_schema WHERE type='trigger'")
        for (name,) in names.fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.create_function("flip", 2, flip)
        database.executescript(statements)
    return folder


def judged(damaged: list[str]) -> Condition:
    """Read from its sentences what the decryptor found wrong with the records."""

    def at(sentence: str) -> tuple[int, ...]:
        told = (re.fullmatch(rf"record \w+ at (-?\d+): {sentence}", d) for d in damaged)
        return tuple(int(each[1]) for each in told if each)

    return Condition(
        damaged=at("it does not open"),
        unlinked=at("it does not follow the one before"),
        unexplained=at("it is empty, and was not erased"),
        missing_end="the end of the vault is missing" in damaged,
    )


@pytest.mark.parametrize("statements", SPOILT.values(), ids=SPOILT)
def test_what_is_damaged_is_judged_as_the_program_judges_it(
    lived: Lived, tmp_path: Path, statements: str
) -> None:
    folder = spoilt(lived, tmp_path, statements)
    place = Harbour(tmp_path, SetClock(), stretching=cheapest_stretching)
    with place.looking(folder.name, LATER) as opened:
        condition = opened.condition
        says = [json.loads(encode(each)) for each in opened.journey.records()]
    found = read(folder, lived.code, code=True)
    assert judged(found["damaged"]) == condition != Condition()
    assert found["records"] == says
    assert {name: found[name] for name in ("drafts", "blobs", "inbox")} == {
        name: lived.says[name] for name in ("drafts", "blobs", "inbox")
    }


@pytest.mark.parametrize("table", ["drafts", "blobs", "inbox"])
def test_what_does_not_open_beside_the_records_is_named(
    lived: Lived, tmp_path: Path, table: str
) -> None:
    change = f"UPDATE {table} SET body = flip(body, 90)"  # noqa: S608 - one of three
    found = read(spoilt(lived, tmp_path, change), lived.code, code=True)
    assert found[table] == {}
    named = {f"{table} {item}: it does not open" for item in lived.says[table]}
    assert set(found["damaged"]) == named
    assert found["records"] == lived.says["records"]


def test_what_lies_ready_for_somebody_else_is_no_damaged_picture(
    lived: Lived, tmp_path: Path
) -> None:
    put = (
        "INSERT INTO blobs SELECT owner, zeroblob(16), "
        "CAST(x'0103' || randomblob(900) AS BLOB) FROM header"
    )
    assert read(spoilt(lived, tmp_path, put), lived.code, code=True) == lived.says


def test_flipped_bits_change_nothing_unseen_and_end_in_no_other_way(
    lived: Lived, tmp_path: Path
) -> None:
    chance = random.Random(9)  # noqa: S311 - repeatable on purpose
    folder = spoilt(lived, tmp_path, "")
    content = (folder / FILE_NAME).read_bytes()
    known = {name: {str(each) for each in things_in(lived.says, name)} for name in KEPT}
    refused = told = 0
    for _ in range(300):
        changed = bytearray(content)
        changed[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        (folder / FILE_NAME).write_bytes(changed)
        try:
            found = read(folder, lived.code, code=True)
        except RefusedError:
            refused += 1
            continue
        missing = False
        for name in KEPT:
            things = {str(each) for each in things_in(found, name)}
            assert things <= known[name]
            missing |= name != "inbox" and things != known[name]
        assert bool(found["damaged"]) or not missing
        told += bool(found["damaged"])
    assert refused
    assert told


KEPT = ("records", "drafts", "blobs", "inbox")


def things_in(found: dict[str, Any], name: str) -> list[Any]:
    things = found[name]
    return list(things.items()) if isinstance(things, dict) else list(things)


# --- on its own -------------------------------------------------------------------

#: Runs a script where nothing of ours, and no cryptography of ours, can be imported.
ALONE = """
import runpy, sys
for ours in ("moorings", "cryptography", "apsw", "msgspec"):
    sys.modules[ours] = None
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def alone(tmp_path: Path, secret: str, *arguments: str) -> tuple[int, str, str]:
    script = shutil.copy(SCRIPT, tmp_path / "script.py")
    done = subprocess.run(
        [sys.executable, "-I", "-c", ALONE, script, *arguments],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        encoding="utf-8",
        env={"PYTHONPATH": ""},
        input=f"{secret}\n",
        start_new_session=True,
    )
    return done.returncode, done.stdout, done.stderr


def test_it_runs_where_moorings_cannot_be_imported(
    lived: Lived, tmp_path: Path
) -> None:
    status, out, _ = alone(tmp_path, LATER, str(lived.folder))
    assert (status, json.loads(out)) == (0, lived.says)
    status, out, _ = alone(tmp_path, lived.code, str(lived.backup), "--code")
    assert (status, json.loads(out)) == (0, lived.says)


def test_it_says_how_it_ended(lived: Lived, tmp_path: Path) -> None:
    status, out, said = alone(tmp_path, FIRST, str(lived.folder))
    assert (status, out) == (1, "")
    assert said.endswith("Nothing was opened: that is not the passphrase.\n")
    folder = spoilt(lived, tmp_path, SPOILT["the end cut off"])
    status, out, said = alone(tmp_path, LATER, str(folder))
    assert status == 2
    assert json.loads(out)["records"] == lived.says["records"][:-1]
    assert said.endswith("\nthe end of the vault is missing\n")


def test_it_is_short_and_needs_one_package_alone() -> None:
    text = SCRIPT.read_text("utf-8")
    assert len(text.splitlines()) <= 300
    imported = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            imported |= {each.name.partition(".")[0] for each in node.names}
        if isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").partition(".")[0])
    assert imported - sys.stdlib_module_names == {"nacl"}
