"""How long checking takes: `python -m tests.bench.checking`, the machine otherwise quiet.

A sheet of ten lines from a cold start, less the interpreter's own, all of them right or the last one wrong, and warm;
the strategy on every loss of the catalogue; and two hundred sheets in one command, with the cores that it keeps busy.
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
from tests.check.sheets import right, wrong

BARE_RUNS, SHEETS = 9, 200
ONE_IN = 5
"""Of the sheets, how many are checked from a cold start."""


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
    """A sheet of every derivation and route."""
    return [of_ten_lines(right(entry, route)) for entry in catalogue().values() for route in entry.routes]


def wrong_sheets() -> list[str]:
    """A sheet of every mistake of the catalogue, which stands in its last line."""
    found = []
    for entry in catalogue().values():
        for place in range(len(entry.mistakes)):
            *_rows, mistake = wrong(entry, place).splitlines()
            found.append(of_ten_lines(right(entry, next(iter(entry.routes))), mistake))
    return found


def of_ten_lines(sheet: str, *last: str) -> str:
    """A sheet whose lines are repeated or cut to ten, of which the last are given."""
    rows = sheet.splitlines()
    lines = [row for row in rows if row.startswith("=")]
    head = rows[: len(rows) - len(lines)]
    return "\n".join([*head, *(lines * 10)[: 10 - len(last)], *last]) + "\n"


def p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def beyond_the_start(files: list[str]) -> list[float]:
    """How long the command takes with each file, less what the interpreter takes to start."""
    bare = median(seconds(run, "-c", "pass") for _ in range(BARE_RUNS))
    return [seconds(run, "-m", "derivations", "check", file) - bare for file in files]


def written(texts: list[str], folder: Path) -> list[str]:
    """The files of some sheets."""
    folder.mkdir()
    files = [folder / f"{place}.gw" for place in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    return list(map(str, files))


def print_warm(texts: list[str]) -> None:
    warm = [seconds(lambda t: check(read_sheet(t)), text) for text in texts]
    print(f"ten lines, warm: median {median(warm):.2f} s, p95 {p95(warm):.2f} s over {len(texts)} sheets")


def print_derivations() -> None:
    starts = [e.derivation().start for e in catalogue().values()]
    derived = [seconds(derive, start) for start in starts if isinstance(start, Partial)]
    print(f"derive: median {median(derived):.2f} s, largest {max(derived):.2f} s over {len(derived)} losses")


def print_cold(name: str, files: list[str]) -> None:
    cold = beyond_the_start(files)
    figures = f"median {median(cold):.2f} s, p95 {p95(cold):.2f} s over {len(cold)} sheets"
    print(f"{name}, cold: {figures}, beyond the interpreter's start")


def print_many(files: list[str]) -> None:
    before = processor_seconds()
    together = seconds(run, "-m", "derivations", "check", "--json", *files)
    busy = (processor_seconds() - before) / together
    cores = f"{busy:.2f} of {os.cpu_count()} cores busy"
    print(f"{len(files)} sheets: {together:.1f} s in one command, which keeps {cores}")


def main() -> None:
    """Print the figures."""
    texts = sheets()
    print_warm(texts)
    print_derivations()
    with tempfile.TemporaryDirectory() as folder:
        files = written(texts, Path(folder, "right"))
        print_cold("ten right lines", files[::ONE_IN])
        print_cold("nine right lines and a wrong one", written(wrong_sheets()[::ONE_IN], Path(folder, "wrong")))
        print_many((files * SHEETS)[:SHEETS])


if __name__ == "__main__":
    main()
