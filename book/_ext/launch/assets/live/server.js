// A Jupyter server on Binder: one for all pages that are read in this tab, made when first asked for.
class LiveServer {
  static KEY = "live-server";
  static PHASES = {
    waiting: "Binder waits for a free machine.",
    fetching: "Binder fetches the book's list of packages.",
    building: "Binder installs the packages. This takes some minutes, once for all readers.",
    pushing: "Binder stores what it has installed.",
    built: "The packages are there.",
    launching: "Binder starts the machine.",
  };

  constructor({ url, token }) {
    Object.assign(this, { url, token });
  }

  // The server of this tab, or a new one; `say` is told what Binder does.
  static async get(build, say) {
    const kept = JSON.parse(sessionStorage.getItem(this.KEY));
    if (kept && (await new LiveServer(kept).answers())) return new LiveServer(kept);
    const made = await this.#make(build, say);
    sessionStorage.setItem(this.KEY, JSON.stringify(made));
    return new LiveServer(made);
  }

  static #make(build, say) {
    return new Promise((resolve, reject) => {
      const events = new EventSource(build);
      const end = (result, value) => { events.close(); result(value); };
      events.onerror = () => end(reject, new Error("Binder does not answer. Is there a network?"));
      events.onmessage = ({ data }) => {
        const { phase, message = "", url, token } = JSON.parse(data);
        if (phase === "ready") end(resolve, { url, token });
        else if (phase === "failed") end(reject, new Error(`Binder has failed. ${message.trim()}`));
        else if (phase in this.PHASES) say(this.PHASES[phase]);
      };
    });
  }

  address(path, query = "") {
    return `${this.url}${path}?token=${encodeURIComponent(this.token)}${query}`;
  }

  async answers() {
    try {
      return (await fetch(this.address("api/status"))).ok;
    } catch {
      return false;
    }
  }

  // Ask Jupyter; the request is one that a browser sends without asking for leave first.
  async ask(path, body) {
    let answer;
    try {
      answer = await fetch(this.address(path), { method: "POST", body });
    } catch {
      throw new Error("The machine does not answer. Is there a network?");
    }
    if (!answer.ok) throw new Error(`The machine answers with error ${answer.status}.`);
    return answer;
  }
}
