"""How long checking takes: `python -m tests.bench.checking`, the machine otherwise quiet.

A sheet of ten lines from a cold start, less the interpreter's own, and warm; the strategy on every loss of the
catalogue; and two hundred sheets in one command, with the cores that it keeps busy.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from derivations.catalogue import catalogue
from derivations.check.checking import check
from derivations.derive import derive
from derivations.language import read_sheet
from derivations.notation import Partial
from tests.check.sheets import right

COLD_RUNS, SHEETS = 9, 200


def seconds(work: object, *given: object) -> float:
    """How long a call takes."""
    begun = time.perf_counter()
    work(*given)  # type: ignore[operator]
    return time.perf_counter() - begun


def processor_seconds() -> float:
    """What all processes started from here, and theirs, have computed."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(*command: str) -> None:
    subprocess.run([sys.executable, *command], stdout=subprocess.DEVNULL, check=False)


def sheets() -> list[str]:
    """A sheet of every derivation and route, its lines repeated or cut to ten."""
    found = []
    for entry in catalogue().values():
        for route in entry.routes:
            rows = right(entry, route).splitlines()
            lines = [row for row in rows if row.startswith("=")]
            head = rows[: len(rows) - len(lines)]
            found.append("\n".join([*head, *(lines * 10)[:10]]) + "\n")
    return found


def p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def main() -> None:
    """Print the figures."""
    texts = sheets()
    warm = [seconds(lambda t: check(read_sheet(t)), text) for text in texts]
    print(f"ten lines, warm: median {median(warm):.2f} s, p95 {p95(warm):.2f} s over {len(texts)} sheets")
    starts = [e.derivation().start for e in catalogue().values()]
    derived = [seconds(derive, start) for start in starts if isinstance(start, Partial)]
    print(f"derive: median {median(derived):.2f} s, largest {max(derived):.2f} s over {len(derived)} losses")
    with tempfile.TemporaryDirectory() as folder:
        files = [str(Path(folder, f"{place}.gw")) for place in range(SHEETS)]
        for place, file in enumerate(files):
            Path(file).write_text(texts[place % len(texts)], encoding="utf-8")
        bare = median(seconds(run, "-c", "pass") for _ in range(COLD_RUNS))
        cold = [seconds(run, "-m", "derivations", "check", file) - bare for file in files[:: SHEETS // COLD_RUNS]]
        print(f"ten lines, cold: median {median(cold):.2f} s, p95 {p95(cold):.2f} s beyond the interpreter's start")
        before = processor_seconds()
        together = seconds(run, "-m", "derivations", "check", "--json", *files)
        busy = (processor_seconds() - before) / together
        cores = f"{busy:.2f} of {os.cpu_count()} cores busy"
        print(f"{SHEETS} sheets: {together:.1f} s in one command, which keeps {cores}")


if __name__ == "__main__":
    main()
