"""Model: everything one can do with a notebook, in any order, beside a dictionary.

After each step the notebook, read anew from its file, holds what the dictionary does.
"""

import traceback
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as seeded
from hypothesis.stateful import run_state_machine_as_test

from campaigns.box_program import quickly_stretched
from campaigns.campaign import Campaign, Seen
from campaigns.clocks import Hands
from campaigns.in_memory import in_memory
from campaigns.model_machine import Machine
from campaigns.model_notebook import PASSPHRASES
from moorings.companion.harbour import Harbour
from moorings.vault.derivation import cheapest_stretching

#: So many steps has a run; of a large campaign, more.
STEPS, MORE_STEPS, LARGE = 50, 100, 1_000


def run(folder: Path, size: int, seed: int) -> Seen:
    """Let so many runs be drawn; tell the steps of the first that goes wrong.

    They are drawn a thousand at a time: what draws them remembers each.
    """
    seen = Seen()
    with in_memory(folder) as root, quickly_stretched():
        template = root / "template"
        harbour = Harbour(template, Hands(), stretching=cheapest_stretching)
        code_of_it = harbour.make(PASSPHRASES[0]).code
        harbour.lock_all()
        bound = {"template": template, "code": code_of_it, "seen": seen}
        for lot, before in enumerate(range(0, size, LARGE)):
            machine = seeded(seed + lot)(type("Bound", (Machine,), bound))
            chosen = settings(
                max_examples=min(LARGE, size - before),
                stateful_step_count=MORE_STEPS if size > LARGE else STEPS,
                database=None,
                deadline=None,
                phases=(Phase.generate, Phase.shrink),
                suppress_health_check=list(HealthCheck),
            )
            try:
                run_state_machine_as_test(machine, settings=chosen)
            except Exception:  # noqa: BLE001 - all of them are told
                seen.silent += 1
                seen.problems.append(traceback.format_exc())
                break
    return seen


CAMPAIGN = Campaign(
    name="model",
    does="everything one can do with a notebook, in an order drawn by chance, 50 steps "
    "each (100 in a large campaign), held after each step against a plain dictionary",
    unit="runs",
    ci=200,
    full=20_000,
    run=run,
    must_see=(
        *("edit", "bring_back", "erase", "finish", "unlock", "leave_alone"),
        *("send_otherwise", "change_passphrase", "renew_code"),
        *("back_up", "restore", "crash"),
    ),
)
