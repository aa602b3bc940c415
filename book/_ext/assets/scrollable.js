// What scrolls sideways can be reached by the keyboard. A part of the page is looked at when it
// comes near or changes its size, so that nothing far away has to be laid out.
const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (isIntersecting) sized.observe(target);
    else sized.unobserve(target);
  }
}, { rootMargin: "200%" });

const sized = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const scrolls = target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight;
    if (scrolls) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

const parts = "pre, div.math, .cell_output .output, .pst-scrollable-table-container, div.cell_output table";
for (const part of document.querySelectorAll(parts)) near.observe(part);
