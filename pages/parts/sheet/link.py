"""A sheet within a link: compressed, bounded, and read back with a sentence where it is no sheet."""

import base64
import binascii
import zlib

from pages.parts.parameter import Parameter

LONGEST_LINK = 8_000
"""characters that a sheet may take in an address"""
LONGEST_SHEET = 20_000
"""characters of a sheet that comes out of an address"""


def packed(text: str) -> str:
    """A sheet as letters that may stand in an address."""
    squeezed = zlib.compress(text.encode(errors="replace"), 9, wbits=-15)
    return base64.urlsafe_b64encode(squeezed).decode().rstrip("=")


def unpacked(letters: str) -> str:
    """The sheet of a link; a ValueError with a sentence where there is none."""
    if len(letters) > LONGEST_LINK:
        raise ValueError(f"a sheet in a link has at most {LONGEST_LINK} characters, not {len(letters)}")
    try:
        squeezed = base64.b64decode(letters + "=" * (-len(letters) % 4), altchars=b"-_", validate=True)
        opened = zlib.decompressobj(wbits=-15)
        text = opened.decompress(squeezed, LONGEST_SHEET * 4 + 1).decode()
    except (binascii.Error, zlib.error, ValueError):
        raise ValueError("it was cut off or changed on its way") from None
    if len(text) > LONGEST_SHEET or opened.unconsumed_tail:
        raise ValueError(f"it holds more than {LONGEST_SHEET} characters")
    if not opened.eof:
        raise ValueError("it was cut off or changed on its way")
    return text


def fits(text: str) -> bool:
    """Whether a sheet can be sent as a link."""
    return len(text) <= LONGEST_SHEET and len(packed(text)) <= LONGEST_LINK


def sheet_parameter(name: str) -> Parameter:
    """A sheet as a parameter of a page's address; the empty one stands for the page's own example."""
    return Parameter(name, "", unpacked, lambda text: packed(text) if text else "the example")


def in_link(text: str, example: str) -> str:
    """A sheet as its parameter holds it: nothing for the example, and nothing where it is too long for a link."""
    return "" if text == example or not fits(text) else text
