// What a browser skips, as it is far from the screen, has a guessed height until it comes near. Once
// a reader scrolls, each such part is laid out when there is nothing else to do: then a page does not
// jump under who scrolls fast. Where the style sheet skips nothing, this changes nothing.
const skipped = [...document.querySelectorAll(".bd-article section section")];

function layOutNext() {
  const part = skipped.shift();
  if (!part) return;
  part.style.contentVisibility = "visible";
  part.getBoundingClientRect();
  requestIdleCallback(layOutNext);
}

if ("requestIdleCallback" in window) {
  addEventListener("scroll", () => requestIdleCallback(layOutNext), { once: true });
}
