import sys
from pathlib import Path

import pytest

from moorings.settings import Settings, UnreadableSecretError, data_folder


def test_without_a_word_everything_suits_one_person_at_home() -> None:
    settings = Settings.read({"HOME": "/home/ann"})
    assert settings == Settings(data_folder({"HOME": "/home/ann"}))
    assert settings.passphrase is None


@pytest.mark.parametrize(
    ("system", "environment", "folder"),
    [
        ("linux", {"HOME": "/home/ann"}, "/home/ann/.local/share/moorings"),
        ("linux", {"HOME": "/h", "XDG_DATA_HOME": "/data"}, "/data/moorings"),
        ("linux", {"HOME": "/h", "XDG_DATA_HOME": ""}, "/h/.local/share/moorings"),
        (
            "darwin",
            {"HOME": "/Users/ann"},
            "/Users/ann/Library/Application Support/Moorings",
        ),
        ("win32", {"LOCALAPPDATA": "/ann/Local"}, "/ann/Local/Moorings"),
        ("win32", {"HOME": "/ann"}, "/ann/Moorings"),
    ],
)
def test_each_system_has_its_place_for_a_person_s_data(
    monkeypatch: pytest.MonkeyPatch,
    system: str,
    environment: dict[str, str],
    folder: str,
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert data_folder(environment) == Path(folder)


def test_the_data_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings.read({"MOORINGS_DATA": "/somewhere"}).data == Path("/somewhere")
    monkeypatch.setenv("HOME", "/home/ann")
    assert Settings.read({"MOORINGS_DATA": "~/mine"}).data == Path("/home/ann/mine")


@pytest.mark.parametrize(
    ("content", "secret"),
    [("words of mine\n", "words of mine"), ("one\ntwo\n", "one"), ("", "")],
)
def test_a_passphrase_is_the_first_line_of_the_file_that_was_named(
    tmp_path: Path, content: str, secret: str
) -> None:
    file = tmp_path / "secret"
    file.write_text(content, "utf-8")
    settings = Settings.read({"MOORINGS_PASSPHRASE_FILE": str(file)})
    assert settings.passphrase == secret


def test_a_secret_file_that_cannot_be_read_is_named_and_not_shown(
    tmp_path: Path,
) -> None:
    file = tmp_path / "secret"
    with pytest.raises(UnreadableSecretError, match="MOORINGS_PASSPHRASE_FILE"):
        Settings.read({"MOORINGS_PASSPHRASE_FILE": str(file)})
    file.write_bytes(b"\xff\xfe secret")
    with pytest.raises(UnreadableSecretError, match="UnicodeDecodeError"):
        Settings.read({"MOORINGS_PASSPHRASE_FILE": str(file)})
