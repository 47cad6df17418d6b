"""`content`: the library of activities."""

import argparse
import json

from bot.catalog import check, counts, load
from bot.catalog.worries import check_worries
from bot.settings import Settings


def check_library(settings: Settings, options: argparse.Namespace) -> int:
    """Print every problem of the library; return the exit status."""
    folders = list(settings.content_dirs)
    if options.path:
        whole = (options.path[0] / "areas.yaml").exists()
        folders = list(options.path) if whole else [*folders, *options.path]
    problems = check(folders)
    problems += check_worries(folders, None if problems else load(folders))
    found = {} if problems else counts(load(folders))
    if options.json:
        listed = [
            {"file": p.file, "field": p.field, "reason": p.reason, "fix": p.fix} for p in problems
        ]
        print(json.dumps({"counts": found, "problems": listed}, indent=2))
    else:
        for problem in problems:
            print(problem)
        print(f"{len(problems)} problems" if problems else f"The library is sound: {found}")
    return 1 if problems else 0
