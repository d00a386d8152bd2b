"""Starts Moorings as often as tests ask for it, and loads it only once.

A process that has loaded everything and opened nothing takes an order a line on its
standard input. For each program it forks, and the child does what the interpreter does
with that command, in an environment and with outputs of its own.
"""

import gc
import json
import os
import runpy
import sys
import tomllib
from typing import Any

from uvicorn.lifespan import on
from uvicorn.protocols.http import auto

from moorings.cli import serve
from moorings.library.catalogue import SOURCE
from moorings.web import assets
from moorings.web.app import all_routes
from moorings.web.rendering import ENVIRONMENT

#: Loaded here as it is by a program, which has it when it is first needed.
LOADED = (auto, on, serve, tomllib)


def load_the_rest() -> None:
    """Load every page with what it sends, and templates where they lie compiled."""
    all_routes()
    assets.assets()
    for each in assets.TABLES:
        assets.table(f"{each}.{SOURCE}.json")
    if ENVIRONMENT.bytecode_cache:
        for template in ENVIRONMENT.list_templates(["html"]):
            ENVIRONMENT.get_template(template)
    gc.freeze()


def answered(order: dict[str, Any]) -> int | None:
    """Start a program and give its number, or give the status of one that ended."""
    if "ended" in order:
        gone, status = os.waitpid(order["ended"], os.WNOHANG)
        return os.waitstatus_to_exitcode(status) if gone else None
    if number := os.fork():
        return number
    become(**order)
    sys.exit()


def become(
    command: list[str], environment: dict[str, str], outputs: tuple[str, str]
) -> None:
    """Be the program that was ordered, until it ends."""
    for number, file in enumerate((os.devnull, *outputs)):
        opened = os.open(file, os.O_RDWR | os.O_APPEND)
        os.dup2(opened, number)
        os.close(opened)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = command
    if command[0] == "moorings":
        runpy.run_module("moorings", run_name="__main__", alter_sys=True)
    else:
        runpy.run_path(command[0], run_name="__main__")


if __name__ == "__main__":
    load_the_rest()
    for line in sys.stdin:
        sys.stdout.write(f"{json.dumps(answered(json.loads(line)))}\n")
        sys.stdout.flush()
