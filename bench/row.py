"""One measured fact beside the same fact about others, and where such rows are kept."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, Final

RESULTS: Final = Path("build/bench.json")


@dataclass(frozen=True, slots=True)
class Row:
    """A measurement: medians over `runs` runs; None where it could not be taken.

    Attributes:
        also: what else was measured of ours at the same time, by name with its unit.
    """

    name: str
    unit: str
    ours: float | None
    peers: Mapping[str, float] = field(default_factory=dict)
    runs: int = 3
    also: Mapping[str, float] = field(default_factory=dict)


def middle(values: Sequence[float]) -> float | None:
    """Return the median to three places; None without a value."""
    return round(median(values), 3) if values else None


def save(rows: Iterable[Row], path: Path = RESULTS) -> None:
    """Write the rows as a JSON list; rows of the same file that were not measured now stay."""
    kept = {row["name"]: row for row in _read(path)}
    kept.update({row.name: asdict(row) for row in rows})
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(list(kept.values()), indent=2) + "\n", encoding="utf-8")


def table(rows: Sequence[Row]) -> str:
    """Return the rows as text; each peer with the factor between us and them."""
    lines = [("row", "unit", "ours", "beside", "ours / theirs")]
    for row in rows:
        first = (row.name, row.unit, _number(row.ours))
        beside: list[tuple[str, float | None]] = [*row.peers.items()] or [("", None)]
        for index, (name, value) in enumerate(beside):
            factor = f"{row.ours / value:.2f}" if row.ours and value else ""
            head = first if index == 0 else ("", "", "")
            lines.append((*head, f"{name} {_number(value)}".strip(), factor))
        lines += [
            ("", "", "", f"also: {name} {_number(fact)}", "") for name, fact in row.also.items()
        ]
    widths = [max(len(line[column]) for line in lines) for column in range(5)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _read(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return rows


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.3f}" if value < 10 else f"{value:,.0f}"
