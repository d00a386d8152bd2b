"""Why something that another diary wrote could not be read, in words for its owner.

None of these sentences repeats what somebody wrote; at most it shows a date that
could not be understood.
"""

from moorings.errors import MooringsError

LONGEST_DATE_SHOWN = 32


class NothingThereError(MooringsError):
    """The path leads nowhere."""

    sentence = "There is no file or folder at {path}."


class NotRecognisedError(MooringsError):
    """None of the readers knows this."""

    sentence = (
        "{name} is not a diary Moorings knows how to read. It takes a folder or zip"
        " of Markdown files, a Day One export (JSON or zip), a Daylio export (CSV)"
        " and a jrnl journal (text, folder or JSON)."
    )


class SeveralDiariesError(MooringsError):
    """A folder in which more than one program kept a diary."""

    sentence = (
        "{name} holds the diaries of more than one program. Please bring them in one"
        " after the other."
    )


class BrokenZipError(MooringsError):
    """The zip cannot be opened at all."""

    sentence = "{name} is a damaged or incomplete zip. Exporting it afresh may help."


class LockedZipError(MooringsError):
    """The zip asks for a password."""

    sentence = (
        "{name} is locked with a password. Please unpack it first and bring in the"
        " folder."
    )


class VastZipError(MooringsError):
    """The zip would unpack to more than can be held."""

    sentence = "{name} would unpack to more than Moorings can take in at once."


class StrayPathError(MooringsError):
    """A file, or a link to one, that lies outside what was brought."""

    sentence = (
        "This leads to a place outside of what you brought, so it was left alone."
    )


class UnreadableFileError(MooringsError):
    """The operating system or the zip would not give the bytes."""

    sentence = "This file could not be opened. It may be damaged or not yours to read."


class UndecodableTextError(MooringsError):
    """Bytes that are no text in any encoding we try."""

    sentence = (
        "This is not text, or it is stored in a way Moorings does not know. Saving it"
        " as UTF-8 helps."
    )


class UnreadableDateError(MooringsError):
    """A date that is no date, or none we understand."""

    sentence = (
        "“{date}” is not a date that can be read here. Dates look like 2019-03-04 or"
        " 2019-03-04 21:15."
    )

    def __init__(self, date: str) -> None:
        super().__init__(date=date[:LONGEST_DATE_SHOWN])


class AmbiguousDateError(UnreadableDateError):
    """A date whose day and month could be either way round."""

    sentence = (
        "“{date}” could be one of two days, depending on the country. Dates look like"
        " 2019-03-04 or 04.03.2019."
    )


class UnreadableTimeError(UnreadableDateError):
    """A time of day that is none."""

    sentence = "“{date}” is not a time that can be read here. Times look like 21:15."


class NoDateError(MooringsError):
    """Nothing says when this was written."""

    sentence = (
        "Nothing says when this was written. A line “date: 2019-03-04” at the top, or"
        " a file name that begins with 2019-03-04, would."
    )


class NoWordsError(MooringsError):
    """A dated nothing."""

    sentence = "There is a date here, but no words and no picture that could be taken."


class BrokenJsonError(MooringsError):
    """JSON that breaks off or contradicts its own grammar."""

    sentence = (
        "The file stops making sense as JSON here; it may be cut short. Exporting it"
        " afresh may help."
    )

    def __init__(self, line: int) -> None:
        super().__init__(line=line)
        self.line = line


class RepeatedNameError(MooringsError):
    """A JSON object that says the same thing twice."""

    sentence = "This entry gives the same detail twice, so it is not clear which holds."


class UnfamiliarEntryError(MooringsError):
    """An entry that is not built as its program builds them."""

    sentence = "This entry is not put together the way {program} does it."


class SameEntryTwiceError(MooringsError):
    """Two entries under one name."""

    sentence = "An earlier entry here bears the same number but says something else."


class UnreadablePictureError(MooringsError):
    """A picture that is missing or is not one."""

    sentence = (
        "A picture of this entry is missing or not of a kind Moorings can keep. The"
        " entry itself can come without it."
    )


class BrokenRowError(MooringsError):
    """A row of a table with too many or too few columns, or a quotation left open."""

    sentence = (
        "This row does not fit the columns of the table: one is missing, one too many,"
        " or a quotation mark is out of place."
    )


class NoHeadingsError(MooringsError):
    """A table that does not name its columns as Daylio does."""

    sentence = "The first row does not name the columns full_date, time and mood."


class LockedJournalError(MooringsError):
    """A journal that only jrnl itself can open."""

    sentence = (
        "This journal is encrypted, so nobody but you and jrnl can read it. Please"
        " decrypt it there first (“jrnl --decrypt”), then bring it again."
    )


class UndatedLinesError(MooringsError):
    """Lines of a journal that stand before its first entry."""

    sentence = (
        "These lines stand before the first date, so nothing says when they were"
        " written."
    )


class NoDateInBracketsError(MooringsError):
    """Brackets where a date should be."""

    sentence = "What stands in brackets at the start of this line is not a date."


class TooManyEntriesError(MooringsError):
    """A diary of so many entries that they cannot be taken in at once."""

    sentence = (
        "There are more than a hundred thousand entries in this diary, and so many"
        " cannot be brought in at once. Nothing was taken in. Please part it into"
        " smaller files, and bring one after the other."
    )
