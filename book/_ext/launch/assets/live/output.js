// What a cell shows, drawn as the book draws it.
class LiveOutput {
  static ANSI = /\u001b\[[0-9;]*[A-Za-z]/g;
  static KINDS = {
    "text/html": (text, place) => LiveOutput.#html(text, place),
    "image/svg+xml": (text, place) => LiveOutput.#html(text, place),
    "image/png": (text, place) => LiveOutput.#image(`data:image/png;base64,${text}`, place),
    "image/jpeg": (text, place) => LiveOutput.#image(`data:image/jpeg;base64,${text}`, place),
    "text/plain": (text, place) => LiveOutput.#lines(place).append(text),
  };

  constructor(place) {
    this.place = place;
    place.replaceChildren();
  }

  // A message of the kernel's.
  take(type, content) {
    if (this.clearNext && type !== "status") this.#clear();
    if (type === "stream") this.#stream(content);
    if (type === "display_data" || type === "execute_result") this.#show(content.data);
    if (type === "error") this.#error(content);
    if (type === "clear_output") content.wait ? (this.clearNext = true) : this.#clear();
  }

  say(text) {
    LiveOutput.#lines(this.#part("stream")).append(text);
  }

  #clear() {
    this.clearNext = false;
    this.place.replaceChildren();
  }

  #part(...classes) {
    const part = document.createElement("div");
    part.classList.add("output", ...classes);
    this.place.append(part);
    return part;
  }

  #stream({ name, text }) {
    const last = this.place.lastElementChild;
    const pre = last?.dataset.stream === name
      ? last.querySelector("pre")
      : LiveOutput.#lines(this.#part("stream", ...(name === "stderr" ? ["stderr"] : [])));
    pre.closest(".output").dataset.stream = name;
    // A carriage return writes over its line, as progress bars do.
    const whole = (pre.textContent + text).replace(LiveOutput.ANSI, "");
    pre.textContent = whole.replaceAll("\r\n", "\n").replace(/^.*\r(?=.)/gm, "");
  }

  #show(data) {
    const kind = Object.keys(LiveOutput.KINDS).find((name) => name in data);
    if (kind) LiveOutput.KINDS[kind]([data[kind]].flat().join(""), this.#part("live-shown"));
  }

  #error({ traceback, ename, evalue }) {
    const text = traceback.length ? traceback.join("\n") : `${ename}: ${evalue}`;
    LiveOutput.#lines(this.#part("traceback")).append(text.replace(LiveOutput.ANSI, ""));
  }

  static #lines(place) {
    const box = document.createElement("div");
    box.className = "highlight";
    place.append(box);
    return box.appendChild(document.createElement("pre"));
  }

  static #image(src, place) {
    place.append(Object.assign(new Image(), { src, alt: "What this cell has drawn" }));
  }

  // Scripts within HTML run only where they are made anew.
  static #html(text, place) {
    place.innerHTML = text;
    place.querySelectorAll("script").forEach((old) => {
      const script = document.createElement("script");
      [...old.attributes].forEach(({ name, value }) => script.setAttribute(name, value));
      script.textContent = old.textContent;
      old.replaceWith(script);
    });
  }
}
