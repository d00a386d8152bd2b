"""What a measure gives back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table.

    `floor` is what the same machine needed, in the same run, for the part that nobody
    can leave out; where the goal is a ratio (`relative`), that is held against it.
    """

    measure: str
    result: float
    unit: str
    goal: float
    n: int
    floor: float | None = None
    ratio: float | None = None
    relative: bool = False
    note: str = ""
    facts: dict[str, object] = field(default_factory=dict)

    @property
    def met(self) -> bool:
        """Say whether the goal was met."""
        held = self.ratio if self.relative else self.result
        return held is not None and held <= self.goal

    def told(self) -> dict[str, object]:
        """Give everything that is known, for the JSON."""
        return {
            "measure": self.measure,
            "result": self.result,
            "unit": self.unit,
            "floor": self.floor,
            "ratio": self.ratio,
            "goal": self.goal,
            "goal_is": "ratio" if self.relative else "result",
            "met": self.met,
            "n": self.n,
            "note": self.note,
            **self.facts,
        }

    def cells(self) -> tuple[str, ...]:
        """Give one line of the table."""
        goal = f"≤ {self.goal:g} x" if self.relative else f"≤ {self.goal:g} {self.unit}"
        return (
            self.measure,
            f"{_short(self.result)} {self.unit}".strip(),
            f"{_short(self.floor)} {self.unit}".strip() if self.floor else "-",
            f"{self.ratio:.2f} x" if self.ratio else "-",
            goal.strip(),
            "met" if self.met else "MISSED",
            str(self.n),
        )


def beside(
    measure: str, goal: float, ours: Sequence[float], floor: Sequence[float]
) -> Result:
    """Hold seconds against the seconds their floor took, pair by pair.

    What was measured one after the other met the same weather; the middle of all pairs
    says more than one time over another.
    """
    ratios = [one / other for one, other in zip(ours, floor, strict=True)]
    return Result(
        measure,
        median(ours) * 1000,
        "ms",
        goal,
        len(ratios),
        median(floor) * 1000,
        median(ratios),
        relative=True,
        facts={"best": min(ours) * 1000, "floor_best": min(floor) * 1000},
    )


HEADINGS = ("measure", "result", "floor", "ratio", "goal", "", "n")


def table(results: list[Result]) -> str:
    """Set the results in columns."""
    lines = [HEADINGS, *(result.cells() for result in results)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEADINGS))]
    set_out = [
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]
    return "\n".join([set_out[0], "-" * (sum(widths) + 2 * len(widths)), *set_out[1:]])


def percentile(values: list[float], percent: int) -> float:
    """Give the value below which so many percent lie."""
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def _short(value: float) -> str:
    return f"{value:.3g}" if value < 100 else f"{value:.0f}"  # noqa: PLR2004 - digits
