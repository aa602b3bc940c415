"""Pictures of parts of a page, with numbers drawn over them."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from pages import ROOT
from PIL import Image
from playwright.sync_api import Browser, Locator, Page


PICTURES = ROOT / "book" / "problem_sets" / "pictures"
WIDTH, MARGIN = 760, 8

# Draws a number in a circle.
CIRCLE = """
([number, x, y]) => {
  const circle = document.createElement("div");
  circle.textContent = number;
  circle.style.cssText = `position: absolute; left: ${x - 11}px; top: ${y - 11}px; width: 22px;
    height: 22px; border-radius: 50%; background: #b3261e; color: white; z-index: 99999;
    font: bold 14px/22px sans-serif; text-align: center; box-shadow: 0 0 0 2px white;`;
  document.body.append(circle);
}
"""

# Underlines words where they stand last, and returns the middle of their first line.
UNDERLINE = """
(element, words) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), range = new Range();
  while (walker.nextNode()) {
    const start = walker.currentNode.data.lastIndexOf(words);
    if (start < 0) continue;
    range.setStart(walker.currentNode, start);
    range.setEnd(walker.currentNode, start + words.length);
  }
  const boxes = [...range.getClientRects()];
  for (const box of boxes) {
    const line = document.createElement("div");
    line.style.cssText = `position: absolute; left: ${box.left}px; top: ${box.bottom}px;
      width: ${box.width}px; height: 2px; background: #b3261e; z-index: 99999;`;
    document.body.append(line);
  }
  return [boxes[0].left + boxes[0].width / 2, boxes[0].top];
}
"""


@contextmanager
def tab(chromium: Browser, height: int) -> Iterator[Page]:
    """A tab with two pixels for one."""
    page = chromium.new_page(
        viewport={"width": WIDTH, "height": height}, device_scale_factor=2, color_scheme="light"
    )
    page.set_default_timeout(60_000)
    yield page
    page.close()


def at(part: Locator, across: float, down: float) -> tuple[float, float]:
    """A point of a part of a page: (0, 0) is its upper left corner, (1, 1) its lower right one."""
    box = part.bounding_box()
    return box["x"] + across * box["width"], box["y"] + down * box["height"]


def number(page: Page, *points: tuple[float, float]) -> None:
    """Draw 1, 2, 3, ... at the points."""
    for place, (x, y) in enumerate(points, start=1):
        page.evaluate(CIRCLE, [place, x, y])


def keep_parts(page: Page, name: str, *parts: Locator, margin: float = MARGIN) -> None:
    """Keep the smallest picture that holds these parts of a page."""
    boxes = [part.bounding_box() for part in parts]
    left = max(min(box["x"] for box in boxes) - margin, 0)
    top = max(min(box["y"] for box in boxes) - margin, 0)
    right = min(max(box["x"] + box["width"] for box in boxes) + margin, WIDTH)
    end = max(box["y"] + box["height"] for box in boxes) + margin
    keep(page, name, left, top, right - left, end - top)


def keep(page: Page, name: str, x: float, y: float, width: float, height: float) -> None:
    """Keep a part of the page as a picture of 256 colours, which makes its file small."""
    shot = page.screenshot(clip={"x": x, "y": y, "width": width, "height": height})
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    path = PICTURES / f"{name}.png"
    picture.quantize(dither=Image.Dither.NONE).save(path, optimize=True)
    size = f"{picture.width} by {picture.height} pixels, {path.stat().st_size // 1000} kB"
    print(f"{path.relative_to(ROOT)}: {size}")
