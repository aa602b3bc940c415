"""Images that a notebook shows: only what really is a PNG or a JPEG, and of a sane size."""

import base64
import binascii
import struct
from dataclasses import dataclass


PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
MAX_PIXELS = 40_000_000
# Markers of a JPEG after which its height and width stand.
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True)
class Image:
    """An image as a page holds it: kind "png" or "jpeg", base64, width and height in pixels."""

    kind: str
    data: str
    width: int
    height: int


def read(kind: str, encoded: str) -> Image | None:
    """The image of an output's `image/png` or `image/jpeg`; None if it is not what it says.

    Args:
        kind: "png" or "jpeg".
        encoded: its base64.
    """
    try:
        content = base64.b64decode("".join(encoded), validate=False)
    except (binascii.Error, ValueError, TypeError):
        return None
    size = _png_size(content) if kind == "png" else _jpeg_size(content)
    if size is None or not 0 < size[0] * size[1] <= MAX_PIXELS:
        return None
    return Image(kind, base64.b64encode(content).decode(), *size)


def _png_size(content: bytes) -> tuple[int, int] | None:
    if not content.startswith(PNG) or content[12:16] != b"IHDR" or len(content) < 24:
        return None
    return struct.unpack(">II", content[16:24])


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Width and height: the file is a row of segments, each a marker and its length."""
    if not content.startswith(JPEG):
        return None
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], struct.unpack(">H", content[at + 2 : at + 4])[0]
        if marker in FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
