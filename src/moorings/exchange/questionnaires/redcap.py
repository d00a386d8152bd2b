"""Reads a REDCap data dictionary: one row, one field; each form is a questionnaire."""

import csv
import io
from collections.abc import Iterator, Mapping

from moorings.errors import MooringsError
from moorings.exchange.arrival import Fault
from moorings.exchange.questionnaires.drafting import Draft
from moorings.exchange.questionnaires.found import Findings, gather
from moorings.exchange.questionnaires.reasons import NoQuestionsError
from moorings.exchange.questionnaires.wording import phrase
from moorings.exchange.reasons import BrokenRowError

#: The columns we look at, as the designer and as the programming interface name them.
COLUMNS = {
    "variable / field name": "field_name",
    "form name": "form_name",
    "section header": "section_header",
    "field type": "field_type",
    "field label": "field_label",
    "choices, calculations, or slider labels": "select_choices_or_calculations",
    "branching logic (show field only if...)": "branching_logic",
}
NEEDED = frozenset({"field_name", "form_name", "field_type", "field_label"})
_ONE_OF_MANY = ("radio", "dropdown")
#: How R writes down that there is nothing.
_NOTHING = "NA"


def is_redcap(text: str) -> bool:
    """Whether the first row names the columns of a data dictionary."""
    first = text.lstrip().partition("\n")[0]
    try:
        cells = next(csv.reader([first], delimiter=_delimiter(first), strict=True), [])
    except csv.Error:
        return False
    return set(_headings(cells)) >= NEEDED


def read_redcap(name: str, text: str) -> Findings:
    """Read every form, in the order in which they begin."""
    drafts: dict[str, Draft] = {}
    for line, cells in _rows(text):
        if cells is None:
            return Findings(faults=(Fault(name, line, BrokenRowError()),))
        form = cells["form_name"]
        if form not in drafts:
            drafts[form] = _begin(name, line, form)
        _take(drafts[form], line, cells)
    if not drafts:
        return Findings(faults=(Fault(name, 1, NoQuestionsError(title=name)),))
    return gather(draft.finish() for draft in drafts.values())


def _begin(name: str, line: int, form: str) -> Draft:
    try:
        title = phrase(form.replace("_", " "), "form_name")
    except MooringsError as reason:
        draft = Draft(name, "redcap", "", line=line)
        draft.refuse(line, reason)
        return draft
    return Draft(name, "redcap", title or name, line=line)


def _take(draft: Draft, line: int, cells: Mapping[str, str]) -> None:
    field, kind = cells["field_name"], cells["field_type"].lower()
    draft.explain(line, cells.get("section_header", ""))
    if kind == "descriptive":
        draft.explain(line, cells["field_label"])
    elif kind not in _ONE_OF_MANY:
        draft.leave_out(field, calculated=kind == "calc")
    else:
        choices = cells.get("select_choices_or_calculations", "")
        draft.ask(field, line, cells["field_label"], _answers(choices))
        if cells.get("branching_logic"):
            draft.branch(field)


def _answers(choices: str) -> Iterator[tuple[object, str]]:
    for choice in choices.split("|"):
        if choice.strip():
            code, _, label = choice.partition(",")
            yield code.strip(), label.strip() or code.strip()


def _rows(text: str) -> Iterator[tuple[int, dict[str, str] | None]]:
    """Give each row with its first line; a row that does not fit has no cells."""
    table = csv.reader(
        io.StringIO(text, newline="\n"), delimiter=_delimiter(text), strict=True
    )
    headings: list[str] = []
    while True:
        line = table.line_num + 1
        try:
            cells = next(table)
        except StopIteration:
            return
        except csv.Error:
            yield line, None
            return
        if not any(cells):
            continue
        if not headings:
            headings = _headings(cells)
            continue
        fits = len(cells) == len(headings)
        yield line, _named(headings, cells) if fits else None


def _named(headings: list[str], cells: list[str]) -> dict[str, str]:
    bare = ("" if cell.strip() == _NOTHING else cell.strip() for cell in cells)
    return dict(zip(headings, bare, strict=True))


def _delimiter(text: str) -> str:
    first = text.lstrip().partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","


def _headings(cells: list[str]) -> list[str]:
    lowered = [" ".join(cell.lower().split()) for cell in cells]
    return [COLUMNS.get(cell, cell) for cell in lowered]
