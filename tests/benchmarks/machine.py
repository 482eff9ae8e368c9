"""What machine the figures come from, in a line."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path


def facts() -> str:
    """Processor, cores that may be used, memory, system, interpreter."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{_processor()}, {cores} cores, {_memory()}, {platform.system()} {platform.machine()}, {python}"


def releases(*names: str) -> str:
    """The releases of the packages that were measured."""
    return ", ".join(f"{name} {version(name)}" for name in names)


def load() -> str:
    """How busy the machine was in the last minutes: above its cores, wall times are longer than the work alone."""
    return f"load {os.getloadavg()[1]:.1f}" if hasattr(os, "getloadavg") else "load unknown"


def _processor() -> str:
    return _line("/proc/cpuinfo", "model name") or platform.processor() or "processor unknown"


def _memory() -> str:
    kilobytes = _line("/proc/meminfo", "MemTotal").removesuffix(" kB")
    return f"{round(int(kilobytes) / 1024**2)} GB" if kilobytes else "memory unknown"


def _line(file: str, key: str) -> str:
    try:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "")
