"""The commands as real processes: exit 0, or 2 and one clear sentence."""

import json
import re
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import apsw
import pytest

from moorings import __version__
from moorings.cli import COMMANDS
from moorings.companion.harbour import Harbour
from moorings.companion.opened import new_id
from moorings.companion.taking_back import erase
from moorings.companion.writing import Written, write_entry
from moorings.errors import MooringsError
from moorings.journey.records import RecordId, When
from tests.cli.conftest import PASSPHRASE, Run

if TYPE_CHECKING:
    from tests.conftest import SetClock


def write(harbour: Harbour, *texts: str) -> list[RecordId]:
    [vault] = harbour.vaults()
    opened = harbour.find(harbour.unlock(vault, PASSPHRASE))
    ids = [new_id() for _ in texts]
    for record, text in zip(ids, texts, strict=True):
        write_entry(opened, record, Written(text, When(opened.now().date())))
    harbour.lock(opened)
    return ids


def sentence(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 2
    return done.stderr.strip().splitlines()[-1]


def told_once(done: subprocess.CompletedProcess[str]) -> str:
    assert len(done.stderr.strip().splitlines()) == 1
    return sentence(done)


# --- new ---------------------------------------------------


def test_new_makes_a_vault_and_prints_its_recovery_code_once(
    moorings: Run, data: Path
) -> None:
    said = moorings("new").stdout
    assert re.search(r"Recovery code \(shown only now\): [0-9A-Z-]{26,}\n", said)
    assert str(data) in said
    [vault] = (data / "vaults").iterdir()
    assert "Everything is as it was written." in moorings("verify").stdout
    for place in (data, data / "vaults", vault, *vault.iterdir()):
        expected = 0o700 if place.is_dir() else 0o600
        assert place.stat().st_mode & 0o777 == expected, place


@pytest.mark.uncounted
@pytest.mark.parametrize("weak", ["", "short", "aaaaaaaaaaaaaaaa", "1234567890"])
def test_a_weak_passphrase_makes_nothing(
    moorings: Run, secret: Path, data: Path, weak: str
) -> None:
    secret.write_text(weak)
    assert "could be guessed too easily" in told_once(moorings("new", status=2))
    assert not list(data.glob("vaults/*"))


@pytest.mark.usefixtures("vault")
def test_a_second_vault_needs_a_door_name_and_so_does_whoever_means_it(
    moorings: Run,
) -> None:
    assert "--door NAME" in told_once(moorings("new", status=2))
    moorings("new", "--door", "blue")
    assert "as it was written" in moorings("verify").stdout
    assert "as it was written" in moorings("verify", "--door", "Blue").stdout
    assert "--door NAME" in told_once(moorings("verify", "--door", "red", status=2))


@pytest.mark.parametrize("command", ["verify", "export", "import"])
def test_without_a_vault_the_sentence_says_how_to_make_one(
    moorings: Run, tmp_path: Path, command: str
) -> None:
    more = [] if command == "verify" else [str(tmp_path / "x.json")]
    said = told_once(moorings(command, *more, status=2))
    assert said == "There is no vault here yet. Make one first: moorings new"
    assert not (tmp_path / "x.json").exists()


# --- the passphrase ---------------------------------------------------


@pytest.mark.usefixtures("vault")
def test_a_wrong_passphrase_opens_nothing(moorings: Run, secret: Path) -> None:
    secret.write_text("a lamp beside the harbour")
    assert "does not open it" in told_once(moorings("verify", status=2))


def test_guessing_is_as_slow_on_the_command_line(moorings: Run, vault: Harbour) -> None:
    [name] = vault.vaults()
    clock = cast("SetClock", vault.clock)
    clock.set_to(datetime(2100, 1, 1, tzinfo=UTC))
    for _ in range(10):
        with pytest.raises(MooringsError, match="does not open it"):
            vault.unlock(name, "not the passphrase at all")
        clock.go_on(900)
    assert "locked for good" in told_once(moorings("verify", status=2))


@pytest.mark.usefixtures("vault")
def test_a_passphrase_file_that_cannot_be_read_is_told(
    moorings: Run, tmp_path: Path
) -> None:
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\xff")
    for file in ("nowhere", ".", "bytes"):
        env = {"MOORINGS_PASSPHRASE_FILE": str(tmp_path / file)}
        said = told_once(moorings("verify", env=env, status=2))
        assert said.startswith("MOORINGS_PASSPHRASE_FILE names a file")


@pytest.mark.usefixtures("vault")
def test_where_nobody_can_be_asked_the_sentence_says_what_to_do(
    moorings: Run, environment: dict[str, str]
) -> None:
    environment.pop("MOORINGS_PASSPHRASE_FILE")
    said = told_once(moorings("verify", status=2))
    assert "MOORINGS_PASSPHRASE_FILE" in said


# --- out and in again ---------------------------------------------------


def test_an_export_taken_into_a_fresh_vault_is_exported_equal(
    moorings: Run, vault: Harbour, tmp_path: Path, environment: dict[str, str]
) -> None:
    ids = write(vault, "first", "sécond, “quoted”", "to be erased")
    [name] = vault.vaults()
    opened = vault.find(vault.unlock(name, PASSPHRASE))
    erase(opened, ids[2])
    vault.lock(opened)
    said = moorings("export", tmp_path / "one.json").stdout
    assert "The file is not sealed" in said
    assert (tmp_path / "one.json").stat().st_mode & 0o777 == 0o600
    there = ("--data", str(tmp_path / "there"))
    moorings("new", *there)
    said = moorings("import", *there, tmp_path / "one.json").stdout
    assert "Records taken in: 3. Here already: 0." in said
    moorings("export", *there, tmp_path / "other.json")
    one, other = (
        json.loads((tmp_path / name).read_text("utf-8"))
        for name in ("one.json", "other.json")
    )
    assert one.pop("exported_at")
    assert other.pop("exported_at")
    assert one == other
    assert len(one["records"]) == 3
    again = moorings("import", *there, tmp_path / "one.json").stdout
    assert "Records taken in: 0. Here already: 3." in again
    assert environment


def test_erasures_in_a_file_destroy_nothing_and_say_so(
    moorings: Run, vault: Harbour, tmp_path: Path
) -> None:
    ids = write(vault, "stands here")
    moorings("export", tmp_path / "before.json")
    [name] = vault.vaults()
    opened = vault.find(vault.unlock(name, PASSPHRASE))
    erase(opened, ids[0])
    vault.lock(opened)
    moorings("export", tmp_path / "after.json")
    there = ("--data", str(tmp_path / "there"))
    moorings("new", *there)
    moorings("import", *there, tmp_path / "before.json")
    done = moorings("import", *there, tmp_path / "after.json")
    assert "1 erasures were not carried out" in done.stderr


@pytest.mark.uncounted
@pytest.mark.parametrize(
    "target", ["taken.json", ".", "/", "folder", "nowhere/x.json", "taken.json/x.json"]
)
def test_a_target_that_cannot_be_written_is_told_and_left_alone(
    moorings: Run, vault: Harbour, tmp_path: Path, target: str
) -> None:
    del vault
    (tmp_path / "taken.json").write_text("mine")
    (tmp_path / "folder").mkdir()
    said = told_once(moorings("export", target, status=2))
    assert "could not be written" in said
    assert (tmp_path / "taken.json").read_text() == "mine"
    assert not list(tmp_path.rglob("*.unfinished"))


@pytest.mark.usefixtures("vault")
def test_a_name_too_long_for_the_disk_is_told(moorings: Run) -> None:
    said = told_once(moorings("export", "x" * 250, status=2))
    assert "could not be written" in said


DIARIES: dict[str, tuple[str, str]] = {
    "markdown": ("2019-03-04 a walk.md", "Along the sea.\n"),
    "front matter": ("walk.md", "---\ndate: 2019-03-04\n---\nAlong the sea.\n"),
    "jrnl text": ("journal.txt", "[2019-03-04 21:15] A walk.\nAlong the sea.\n"),
    "jrnl json": (
        "journal.json",
        json.dumps(
            {
                "tags": {},
                "entries": [
                    {
                        "title": "A walk.",
                        "body": "Along the sea.",
                        "date": "2019-03-04",
                        "time": "21:15",
                        "tags": [],
                        "starred": False,
                    }
                ],
            }
        ),
    ),
    "day one": (
        "Journal.json",
        json.dumps(
            {
                "metadata": {"version": "1.0"},
                "entries": [
                    {
                        "uuid": "A" * 32,
                        "creationDate": "2019-03-04T20:15:00Z",
                        "timeZone": "Europe/Berlin",
                        "text": "Along the sea.",
                    }
                ],
            }
        ),
    ),
    "daylio": (
        "daylio.csv",
        """full_date,date,weekday,time,mood,activities,note_title,note
2019-03-04,March 4,Monday,21:15,good,walk,,Along the sea.
""",
    ),
}


@pytest.mark.uncounted
@pytest.mark.parametrize("kind", DIARIES)
def test_each_diary_comes_in_once(
    moorings: Run, vault: Harbour, tmp_path: Path, kind: str
) -> None:
    name, text = DIARIES[kind]
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert "New: 1." in moorings("import", tmp_path / name).stdout
    assert (
        "New: 0. Changed: 0. Here already: 1."
        in moorings("import", tmp_path / name).stdout
    )
    [known] = vault.vaults()
    opened = vault.find(vault.unlock(known, PASSPHRASE))
    [page] = opened.journey.pages()
    assert page.newest.when.date.isoformat() == "2019-03-04"
    assert page.newest.written_where == "import"
    vault.lock(opened)


def test_unreadable_entries_are_listed_and_nothing_is_taken_in(
    moorings: Run, vault: Harbour, tmp_path: Path
) -> None:
    folder = tmp_path / "diary"
    folder.mkdir()
    for name in ("2019-03-04.md", "undated.md", "2019-13-45.md"):
        (folder / name).write_text("canary-51d0", encoding="utf-8")
    done = moorings("import", folder, status=2)
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 3
    assert "undated.md" in done.stderr
    assert "2019-13-45.md" in done.stderr
    assert "--skip-unreadable" in lines[-1]
    assert "canary" not in done.stderr
    assert moorings("verify").stdout.startswith("0 records")
    done = moorings("import", folder, "--skip-unreadable")
    assert "New: 1." in done.stdout
    assert "Skipped: 2." in done.stdout
    assert len(done.stderr.strip().splitlines()) == 2
    assert len(vault.vaults()) == 1


@pytest.mark.uncounted
@pytest.mark.usefixtures("vault")
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cut.json", b'{"format":"moorings-export","version":1,"records":['),
        ("newer.json", b'{"format":"moorings-export","version":99}'),
        ("strange.json", b'{"format":"moorings-export"}'),
        ("empty.txt", b""),
        ("noise.bin", bytes(range(255, 190, -1)) + b"\x00"),
        ("broken.zip", b"PK\x03\x04 nothing of the kind"),
    ],
)
def test_a_file_that_is_no_diary_is_told(
    moorings: Run, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    sentence(moorings("import", tmp_path / name, status=2))
    assert moorings("verify").stdout.startswith("0 records")


@pytest.mark.uncounted
@pytest.mark.usefixtures("vault")
@pytest.mark.parametrize(
    "source", ["nowhere.md", "/proc/self/mem", "x" * 300, "\udcff"]
)
def test_a_source_that_cannot_be_read_is_told(moorings: Run, source: str) -> None:
    told_once(moorings("import", source, status=2))


# --- verify ---------------------------------------------------


def test_a_damaged_vault_is_told_place_by_place(
    moorings: Run, vault: Harbour, data: Path, tmp_path: Path
) -> None:
    write(vault, "first", "second", "third")
    [file] = data.glob("vaults/*/vault.db")
    damage(file)
    done = moorings("verify", status=2)
    *faults, last = done.stderr.strip().splitlines()
    assert faults
    assert all("record" in fault for fault in faults)
    assert last.startswith(f"Found {len(faults)} that is not as it was written.")
    done = moorings("export", tmp_path / "left.json", status=2)
    assert "are not in the file (1)" in done.stderr
    assert len(json.loads((tmp_path / "left.json").read_text())["records"]) == 2


def damage(file: Path) -> None:
    """Change one bit of a sealed body, as a failing disk would."""
    find = "select body from records where position = 2"
    with closing(apsw.Connection(str(file))) as database:
        [body] = next(iter(database.execute(find)))
    content = file.read_bytes()
    assert content.count(body) == 1
    file.write_bytes(content.replace(body, body[:-1] + bytes([body[-1] ^ 1])))


def test_a_first_page_that_is_damaged_is_told(
    moorings: Run, vault: Harbour, data: Path
) -> None:
    del vault
    [file] = data.glob("vaults/*/vault.db")
    file.write_bytes(file.read_bytes()[:2_000])
    told_once(moorings("verify", status=2))
    file.write_bytes(b"no vault at all" * 400)
    told_once(moorings("verify", status=2))


# --- everything else ---------------------------------------------------


def test_help_names_every_command(moorings: Run, environment: dict[str, str]) -> None:
    del moorings
    said = plain(environment, "--help").stdout
    assert all(command in said for command in COMMANDS)
    for command in COMMANDS:
        assert plain(environment, command, "--help").returncode == 0
    assert plain(environment, "--version").stdout.strip() == __version__


@pytest.mark.uncounted
@pytest.mark.parametrize(
    "arguments",
    [
        ["exprot"],
        ["export"],
        ["import"],
        ["--port", "x"],
        ["--port", "70000"],
        ["--port", "-1"],
        ["--port", "9" * 5000],
        ["--no-such-thing"],
        ["language"],
        ["language", "translate"],
        ["new", "--dor", "x"],
    ],
)
def test_what_is_not_understood_is_told_in_one_sentence(
    environment: dict[str, str], arguments: list[str]
) -> None:
    done = plain(environment, *arguments)
    assert told_once(done).startswith("That was not understood")


@pytest.mark.uncounted
@pytest.mark.parametrize(
    "origin",
    [
        "http://notes.example",
        "notes.example",
        "https://",
        "https://a/b",
        "https://a b",
        "https://notes.example/",
        "https://NOTES.example",
        "https://a:b@c",
        "null",
    ],
)
def test_an_origin_that_is_none_is_told(
    environment: dict[str, str], origin: str
) -> None:
    done = plain(environment, "--no-browser", "--port", "0", "--origin", origin)
    assert "is not an address that can be used" in told_once(done)


def test_a_data_folder_that_is_a_file_is_told(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    done = plain(environment, "new", "--data", str(tmp_path / "file"))
    assert "does not let Moorings keep anything in" in told_once(done)


def test_the_environment_names_the_data_folder(
    environment: dict[str, str], tmp_path: Path
) -> None:
    environment["MOORINGS_DATA"] = str(tmp_path / "elsewhere")
    done = plain(environment, "new")
    assert str(tmp_path / "elsewhere") in done.stdout
    done = plain(environment, "verify", "--data", str(tmp_path / "empty"))
    assert "no vault here yet" in told_once(done)


def plain(
    environment: dict[str, str], *arguments: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "moorings", *arguments],
        capture_output=True,
        check=False,
        env=environment,
        stdin=subprocess.DEVNULL,
        text=True,
        timeout=60,
    )
