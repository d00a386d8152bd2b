import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from moorings.errors import MooringsError
from moorings.vault.derivation import cheapest_stretching, derive, stretch
from moorings.vault.errors import (
    CannotOpenError,
    DamagedHeaderError,
    UnknownFormatError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)
from moorings.vault.header import (
    Header,
    Unlocked,
    answers_to,
    is_code_of,
    new_header,
    open_with_code,
    open_with_passphrase,
    read_header,
    with_door,
    with_new_code,
    with_new_passphrase,
    with_passkey,
    with_records_version,
    with_source,
    without_passkeys,
    wraps_of,
    write_header,
)
from moorings.vault.keyring import Keyring, Secrets, seal_for_box
from moorings.vault.recovery import new_code
from moorings.vault.sealing import seal, unseal

PASSPHRASE = "six words make a passphrase"
CODE = new_code()
MADE = new_header(PASSPHRASE, CODE, cheapest_stretching(), 1)
PAGE = write_header(MADE.header)
OTHER = new_header(PASSPHRASE, CODE, cheapest_stretching(), 1)


def openers(
    page: bytes, passphrase: str = PASSPHRASE, code: str = CODE
) -> list[Callable[[], Unlocked]]:
    return [
        lambda: open_with_passphrase(page, passphrase),
        lambda: open_with_code(page, code),
    ]


def require_that_nothing_opens(page: bytes) -> None:
    for opener in openers(page):
        with pytest.raises(MooringsError):
            opener()


def test_a_first_page_opens_with_its_passphrase_and_with_its_code() -> None:
    for opener in openers(PAGE):
        unlocked = opener()
        assert unlocked.header == MADE.header
        assert unlocked.vault_key == MADE.vault_key
        assert unlocked.keyring.secrets == MADE.keyring.secrets


def test_a_first_page_made_just_now_opens_with_either_and_is_of_keys_of_its_own() -> (
    None
):
    code = new_code()
    made = new_header(PASSPHRASE, code, cheapest_stretching(), 3)
    page = write_header(made.header)
    for unlocked in (
        open_with_passphrase(page, PASSPHRASE),
        open_with_code(page, code),
    ):
        assert unlocked.vault_key == made.vault_key
        assert unlocked.header.records_version == 3
    ids = {made.header.vault, made.header.person, MADE.header.vault}
    assert len(ids) == 3
    assert made.vault_key != MADE.vault_key


def test_a_passphrase_opens_however_it_was_spaced() -> None:
    typed = "  six words\u00a0make   a passphrase\n"
    assert open_with_passphrase(PAGE, typed).vault_key == MADE.vault_key


def test_a_code_opens_however_it_was_typed() -> None:
    typed = CODE.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert open_with_code(PAGE, typed).vault_key == MADE.vault_key


@pytest.mark.parametrize("typed", ["", PASSPHRASE.upper(), PASSPHRASE + "s"])
def test_another_passphrase_does_not_open(typed: str) -> None:
    with pytest.raises(WrongPassphraseError):
        open_with_passphrase(PAGE, typed)


@pytest.mark.parametrize(
    "typed", ["", "no code", new_code()], ids=["none", "no code", "another"]
)
def test_another_code_does_not_open(typed: str) -> None:
    with pytest.raises(WrongRecoveryCodeError):
        open_with_code(PAGE, typed)
    assert not is_code_of(MADE.header, typed)


def test_the_code_can_be_checked_without_opening_anything() -> None:
    assert is_code_of(MADE.header, CODE)


def test_a_page_is_canonical_json_with_sorted_keys_of_every_object() -> None:
    assert write_header(read_header(PAGE)) == PAGE
    assert b" " not in PAGE
    assert set(json.loads(PAGE)) == set(Header.__struct_fields__) - {"passkeys"}


def test_the_mac_covers_the_whole_page_under_a_key_of_its_own() -> None:
    unsigned = write_header(msgspec.structs.replace(MADE.header, mac=b""))
    key = derive(MADE.vault_key, b"header")
    assert MADE.header.mac == hmac.new(key, unsigned, hashlib.sha256).digest()


def test_the_passphrase_wrap_is_bound_to_its_vault_and_its_own_parameters() -> None:
    wrap = MADE.header.passphrase
    stretched = stretch(PASSPHRASE, wrap.stretching)
    parameters = msgspec.json.encode(wrap.stretching, order="deterministic")
    context = b"\x00".join((b"moorings/1/passphrase", MADE.header.vault, parameters))
    assert wrap.commitment == derive(stretched, b"commit")
    assert unseal(derive(stretched, b"wrap"), wrap.sealed, context) == MADE.vault_key


def places(page: Any, at: tuple[str, ...] = ()) -> list[tuple[str, ...]]:  # noqa: ANN401
    if not isinstance(page, dict):
        return [at]
    return [place for key in page for place in places(page[key], (*at, key))]


def with_change(page: bytes, place: tuple[str, ...]) -> bytes:
    """Change one field a little: a number by one, some bytes by one bit."""
    whole = json.loads(page)
    *way, last = place
    part = whole
    for key in way:
        part = part[key]
    if isinstance(part[last], int):
        part[last] += 1
    else:
        content = bytearray(base64.b64decode(part[last]) or bytes(32))
        content[-1] ^= 1
        part[last] = base64.b64encode(content).decode()
    return compact(whole)


def compact(page: object) -> bytes:
    return json.dumps(page, separators=(",", ":")).encode()


@pytest.mark.parametrize("place", places(json.loads(PAGE)), ids=".".join)
def test_a_page_with_any_field_changed_opens_with_nothing(
    place: tuple[str, ...],
) -> None:
    changed = with_change(PAGE, place)
    assert read_or_none(changed) != MADE.header
    require_that_nothing_opens(changed)


def read_or_none(page: bytes) -> Header | None:
    try:
        return read_header(page)
    except UnknownFormatError:
        return None


@pytest.mark.parametrize("field", ["vault", "person", "passphrase", "recovery"])
def test_a_page_with_a_part_of_another_vault_s_opens_with_nothing(field: str) -> None:
    swapped = msgspec.structs.replace(
        MADE.header, **{field: getattr(OTHER.header, field)}
    )
    require_that_nothing_opens(write_header(swapped))


@pytest.mark.parametrize("field", ["box", "keyring", "door", "mac"])
def test_a_page_with_the_same_wraps_and_a_foreign_part_opens_with_nothing(
    field: str,
) -> None:
    foreign = with_door(OTHER, "a door").header
    swapped = msgspec.structs.replace(MADE.header, **{field: getattr(foreign, field)})
    with pytest.raises(DamagedHeaderError):
        open_with_passphrase(write_header(swapped), PASSPHRASE)
    with pytest.raises(DamagedHeaderError):
        open_with_code(write_header(swapped), CODE)


@pytest.mark.parametrize(
    "page",
    [b"", b"null", b"[]", b"{}", b"\xff", PAGE[:-1], b'{"a":' + b"[" * 100_000],
    ids=["empty", "null", "list", "object", "no text", "cut", "deep"],
)
def test_what_is_no_page_is_said_to_be_damaged(page: bytes) -> None:
    with pytest.raises(DamagedHeaderError):
        read_header(page)


def spelled_otherwise() -> dict[str, bytes]:
    """Give pages that say the same as one that was written, in other bytes."""
    page = json.loads(PAGE)
    first, *others = page
    spare = page["vault"][-3]
    loose = page["vault"][:-3] + chr(ord(spare) + 1) + "=="
    assert base64.b64decode(loose) == MADE.header.vault
    return {
        "white space": json.dumps(page).encode(),
        "line break": PAGE + b"\n",
        "order": compact({name: page[name] for name in (*others, first)}),
        "unknown field": compact(page | {"more": 1}),
        "field twice": PAGE.replace(b"{", b'{"format":1,', 1),
        "fraction": PAGE.replace(b'"format":1,', b'"format":1.0,'),
        "escape": PAGE.replace(b'"format"', b'"\\u0066ormat"'),
        "no passkeys": compact(page | {"passkeys": []}),
        "loose bits": compact(page | {"vault": loose}),
    }


SPELLED = spelled_otherwise()


@pytest.mark.parametrize("page", SPELLED.values(), ids=SPELLED)
def test_a_page_spelled_in_another_way_is_refused(page: bytes) -> None:
    with pytest.raises(DamagedHeaderError):
        read_header(page)


@pytest.mark.parametrize(
    "field", ["vault", "person", "box", "mac", "door", "salt", "public", "commitment"]
)
def test_a_page_with_a_field_of_another_length_is_refused(field: str) -> None:
    page = json.loads(PAGE)
    within = {"salt": "recovery", "public": "recovery", "commitment": "passphrase"}
    part = page[within[field]] if field in within else page
    part[field] = base64.b64encode(base64.b64decode(part[field]) + b"\x00").decode()
    with pytest.raises(DamagedHeaderError):
        read_header(compact(page))


@pytest.mark.parametrize(
    "inside",
    [
        b"no json",
        b"{}",
        msgspec.json.encode(
            {"epochs": {}, "box": bytes(32), "source": bytes(32)}, order="deterministic"
        ),
        msgspec.json.encode({"epochs": {1: b"r"}, "box": bytes(32), "source": b"s"}),
    ],
    ids=["no text", "nothing", "no epoch", "short keys"],
)
def test_a_page_with_a_keyring_that_holds_no_keys_is_damaged(inside: bytes) -> None:
    context = b"moorings/1/keyring\x00" + MADE.header.vault
    keyring = seal(MADE.vault_key, inside, context)
    unsigned = msgspec.structs.replace(MADE.header, keyring=keyring, mac=b"")
    mac = hmac.digest(
        derive(MADE.vault_key, b"header"), write_header(unsigned), "sha256"
    )
    page = write_header(msgspec.structs.replace(unsigned, mac=mac))
    for opener in openers(page):
        with pytest.raises(DamagedHeaderError):
            opener()


def test_a_page_of_a_form_to_come_is_no_damaged_one() -> None:
    with pytest.raises(UnknownFormatError):
        read_header(b'{"format":3,"of-another-kind":true}')


def test_a_page_of_a_newer_form_is_not_opened() -> None:
    newer = write_header(msgspec.structs.replace(MADE.header, format=2))
    with pytest.raises(UnknownFormatError):
        open_with_passphrase(newer, PASSPHRASE)


def test_a_forged_page_that_asks_for_all_memory_is_refused_at_once() -> None:
    wrap = MADE.header.passphrase
    greedy = msgspec.structs.replace(wrap.stretching, memory_kib=2**31)
    forged = msgspec.structs.replace(
        MADE.header, passphrase=msgspec.structs.replace(wrap, stretching=greedy)
    )
    with pytest.raises(DamagedHeaderError):
        open_with_passphrase(write_header(forged), PASSPHRASE)


def test_after_a_change_only_the_new_passphrase_and_the_same_code_open() -> None:
    changed = with_new_passphrase(
        MADE, "another six words entirely", cheapest_stretching()
    )
    page = write_header(changed.header)
    with pytest.raises(WrongPassphraseError):
        open_with_passphrase(page, PASSPHRASE)
    for opener in openers(page, "another six words entirely"):
        assert opener().vault_key == changed.vault_key != MADE.vault_key


def test_the_old_vault_key_opens_neither_the_new_keyring_nor_what_is_written_now() -> (
    None
):
    changed = with_new_passphrase(
        MADE, "another six words entirely", cheapest_stretching()
    )
    header = changed.header
    context = b"\x00".join((b"moorings/1/keyring", header.vault))
    with pytest.raises(CannotOpenError):
        unseal(MADE.vault_key, header.keyring, context)
    record = bytes(16)
    body, link = changed.keyring.seal_record(record, 1, b"", b"written now")
    (seen,) = MADE.keyring.open_chain([(1, record, link, body)])
    assert (seen.message, seen.follows) == (None, False)
    item = changed.keyring.seal_item(b"drafts", record, b"written now")
    with pytest.raises(CannotOpenError):
        MADE.keyring.open_item(b"drafts", record, item)


def test_what_was_written_before_a_change_opens_after_it() -> None:
    body, link = MADE.keyring.seal_record(bytes(16), 1, b"", b"written before")
    changed = with_new_passphrase(
        MADE, "another six words entirely", cheapest_stretching()
    )
    (seen,) = changed.keyring.open_chain([(1, bytes(16), link, body)])
    assert (seen.message, seen.follows) == (b"written before", True)


def test_a_new_code_makes_the_old_sheet_worthless() -> None:
    fresh = new_code()
    changed = with_new_code(MADE, PASSPHRASE, cheapest_stretching(), fresh)
    page = write_header(changed.header)
    with pytest.raises(WrongRecoveryCodeError):
        open_with_code(page, CODE)
    for opener in openers(page, code=fresh):
        assert opener().vault_key == changed.vault_key


def test_after_a_new_code_the_old_vault_key_opens_nothing_written_since() -> None:
    changed = with_new_code(MADE, PASSPHRASE, cheapest_stretching(), new_code())
    assert changed.vault_key != MADE.vault_key
    body, link = changed.keyring.seal_record(bytes(16), 1, b"", b"written since")
    (seen,) = MADE.keyring.open_chain([(1, bytes(16), link, body)])
    assert seen.message is None


def test_what_was_boxed_before_comes_in_and_the_old_key_gets_no_more() -> None:
    item, vault = bytes(range(16)), MADE.header.vault
    before = seal_for_box(MADE.header.box, vault, item, b"boxed before")
    changed = with_new_passphrase(MADE, "six other words", cheapest_stretching())
    after = seal_for_box(changed.header.box, vault, item, b"boxed after")
    assert changed.keyring.open_boxed(item, before) == b"boxed before"
    assert changed.keyring.open_boxed(item, after) == b"boxed after"
    with pytest.raises(CannotOpenError):
        MADE.keyring.open_boxed(item, after)


def test_a_moved_vault_names_sources_as_the_old_one_did() -> None:
    source = MADE.keyring.secrets.source
    other = new_header(PASSPHRASE, new_code(), cheapest_stretching(), 1)
    moved = with_source(other, source)
    names = [u.keyring.fingerprint("daylio", "1") for u in (MADE, other, moved)]
    assert names[0] == names[2] != names[1]
    page = write_header(moved.header)
    assert open_with_passphrase(page, PASSPHRASE).keyring.secrets.source == source


def test_a_header_of_the_first_version_opens_and_can_note_a_later_one() -> None:
    first = open_with_passphrase(PAGE, PASSPHRASE)
    assert first.header.records_version == 1
    raised = with_records_version(first, 2)
    for opener in openers(write_header(raised.header)):
        unlocked = opener()
        assert unlocked.header.records_version == 2
        assert unlocked.vault_key == first.vault_key
        assert unlocked.keyring.secrets == first.keyring.secrets


def test_a_version_changed_by_another_hand_is_noticed() -> None:
    for version in (0, 2):
        other = msgspec.structs.replace(MADE.header, records_version=version)
        require_that_nothing_opens(write_header(other))


def test_a_door_name_is_known_however_it_is_written_and_never_lies_in_the_page() -> (
    None
):
    header = with_door(MADE, "Blue  Door").header
    assert answers_to(header, "blue door")
    assert answers_to(header, " BLUE DOOR ")
    assert not answers_to(header, "red door")
    assert b"lue" not in write_header(header)
    assert open_with_passphrase(write_header(header), PASSPHRASE).header == header


def test_a_door_is_the_fingerprint_that_the_specification_gives() -> None:
    extracted = hmac.digest(bytes(32), MADE.header.vault, "sha256")
    key = hmac.digest(extracted, b"moorings/1/door\x01", "sha256")
    wanted = hmac.digest(key, "stra\u00dfe 7".casefold().encode(), "sha256")
    assert with_door(MADE, "  Stra\u00dfe  7 ").header.door == wanted


def test_the_same_door_name_looks_different_in_every_vault() -> None:
    assert with_door(MADE, "home").header.door != with_door(OTHER, "home").header.door


def test_a_door_name_that_is_taken_away_leaves_the_page_as_it_was() -> None:
    named = with_door(MADE, "the blue one")
    assert with_door(named, "").header == MADE.header
    assert not answers_to(with_door(named, "").header, "the blue one")


def test_a_vault_without_a_door_name_answers_to_none() -> None:
    taken_off = with_door(with_door(MADE, "home"), "").header
    for header in (MADE.header, taken_off):
        assert not answers_to(header, "")
        assert not answers_to(header, "home")


def test_a_wrap_that_keeps_its_commitment_and_not_its_key_is_damage() -> None:
    wrap = msgspec.structs.replace(
        MADE.header.passphrase, sealed=OTHER.header.passphrase.sealed
    )
    page = write_header(msgspec.structs.replace(MADE.header, passphrase=wrap))
    with pytest.raises(DamagedHeaderError):
        open_with_passphrase(page, PASSPHRASE)


def test_a_recovery_wrap_that_keeps_its_public_key_and_not_its_seal_is_damage() -> None:
    wrap = msgspec.structs.replace(
        MADE.header.recovery, sealed=OTHER.header.recovery.sealed
    )
    page = write_header(msgspec.structs.replace(MADE.header, recovery=wrap))
    with pytest.raises(DamagedHeaderError):
        open_with_code(page, CODE)


def test_pages_that_the_same_secrets_open_are_known_by_their_wraps() -> None:
    bare = {"keyring": "", "mac": "", "door": "", "records_version": 0}
    ways_in = wraps_of(MADE.header)
    assert ways_in == compact(json.loads(PAGE) | bare)
    held = with_passkey(MADE, b"credential", bytes(16), b"s" * 32)
    for same in (
        held,
        with_door(MADE, "home"),
        with_source(MADE, bytes(32)),
        with_records_version(MADE, 2),
    ):
        assert wraps_of(same.header) == ways_in
    cheap = cheapest_stretching()
    for other in (
        with_new_passphrase(MADE, PASSPHRASE, cheap),
        with_new_code(MADE, PASSPHRASE, cheap, CODE),
        without_passkeys(held, (b"credential",), PASSPHRASE, cheap),
    ):
        assert wraps_of(other.header) != ways_in


def test_no_repr_shows_a_secret() -> None:
    keyring = MADE.keyring
    shown = repr(MADE) + repr(keyring) + str(MADE) + f"{keyring!s}"
    known = keyring.secrets
    for secret in (MADE.vault_key, known.box, known.source, *known.epochs.values()):
        assert repr(secret)[2:-1] not in shown
        assert secret.hex() not in shown
        assert base64.b64encode(secret).decode() not in shown
    assert "Secrets" not in shown
    assert isinstance(keyring, Keyring)


def test_the_secrets_themselves_show_nothing_either() -> None:
    root, box, source = (each.ljust(32) for each in (b"secret", b"secret", b"secret"))
    known = Secrets(epochs={1: root}, box=box, source=source)
    assert "secret" not in repr(known).replace("Secrets", "")
