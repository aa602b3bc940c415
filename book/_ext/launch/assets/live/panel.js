// The panel at the foot of the window: says what happens, starts and ends it.
class LivePanel {
  static OFFER = "Run and change this page's code. It runs on mybinder.org, a free public service: "
    + "the first start takes some minutes, and what you change is gone when you leave.";

  constructor(place) {
    this.build = place.dataset.build;
    this.sources = JSON.parse(place.querySelector("script").textContent);
    this.cells = [];
    this.panel = document.createElement("section");
    this.panel.className = "live-panel";
    this.panel.setAttribute("aria-label", "Live code");
    this.says = document.createElement("p");
    this.says.setAttribute("role", "status");
    this.buttons = {
      start: this.#button("Start", () => this.start()),
      all: this.#button("Run all", () => this.runTo(this.cells.length - 1)),
      stop: this.#button("Stop", () => this.kernel.interrupt().catch((error) => this.#fail(error))),
      back: this.#button("Back to reading", () => this.close()),
    };
    this.panel.append(this.says, ...Object.values(this.buttons));
    document.body.append(this.panel);
    addEventListener("pagehide", () => this.kernel?.stop());
  }

  #button(text, act) {
    const button = Object.assign(document.createElement("button"), { textContent: text });
    button.addEventListener("click", act);
    return button;
  }

  #show(text, ...names) {
    clearInterval(this.clock);
    this.says.textContent = text;
    for (const [name, button] of Object.entries(this.buttons)) {
      button.hidden = name !== "back" && !names.includes(name);
    }
  }

  // What is being waited for, and for how long already.
  #wait(text) {
    this.#show(text);
    const began = Date.now(), time = this.says.appendChild(document.createElement("span"));
    time.setAttribute("aria-hidden", "true");
    this.clock = setInterval(() => {
      time.textContent = ` ${Math.round((Date.now() - began) / 1000)} s`;
    }, 1000);
  }

  #fail(error) {
    this.#show(`${error.message} Try again, or open the page in Colab.`, "start");
  }

  open() {
    this.panel.hidden = false;
    document.body.classList.add("live");
    if (!this.kernel && !this.starting) this.#show(LivePanel.OFFER, "start");
    (this.kernel ? this.buttons.all : this.buttons.start).focus();
  }

  async start() {
    this.starting = true;
    const visit = (this.visit = Symbol("visit"));
    const say = (text) => { if (this.visit === visit) this.#wait(text); };
    say("Asking mybinder.org for a machine.");
    try {
      const server = await LiveServer.get(this.build, say);
      say("Starting Python.");
      const kernel = await LiveKernel.start(server, (why) => this.#lose(kernel, why));
      if (this.visit !== visit) kernel.stop();
      else this.#begin(kernel);
    } catch (error) {
      if (this.visit === visit) this.#fail(error);
    }
    this.starting = false;
  }

  #begin(kernel) {
    this.kernel = kernel;
    if (this.cells.length) this.cells.forEach((cell) => { cell.done = false; });
    else this.cells = this.#cells();
    this.#show("Ready. Run a cell by its button or Shift+Enter: those above it run first.", "all");
    this.buttons.all.focus();
  }

  #cells() {
    const shown = document.querySelectorAll("article div.cell_input");
    let next = 0;
    return this.sources.map((source, index) => (source === null
      ? new LiveCell(shown[next], (next += 1), () => this.runTo(index))
      : new HiddenCell(source)));
  }

  #lose(kernel, why) {
    if (kernel && kernel !== this.kernel) return;
    this.kernel = undefined;
    this.#show(`${why} Start again: your changes are still in the cells.`, "start");
  }

  // Run a cell, and before it those above that have not run.
  async runTo(last) {
    const kernel = this.kernel;
    if (!kernel || this.running) return;
    this.running = true;
    const every = last === this.cells.length - 1 && this.cells.every((cell) => cell.done);
    const todo = this.cells.filter((cell, i) => i === last || (i < last && (every || !cell.done)));
    let status = "ok";
    for (const [done, cell] of todo.entries()) {
      this.#show(`Running ${done + 1} of ${todo.length}.`, "stop");
      status = await cell.run(kernel);
      if (status === "lost" || (status === "error" && !cell.fails)) break;
      status = "ok";
    }
    this.running = false;
    if (kernel !== this.kernel) return;
    this.#show(status === "ok" ? "Done." : "A cell has raised an error. Change it and run it again.", "all");
  }

  // The page as the book has it; what runs is ended.
  close() {
    this.visit = undefined;
    this.kernel?.stop();
    this.kernel = undefined;
    this.cells.forEach((cell) => cell.restore());
    this.cells = [];
    clearInterval(this.clock);
    this.panel.hidden = true;
    document.body.classList.remove("live");
  }
}
