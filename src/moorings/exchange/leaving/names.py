"""The forms of leaving by their names."""

from typing import Final, Literal, TypeAlias, get_args

#: Everything as JSON, as a page to read, as text files or as tables; or what was
#: measured, for a clinic's system.
FormName: TypeAlias = Literal["json", "page", "folder", "tables", "clinic"]
NAMES: Final[tuple[FormName, ...]] = get_args(FormName)
