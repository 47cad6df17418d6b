"""Laying a practice's own folder over the shipped library, and hearing what the check says."""

from pathlib import Path

from bot.catalog import check

CONTENT = Path(__file__).parents[1] / "content"
SOCKS = "activities/dressing/dress-socks-on.yaml"


def card(name: str = SOCKS) -> str:
    """Return the text of a shipped file."""
    return (CONTENT / name).read_text(encoding="utf-8")


def override(folder: Path, text: str | bytes, name: str = SOCKS) -> Path:
    """Write a file into a practice's folder, and return the folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def told(folder: Path) -> list[str]:
    """Return what the check says about a practice's folder laid over the library."""
    found = [str(problem) for problem in check([CONTENT, folder])]
    return [problem.removeprefix(f"{folder.as_posix()}/") for problem in found]
