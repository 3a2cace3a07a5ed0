"""What processes use, as Linux tells it."""

from pathlib import Path

KIBIBYTES_A_MEBIBYTE = 1024


def children(parent: int) -> list[int]:
    """Give the processes that a process started and that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rpartition(")")[2].split()[1]) == parent:
                found.append(int(stat.parent.name))
        except OSError:
            continue
    return sorted(found)


def processor_seconds(pids: list[int]) -> float:
    """Give the processor time that processes have used; those that are gone count nothing."""
    total = 0
    for pid in pids:
        for task in Path(f"/proc/{pid}/task").glob("*/schedstat"):
            try:
                total += int(task.read_text().split()[0])
            except OSError:
                continue
    return total / 1e9


def memory(pid: int) -> tuple[int, int]:
    """Give the resident memory of a process in MiB, and its fair share of what it shares with others."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    sizes = {name: int(size.split()[0]) for name, size in (line.split(":") for line in lines)}
    return sizes["Rss"] // KIBIBYTES_A_MEBIBYTE, sizes["Pss"] // KIBIBYTES_A_MEBIBYTE
