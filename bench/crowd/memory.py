"""How much memory a process has."""

from pathlib import Path


def resident_mb(pid: int | str = "self") -> float:
    """Return a process's resident memory in megabytes (10^6 bytes); Linux only."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise RuntimeError("the system does not tell how much memory a process has")
