"""Steps: each act is done in children that are killed at its first, second … last step.

A step is whatever changes a disk: a write, a sync, a file made, renamed or removed.
"""

import os
import shutil
import signal
import sys
import traceback
from pathlib import Path
from typing import NoReturn
from unittest.mock import patch

from campaigns.campaign import Campaign, Seen
from campaigns.in_memory import in_memory
from campaigns.repeating import known_stretch
from campaigns.steps_acts import ACTS, Act
from campaigns.steps_before import Before, prepare
from campaigns.stopping_disk import Steps, StoppingDisk
from moorings.vault import wraps

LONGEST = 1_000


def run(folder: Path, size: int, seed: int) -> Seen:
    """Kill every act at every step, so many times over."""
    seen = Seen()
    with in_memory(folder) as place, patch.object(wraps, "stretch", known_stretch):
        for turn in range(size):
            for name, act in ACTS.items():
                seen.also[name] += kill_at_each_step(
                    act, name, place / f"{turn}-{name}", seen
                )
            seen.done += 1
    return seen


def kill_at_each_step(act: Act, name: str, folder: Path, seen: Seen) -> int:
    """Do an act again and again, let one step more each time; give its steps."""
    before = act.ready(prepare(folder / "before"))
    try:
        for steps in range(LONGEST):
            place = folder / str(steps)
            if name != "make":
                shutil.copytree(before.folder, place)
            done = came_through(act, before, place, steps)
            try:
                act.check(before, place, done)
            except Exception:  # noqa: BLE001 - all of them are told
                seen.problems.append(f"{name}, step {steps}: {traceback.format_exc()}")
            shutil.rmtree(place)
            if done:
                return steps
    finally:
        shutil.rmtree(folder)
    seen.problems.append(f"{name}: no end after {LONGEST} steps")
    return LONGEST


def came_through(act: Act, before: Before, folder: Path, allowed: int) -> bool:
    pid = os.fork()
    if pid == 0:
        child(act, before, folder, allowed)
    _, status = os.waitpid(pid, 0)
    assert status in {0, signal.SIGKILL}
    return status == 0


def child(act: Act, before: Before, folder: Path, allowed: int) -> NoReturn:
    steps, status = Steps(allowed), 1
    try:
        disk = StoppingDisk(steps)
        sys.addaudithook(steps.audit)
        act.do(before, folder)
        steps.audit("done", disk)
        status = 0
    except Exception:  # noqa: BLE001 - told by the child, counted by its parent
        traceback.print_exc()
    finally:
        os._exit(status)


CAMPAIGN = Campaign(
    name="steps",
    does="each act is killed at each of its steps (a write, a sync, a new name)",
    unit="rounds",
    ci=1,
    full=20,
    run=run,
    must_see=tuple(ACTS),
)
