"""What a campaign is, and what it has to tell."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

MOST_PROBLEMS = 10


@dataclass
class Seen:
    """What came of one campaign. The bar is nought of whatever is wrong.

    `lost` was acknowledged and is not there, `silent` is not as it was kept and nothing
    says so, `doubled` is there twice; `problems` are whatever else must not be, told in
    words. `also` counts what else came of it, such as ``refused``: nobody judges that.
    """

    done: int = 0
    lost: int = 0
    silent: int = 0
    doubled: int = 0
    problems: list[str] = field(default_factory=list)
    also: Counter[str] = field(default_factory=Counter)

    @property
    def wrong(self) -> int:
        """Say how much was wrong."""
        return self.lost + self.silent + self.doubled + len(self.problems)

    def told(self) -> dict[str, Any]:
        """Give all of it, for the JSON."""
        return vars(self) | {"wrong": self.wrong}


class Campaign(NamedTuple):
    """One thing that goes wrong, and how often it is tried.

    `run` takes an empty folder, how often, and a seed: the same seed does the same
    again. `must_see` names what `also` has to have counted, for otherwise nothing was
    tried.
    """

    name: str
    does: str
    unit: str
    ci: int
    full: int
    run: Callable[[Path, int, int], Seen]
    must_see: tuple[str, ...] = ()

    def judged(self, folder: Path, size: int, seed: int) -> Seen:
        """Run it, and hold it against what it has to have tried."""
        seen = self.run(folder, size, seed)
        if seen.done < size:
            seen.problems.append(f"only {seen.done} of {size} {self.unit} were done")
        for name in self.must_see:
            if not seen.also[name]:
                seen.problems.append(f"{name} never came about")
        del seen.problems[MOST_PROBLEMS:]
        return seen
