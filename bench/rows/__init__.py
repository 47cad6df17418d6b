"""One module a row: `run(runs: int) -> Row`. A new module is a new row; nothing else to do."""
