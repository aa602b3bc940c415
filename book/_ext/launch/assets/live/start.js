// "Live code" in the launch menu: what it needs is loaded when it is asked for.
(() => {
  const here = document.currentScript.src;
  const parts = ["server.js", "kernel.js", "output.js", "cell.js", "panel.js"];

  const loaded = (node) => new Promise((resolve, reject) => {
    node.onload = resolve;
    node.onerror = reject;
    document.head.append(node);
  });

  const load = async () => {
    const style = Object.assign(document.createElement("link"), { rel: "stylesheet" });
    await loaded(Object.assign(style, { href: new URL("live.css", here) }));
    for (const part of parts) {
      await loaded(Object.assign(document.createElement("script"), { src: new URL(part, here) }));
    }
    return new LivePanel(document.getElementById("live-code"));
  };

  let panel;
  document.querySelectorAll('a[href="#live-code"]').forEach((link) => {
    link.addEventListener("click", async (event) => {
      event.preventDefault();
      panel ??= load();
      (await panel).open();
    });
  });
})();
