"""What the figures were measured on."""

import os
import platform
import sqlite3
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from bot.config import ROOT
from tests.benchmarks.figures import Figures


def machine() -> Figures:
    """Processor, memory, versions, the commit, and how busy it was with other things when it began."""
    info, memory = Path("/proc/cpuinfo"), Path("/proc/meminfo")
    names = [line.partition(":")[2].strip() for line in _lines(info) if line.startswith("model name")]
    total = next((int(line.split()[1]) / 1024**2 for line in _lines(memory) if line.startswith("MemTotal")), None)
    return {
        "processor": names[0] if names else platform.processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory_gb": total,
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "commit": _commit(),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "load_before": os.getloadavg()[0],
    }


def _lines(file: Path) -> list[str]:
    return file.read_text().splitlines() if file.is_file() else []


def _commit() -> str:
    """Abbreviated, with `+` when files were changed since; empty outside a repository."""
    try:
        told = subprocess.run(
            ["git", "describe", "--always", "--dirty=+"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return told.stdout.strip()
