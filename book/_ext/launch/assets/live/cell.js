// A cell of the page that can be edited and run; its printed code and output are kept aside.
class LiveCell {
  constructor(input, number, run) {
    this.cell = input.closest("div.cell");
    this.fails = this.cell.classList.contains("tag_raises-exception");
    this.kept = [input, ...this.cell.querySelectorAll("div.cell_output")];
    this.caption = this.cell.querySelector("figcaption");
    this.done = false;
    this.editor = this.#editor(input.querySelector("pre").textContent.trimEnd(), number, run);
    this.button = Object.assign(document.createElement("button"), { textContent: "Run" });
    this.button.className = "live-run";
    this.button.setAttribute("aria-label", `Run cell ${number}`);
    this.button.addEventListener("click", run);
    this.place = document.createElement("div");
    this.place.className = "cell_output live-output";
    this.box = document.createElement("div");
    this.box.className = "live-cell";
    this.box.append(this.editor, this.button);
    input.before(this.box);
    input.hidden = true;
    this.cell.append(this.place);
  }

  #editor(code, number, run) {
    const editor = document.createElement("textarea");
    Object.assign(editor, { value: code, spellcheck: false, autocapitalize: "off" });
    editor.setAttribute("aria-label", `Code of cell ${number}`);
    const fit = () => { editor.rows = editor.value.split("\n").length; };
    fit();
    editor.addEventListener("input", () => { fit(); this.done = false; });
    editor.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      const before = editor.value.slice(0, editor.selectionStart);
      const margin = before.slice(before.lastIndexOf("\n") + 1).match(/^ */)[0];
      if (event.shiftKey || event.ctrlKey) run();
      else if (margin) document.execCommand("insertText", false, `\n${margin}`);
      else return;
      event.preventDefault();
    });
    return editor;
  }

  get code() {
    return this.editor.value;
  }

  // Run it; what it shows takes the place of what the book shows.
  async run(kernel) {
    this.box.dataset.state = "running";
    const output = new LiveOutput(this.place);
    this.kept.forEach((part) => { part.hidden = true; });
    const status = await kernel.run(this.code, output);
    if (status === "lost") output.say("This cell was not finished.");
    if (this.caption && this.place.querySelector("img")) this.place.append(this.caption.cloneNode(true));
    this.done = status !== "lost";
    this.box.dataset.state = status;
    return status;
  }

  // As the book has it.
  restore() {
    this.box.remove();
    this.place.remove();
    this.kept.forEach((part) => { part.hidden = false; });
  }
}

// A cell that the page does not show: others may need it.
class HiddenCell {
  constructor(code) {
    this.code = code;
    this.fails = this.done = false;
  }

  async run(kernel) {
    const status = await kernel.run(this.code, { take() {} });
    this.done = status !== "lost";
    return status;
  }

  restore() {}
}
