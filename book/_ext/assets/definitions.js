// Pointing at a link to the glossary, or focusing it, shows the term's definition in a box.
const boxes = document.querySelector("div.definitions");
document.body.append(boxes);
boxes.hidden = false;

let open = null;
let closing = 0;
let touched = false;

for (const link of document.querySelectorAll("article a:has(.std-term)")) {
  const box = document.getElementById(`about-${link.hash.slice(1)}`);
  if (!box) continue;
  box.hidden = true;
  link.setAttribute("aria-describedby", box.id);
  link.addEventListener("focus", () => show(link, box));
  link.addEventListener("blur", (event) => box.contains(event.relatedTarget) || hide());
  link.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch" && open !== box;
  });
  // The first tap shows, the next one leads on.
  link.addEventListener("click", (event) => {
    if (touched) event.preventDefault();
    touched = false;
    show(link, box);
  });
  for (const part of [link, box]) {
    part.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && show(link, box));
    part.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") closing = setTimeout(hide, 300);
    });
  }
}

document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
document.addEventListener("pointerdown", (event) => {
  if (open && !open.contains(event.target) && !event.target.closest("a:has(.std-term)")) hide();
});

// Below the link, within the window's width; above it where there is no room below.
function show(link, box) {
  clearTimeout(closing);
  if (open === box) return;
  hide();
  open = box;
  box.hidden = false;
  const { left, top, bottom } = link.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const above = bottom + box.offsetHeight > clientHeight && top > box.offsetHeight;
  box.style.left = `${scrollX + Math.max(8, Math.min(left, clientWidth - box.offsetWidth - 8))}px`;
  box.style.top = `${scrollY + (above ? top - box.offsetHeight : bottom)}px`;
}

function hide() {
  clearTimeout(closing);
  if (open) open.hidden = true;
  open = null;
}
