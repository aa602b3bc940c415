// Paper is white, and nothing on it can be opened: pages are printed in the light mode, unfolded.

const root = document.documentElement;
let theme;
let folded = [];

window.addEventListener("beforeprint", () => {
  theme = root.dataset.theme;
  root.dataset.theme = "light";
  folded = [...document.querySelectorAll("article details:not([open])")];
  folded.forEach((details) => (details.open = true));
});

window.addEventListener("afterprint", () => {
  root.dataset.theme = theme;
  folded.forEach((details) => (details.open = false));
});
