"""How many people one process serves: python tests/bench/load.py

Each session opens a page as a browser would, over its own WebSocket, and then moves a slider every so many seconds.
Printed are the milliseconds from a move until the server has sent all that changed, the ratio of their 95th percentile
to that of a single session in the same run, the moves answered a second by all together, and the server's memory.
Client and server share this machine.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
from tests.conftest import serve, stop  # noqa: E402

CLASSES = ((1, 1.0), (10, 1.0), (10, 5.0), (50, 5.0), (100, 5.0), (100, 1.0))
"""How many there are, and the seconds from one move of each to the next."""
PAGES = ("Softmax", "Walk")
SECONDS = 15.0
PATIENCE = 60.0


@dataclass
class Visitor:
    """A session on a page: its connection, the sliders it found there, and how long each move took."""

    socket: ClientConnection
    page: str
    panel: str = ""
    fragment: str = ""
    groups: list[dict[str, Any]] = field(default_factory=list)
    changes: int = 0
    milliseconds: list[float] = field(default_factory=list)

    async def open(self) -> None:
        """Run the page, and note its first panel of sliders."""
        await self.ask(BackMsg())
        if not self.groups:
            raise RuntimeError(f"The page {self.page} sent no sliders.")

    async def move(self, place: int) -> None:
        """Move the first slider, and wait until the server has answered."""
        sent = {
            each["name"]: {"revision": each["revision"], "values": list(each["values"])} for each in self.groups
        }
        first = self.groups[0]
        span = first["high"] - first["low"]
        sent[first["name"]]["values"][0] = round(first["low"] + span * (0.2 + 0.03 * place), 2)
        message = BackMsg()
        widget = message.rerun_script.widget_states.widgets.add()
        widget.id, widget.json_value = self.panel, json.dumps({"state": sent})
        message.rerun_script.fragment_id = self.fragment
        start = time.perf_counter()
        before = self.changes
        await self.ask(message)
        if self.changes == before:
            raise RuntimeError(f"Moving a slider changed nothing on the page {self.page}.")
        self.milliseconds.append(1000 * (time.perf_counter() - start))

    async def ask(self, message: BackMsg) -> None:
        """Send a message, and read until the script has finished."""
        message.rerun_script.page_name = self.page
        await self.socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while not self.heard(ForwardMsg.FromString(await self.socket.recv())):  # type: ignore[arg-type]
                pass

    def heard(self, message: ForwardMsg) -> bool:
        """Note what belongs to the sliders; whether this was the last message."""
        self.changes += message.WhichOneof("type") in ("delta", "ref_hash")
        element = message.delta.new_element
        if element.HasField("exception"):
            raise RuntimeError(f"The page {self.page} failed: {element.exception.type}: {element.exception.message}")
        if element.HasField("bidi_component"):
            data = json.loads(element.bidi_component.json or "{}")
            if "groups" in data and not self.groups:
                self.panel, self.groups = element.bidi_component.id, data["groups"]
                self.fragment = message.delta.fragment_id
        return message.WhichOneof("type") == "script_finished"


async def visit(address: str, page: str, place: int, sessions: int, every: float) -> list[float]:
    """One session's moves, spread over the time that it shares with the others."""
    url = f"{address.replace('http', 'ws')}/_stcore/stream"
    async with connect(url, subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
        visitor = Visitor(socket, page)
        await asyncio.sleep(0.1 * place)  # people do not all arrive at once
        await visitor.open()
        await visitor.move(0)
        await asyncio.sleep(0.1 * (sessions - place) + every * place / sessions)
        for move in range(round(SECONDS / every)):
            start = time.perf_counter()
            await visitor.move(move + 1)
            await asyncio.sleep(max(0.0, every - (time.perf_counter() - start)))
        return visitor.milliseconds[1:]


async def together(address: str, page: str, sessions: int, every: float) -> list[float]:
    """The moves of all sessions."""
    found = await asyncio.gather(*(visit(address, page, place, sessions, every) for place in range(sessions)))
    return [one for moves in found for one in moves]


def megabytes(process: int) -> float:
    """The memory that a process holds, where the system tells."""
    status = Path(f"/proc/{process}/status")
    rows = status.read_text().splitlines() if status.exists() else []
    return next((int(row.split()[1]) / 1024 for row in rows if row.startswith("VmRSS")), float("nan"))


def main() -> None:
    """Print a row for each page, number of sessions and pace."""
    process, address = serve(ROOT / "app.py")
    try:
        time.sleep(10)  # until the server has made ready what it prepares in the background
        print("page     sessions  a move every s  median ms  p95 ms  ratio  answered/s  server MB")
        for page in PAGES:
            alone = None
            for sessions, every in CLASSES:
                found = asyncio.run(together(address, page, sessions, every))
                cut = quantiles(found, n=20)
                alone = alone or cut[-1]
                answered = sessions / max(every, sum(found) / len(found) / 1000)
                figures = f"{cut[9]:9.0f}  {cut[-1]:6.0f}  {cut[-1] / alone:5.1f}  {answered:10.0f}"
                print(f"{page:8} {sessions:8}  {every:14.0f}  {figures}  {megabytes(process.pid):9.0f}", flush=True)
    finally:
        stop(process)


if __name__ == "__main__":
    main()
