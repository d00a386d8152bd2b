import json
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from moorings.companion.carrying import bring_in, take_out
from moorings.companion.clock import moment
from moorings.companion.drafting import drafts
from moorings.companion.guarding import ASK, SETTING
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.settling import rate
from moorings.exchange.portable import read_portable
from moorings.journey.codec import RECORDS_VERSION
from moorings.journey.records import RawNote, RecordId
from moorings.vault.errors import WrongPassphraseError
from tests.conftest import SetClock

GOLDEN = Path(__file__).parent
VAULT = GOLDEN / "vaults" / "v1"
SECRETS: dict[str, str] = tomllib.loads((VAULT / "opens-with.toml").read_text("utf-8"))
HOLDS: dict[str, Any] = json.loads((VAULT / "holds.json").read_text("utf-8"))


@pytest.fixture
def harbour(tmp_path: Path, clock: SetClock) -> Iterator[Harbour]:
    """Vaults that are truly stretched: an older one opens with nothing else."""
    place = Harbour(tmp_path / "data", clock)
    yield place
    place.lock_all()


@pytest.fixture
def laid_out(harbour: Harbour) -> str:
    vault = SECRETS["vault"]
    harbour.folder.mkdir(parents=True)
    shutil.copytree(VAULT / vault, harbour.folder / vault)
    return vault


def pictures(opened: Opened) -> dict[str, str]:
    return {blob: content.hex() for blob, content in take_out(opened).blobs.items()}


def told(things: object) -> Any:  # noqa: ANN401 - JSON
    return json.loads(msgspec.json.encode(things))


def require_as_written(opened: Opened) -> None:
    *records, boxed = opened.journey.records()
    assert opened.condition.sound
    assert told(records) == HOLDS["records"]
    assert isinstance(boxed, RawNote)
    assert told(boxed) == HOLDS["boxed"] | {"written_where": "locked"}
    assert told(drafts(opened)) == HOLDS["drafts"]
    assert pictures(opened) == HOLDS["blobs"]
    assert sorted(opened.journey.erased) == HOLDS["erased"]


def test_a_vault_of_the_first_form_opens_with_its_passphrase(
    harbour: Harbour, laid_out: str
) -> None:
    token = harbour.unlock(laid_out, SECRETS["passphrase"])
    require_as_written(harbour.find(token))


def test_a_vault_with_records_of_the_first_form_takes_those_of_today_in(
    harbour: Harbour, laid_out: str
) -> None:
    assert harbour.header(laid_out).records_version == 1
    opened = harbour.find(harbour.unlock(laid_out, SECRETS["passphrase"]))
    before = list(opened.journey.records())
    activation = RecordId(32 * "f")
    rate(opened, RecordId(32 * "e"), activation, 7, moment(opened.now()))
    assert harbour.header(laid_out).records_version == RECORDS_VERSION
    harbour.lock_all()
    opened = harbour.find(harbour.unlock(laid_out, SECRETS["passphrase"]))
    *records, rating = opened.journey.records()
    assert records == before
    assert opened.condition.sound
    assert opened.journey.activation(activation) == (activation, (rating,))


def test_a_vault_of_the_first_form_opens_with_its_recovery_code(
    harbour: Harbour, laid_out: str
) -> None:
    token = harbour.recover(laid_out, SECRETS["recovery_code"])
    require_as_written(harbour.find(token))


def test_a_vault_of_the_first_form_does_not_open_with_the_passphrase_it_had_before(
    harbour: Harbour, laid_out: str
) -> None:
    with pytest.raises(WrongPassphraseError):
        harbour.unlock(laid_out, SECRETS["passphrase_before"])


def test_a_vault_of_the_first_form_answers_to_its_door_name(
    harbour: Harbour, laid_out: str
) -> None:
    assert harbour.which(door="  golden DOOR ") == laid_out
    assert harbour.which(door="Silver door") == ""


def test_an_export_of_the_first_form_tells_what_its_vault_tells(
    harbour: Harbour, laid_out: str, opened: Opened
) -> None:
    bring_in(opened, read_portable((GOLDEN / "exports" / "v1.json").read_bytes()))
    vault = harbour.find(harbour.unlock(laid_out, SECRETS["passphrase"]))
    assert opened.journey.choices == vault.journey.choices | {SETTING: ASK}
    assert list(opened.journey.taken_back()) == list(vault.journey.taken_back())
    assert [page.id for page in opened.journey.pages()] == [
        page.id for page in vault.journey.pages()
    ]
    assert drafts(opened) == drafts(vault)
    assert pictures(opened) == pictures(vault)
