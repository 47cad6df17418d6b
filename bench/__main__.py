"""`python -m bench [ROW ...] [--runs N]`: measure all rows, or those named."""

import argparse
import importlib
import pkgutil

from bench import rows
from bench.row import RESULTS, Row, save, table


def main() -> None:
    """Measure, save each row as soon as it is known, and print the table."""
    known = sorted(module.name for module in pkgutil.iter_modules(rows.__path__))
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("row", nargs="*", help=f"which rows: {', '.join(known)}")
    parser.add_argument("--runs", type=int, default=3, help="runs of which the median counts")
    options = parser.parse_args()
    unknown = sorted(set(options.row) - set(known))
    if unknown:
        parser.error(f"no such row: {', '.join(unknown)}; there are {', '.join(known)}")
    measured: list[Row] = []
    for name in options.row or known:
        print(f"{name} ...", flush=True)
        row: Row = importlib.import_module(f"bench.rows.{name}").run(options.runs)
        measured.append(row)
        save([row])
    print(f"\n{table(measured)}\n\nwritten to {RESULTS}")


if __name__ == "__main__":
    main()
