"""Door 1, the command line. The only place where everything is put together."""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NoReturn

from moorings import __version__
from moorings.cli import given
from moorings.errors import MooringsError, reason_of
from moorings.library.catalogue import SOURCE, VOICES, languages
from moorings.settings import DEMO_PORT, PORT, Settings

#: What each command is for; the module of the same name carries it out.
COMMANDS = {
    "serve": "start Moorings in the browser (this is what no command means)",
    "demo": "look around in a made-up notebook that is gone when you stop it",
    "pocket": "write one help file for a phone, which needs no server",
    "new": "make a vault, and print its recovery code once",
    "import": "bring in another diary, or an export of ours",
    "export": "take everything out, into one readable file",
    "verify": "open a vault or a backup, check every record, and say what was found",
    "backup": "make one sealed copy, and open it to see that it works",
    "restore": "let a backup be a vault again, beside or in the place of one",
    "score": "score a table of answers to a questionnaire, of any size",
    "reliability": "tell alpha, omega and error of a questionnaire from its answers",
    "words": "say of each line on standard input whether it holds danger words",
    "language": "extract the sentences to translate, or check a translation",
    "content": "check practices, lessons, worksheets, the roadmap and the rooms",
}
#: Which practices are in a help file only for who asks for them.
ASKED_FOR = ("4-7-8",)
_WITHOUT_VAULT = frozenset(
    ["demo", "pocket", "score", "reliability", "words", "language", "content"]
)
_OF_ONE_VAULT = frozenset(["new", "import", "export", "verify", "backup", "restore"])
STOPPED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; give its exit status."""
    os.umask(0o077)
    given = list(sys.argv[1:] if arguments is None else arguments)
    chosen = _parser().parse_args(given if _names_command(given) else ["serve", *given])
    settings = _settings(chosen)
    run: Callable[[argparse.Namespace, Settings], int] = _loaded(chosen.command).run
    try:
        return run(chosen, settings())
    except MooringsError as error:
        return _tell(error)
    except OSError as error:
        return _tell(NotAllowedError(path=error.filename, reason=reason_of(error)))
    except KeyboardInterrupt:
        return STOPPED
    except Exception as error:  # noqa: BLE001 - a trace could show what was written
        return _tell(UnforeseenError(kind=type(error).__name__))


class NotAllowedError(MooringsError):
    """The system refused a file or folder."""

    sentence = (
        "The system did not let Moorings at {path} ({reason}). What was kept before "
        "is not touched. Check the path, and whether it is yours to read and write."
    )


class UnforeseenError(MooringsError):
    """A fault of ours."""

    sentence = (
        "Something in the program went wrong ({kind}); it is not your doing. What was "
        "kept before is not touched."
    )


class _Parser(argparse.ArgumentParser):
    """Says in one sentence what was not understood."""

    def error(self, message: str) -> NoReturn:
        told = f"That was not understood: {message}. To see how: {self.prog} --help"
        self.exit(2, f"{told}\n")


def _tell(error: MooringsError) -> int:
    sys.stderr.write(f"{error}\n")
    return 2


_MODULES = {"import": "bring", "export": "take"}


def _loaded(command: str) -> ModuleType:
    """Load a command; nobody looks for garbage among what stays until the end."""
    gc.disable()
    module = import_module(f"moorings.cli.{_MODULES.get(command, command)}")
    gc.freeze()
    gc.enable()
    return module


def _settings(chosen: argparse.Namespace) -> Callable[[], Settings]:
    def read() -> Settings:
        settings = Settings.read(os.environ)
        data = getattr(chosen, "data", None)
        return Settings(data, settings.passphrase) if data else settings

    return read


def _names_command(given: Sequence[str]) -> bool:
    return bool(given) and (
        given[0] in COMMANDS or given[0] in {"-h", "--help", "--version"}
    )


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="moorings",
        description="A private notebook for growing steadier with the people you love.",
        epilog="Without a command, Moorings starts and opens in the browser.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    added = {
        name: commands.add_parser(name, help=told, description=told, allow_abbrev=False)
        for name, told in COMMANDS.items()
    }
    for name, command in added.items():
        if name not in _WITHOUT_VAULT:
            command.add_argument(
                "--data", type=given.folder, metavar="DIR", help="where the vaults lie"
            )
        if name in _OF_ONE_VAULT:
            command.add_argument(
                "--door", default="", metavar="NAME", help="which vault, of several"
            )
    _serving(added["serve"], PORT)
    added["serve"].add_argument(
        "--origin",
        action="append",
        default=[],
        metavar="https://NAME",
        help="a further address that a proxy of yours serves (may be given again)",
    )
    _demo(added["demo"])
    _pocket(added["pocket"])
    _carrying(added)
    _backing_up(added)
    _content(added["content"])
    for name in ("score", "reliability"):
        _answers(added[name])
    added["score"].add_argument(
        "--out", type=Path, metavar="OUT.csv", help="where to write the scores"
    )
    return parser


def _serving(serve: argparse.ArgumentParser, port: int) -> None:
    serve.add_argument(
        "--port", type=given.port, default=port, help=f"the port (default: {port})"
    )
    serve.add_argument(
        "--no-browser", action="store_true", help="do not open the browser"
    )


def _demo(demo: argparse.ArgumentParser) -> None:
    _serving(demo, DEMO_PORT)
    demo.add_argument(
        "--today",
        type=given.day,
        metavar="YYYY-MM-DD",
        help="the day it ends on (default: today)",
    )
    demo.add_argument(
        "--seed",
        type=given.seed,
        default=0,
        metavar="N",
        help="another number varies small things (default: 0)",
    )


def _carrying(added: Mapping[str, argparse.ArgumentParser]) -> None:
    bring = added["import"]
    bring.add_argument("source", type=Path, metavar="PATH", help="a file or folder")
    bring.add_argument(
        "--skip-unreadable",
        action="store_true",
        help="take the rest, and list what could not be read",
    )
    export = added["export"]
    export.add_argument("target", type=Path, metavar="OUT")
    export.add_argument(
        "--as",
        dest="form",
        choices=("json", "page", "folder", "tables", "clinic"),
        default="json",
        help="everything as JSON, as a page to read, as text files or as tables; or "
        "what was measured, for a clinic's system (default: json)",
    )
    language = added["language"]
    language.add_argument("act", choices=("extract", "check"))
    language.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar="FILE",
        help="where to write the template, or the translation to check",
    )


def _backing_up(added: Mapping[str, argparse.ArgumentParser]) -> None:
    added["backup"].add_argument(
        "--to", type=Path, metavar="FILE", help="where (default: among its backups)"
    )
    restore = added["restore"]
    restore.add_argument("source", type=Path, metavar="FILE", help="a backup")
    restore.add_argument(
        "--replace",
        action="store_true",
        help="in the place of the vault here, which is put aside first",
    )
    added["verify"].add_argument(
        "source", type=Path, nargs="?", metavar="FILE", help="a backup, not the vault"
    )


def _content(content: argparse.ArgumentParser) -> None:
    content.add_argument("act", choices=("check",))
    content.add_argument(
        "folder",
        type=given.folder,
        nargs="?",
        metavar="FOLDER",
        help="that of one language (default: every language there is)",
    )


def _pocket(pocket: argparse.ArgumentParser) -> None:
    pocket.add_argument("target", type=Path, metavar="OUT.html")
    pocket.add_argument(
        "--country", default="", metavar="CODE", help="whose numbers come first: gb, us"
    )
    pocket.add_argument(
        "--line",
        action="append",
        default=[],
        metavar="TEXT",
        help="a line of the pocket card, up to three",
    )
    pocket.add_argument("--figure", default="", help="one more, to call to mind")
    pocket.add_argument("--also", action="append", default=[], choices=ASKED_FOR)
    pocket.add_argument("--voice", choices=VOICES, default=VOICES[0])
    pocket.add_argument("--language", choices=languages(), default=SOURCE)


def _answers(command: argparse.ArgumentParser) -> None:
    command.add_argument("answers", type=Path, metavar="ANSWERS.csv")
    command.add_argument(
        "--instrument", required=True, metavar="ID", help="whose key it is: ecr, phq-9"
    )
    command.add_argument(
        "--scale",
        type=given.ends,
        metavar="1-5",
        help="the lowest and highest answer in the file, if not those of the key",
    )
    command.add_argument(
        "--missing",
        action="append",
        default=[],
        metavar="CODE",
        help="what stands for no answer (may be given again)",
    )
    command.add_argument(
        "--columns", default="", metavar="PREFIX", help="what stands before every item"
    )
    command.add_argument(
        "--column",
        action="append",
        type=given.named,
        default=[],
        metavar="ITEM=NAME",
        help="the column of one item (may be given again)",
    )
