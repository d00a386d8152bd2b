import re
import subprocess
import sys
from pathlib import Path

from moorings.companion.errors import LockedError
from moorings.errors import MooringsError
from moorings.library import crisis, extracting
from moorings.web.rendering import TEMPLATES

ROOT = Path(__file__).resolve().parents[2]
DYNAMIC = re.compile(r"\b_\((?![\"'])([^)]*)\)")


def known() -> dict[str, tuple[str, ...]]:
    return {
        each.id if isinstance(each.id, str) else each.id[0]: tuple(
            place for place, _ in each.locations
        )
        for each in extracting.sentences()
        if each.id
    }


def errors(of: type[MooringsError] = MooringsError) -> list[type[MooringsError]]:
    return [e for each in of.__subclasses__() for e in (each, *errors(each))]


def test_the_template_that_is_handed_out_is_up_to_date() -> None:
    # Laid side by side, two long texts take minutes to be told apart.
    same = extracting.TEMPLATE.read_bytes() == extracting.template()
    assert same, "run: moorings language extract"


def test_it_is_the_same_on_every_day_and_every_machine() -> None:
    write = "import moorings.library.extracting as e; print(e.template().decode())"
    seen = {
        subprocess.run(
            [sys.executable, "-c", write],
            capture_output=True,
            check=True,
            cwd=folder,
            env={"PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone, folder in (("0", "UTC", "/"), ("1", "Asia/Tokyo", ROOT))
    }
    [only] = seen
    assert str(ROOT).encode() not in only
    assert b"Creation-Date" not in only
    assert not re.search(rb"(?m)^#: .*:\d", only)


def test_it_holds_sentences_of_templates_modules_errors_and_content() -> None:
    found = known()
    assert "web/templates/pages/today.html" in found["Good that you are here."]
    assert "web/pages/write.py" in found["Saved."]
    assert "web/pages/calendar.py" in found["%(count)s entry"]
    assert "companion/errors.py" in found[LockedError.sentence]
    assert "content/crisis/ch.toml" in found["Switzerland"]
    assert "content/crisis/gb.toml" in found["For anyone who needs to talk."]


def test_every_error_that_is_loaded_is_in_it() -> None:
    found = known()
    for error in errors():
        if error.__module__.startswith("moorings.") and error.sentence:
            assert error.sentence in found, error


def test_what_templates_translate_by_name_is_in_it() -> None:
    named = {
        match[1]
        for file in TEMPLATES.rglob("*.html")
        for match in DYNAMIC.finditer(file.read_text("utf-8"))
    }
    line = {"line.name", "line.about", "line.hours", "line.note", "line.source"}
    assert named == {"country.name", "each.country.name"} | line
    told = {word for country in crisis.countries().values() for word in country.words}
    assert "France" in told
    assert told <= set(known())


def test_no_sentence_can_break_out_of_where_it_stands() -> None:
    """A page takes a sentence as it is, also into an attribute."""
    assert not [sentence for sentence in known() if re.search('[<>&"]', sentence)]


def test_no_sentence_shouts() -> None:
    assert not [sentence for sentence in known() if "!" in sentence]
