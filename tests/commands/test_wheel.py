"""The wheel works where there is no checkout: the commands, the library, and the app with the processes it starts."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from urllib.request import urlopen

import pytest

from pages.parts.browser import PLOTLY_URL
from tests.conftest import ROOT, Reader, answering, free_port, stop


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The interpreter of a fresh environment that has the wheel, and of the checkout's environment what it needs."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    [wheel] = folder.glob("*.whl")
    venv.create(folder / "venv")
    python = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = [sys.executable, "-m", "pip", "--python", python]
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--no-index", wheel], check=True)
    site = printed(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    # The path alone, so that a checkout installed for editing, which a .pth file there names, stays out of sight.
    (Path(site) / "needed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return python


def surroundings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def printed(python: Path, *words: str) -> str:
    """What the fresh interpreter prints, run from its own folder."""
    command = [python, *words]
    done = subprocess.run(
        command, cwd=python.parent, env=surroundings(), capture_output=True, text=True, encoding="utf-8", check=True
    )
    return done.stdout


@pytest.fixture(scope="module")
def address(installed):
    """The app as the wheel starts it."""
    port = free_port()
    command = [installed, "-m", "derivations", "app", "--no-browser", "--port", str(port)]
    process = subprocess.Popen(command, cwd=installed.parent, env=surroundings(), stdout=subprocess.DEVNULL)
    yield answering(process, f"http://127.0.0.1:{port}")
    stop(process)


def test_it_is_the_wheel_that_runs(installed):
    where = printed(installed, "-c", "import derivations; print(derivations.__file__)")
    assert "venv" in where
    assert str(ROOT) not in where


def test_the_commands_run(installed):
    assert "cross-entropy" in [e["slug"] for e in json.loads(printed(installed, "-m", "derivations", "list", "--json"))]
    assert "def gradient(z, y):" in printed(installed, "-m", "derivations", "export", "cross-entropy", "--to", "numpy")


def test_the_worksheets_and_the_types_are_there(installed):
    ask = "from derivations.worksheets import worksheets; from importlib.resources import files; "
    ask += "print(len(worksheets()), files('derivations').joinpath('py.typed').is_file())"
    count, is_typed = printed(installed, "-c", ask).split()
    assert int(count) == len(list((ROOT / "derivations" / "worksheets").glob("*.gw")))
    assert is_typed == "True"


def test_the_app_serves_itself_and_what_it_needs(address):
    assert b"<title>Streamlit</title>" in urlopen(f"{address}/Walk").read()
    assert int(urlopen(address + PLOTLY_URL).headers["Content-Length"]) > 1_000_000


@pytest.mark.parametrize("path", ["/", "/Walk", "/Check"])
def test_a_page_stands(path, address, contexts):
    reader = Reader(contexts(), address)
    reader.open(path)
    reader.close()
