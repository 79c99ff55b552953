"""`python -m derivations`."""

import os
import sys
from io import TextIOWrapper

from derivations.commands import main

for stream in (sys.stdout, sys.stderr):
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8")  # formulas, also into a file on a machine with another habit
try:
    code = main()
    sys.stdout.flush()
except BrokenPipeError:  # whoever reads, such as `head`, has seen enough
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    code = 0
except KeyboardInterrupt:
    code = 130
sys.exit(code)
