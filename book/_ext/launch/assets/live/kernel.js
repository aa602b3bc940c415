// A kernel, spoken to as Jupyter's messaging protocol 5.3 has it.
class LiveKernel {
  #asked = new Map();
  #count = 0;
  #session = `live-${Date.now()}`;

  // `died` is called with a sentence when the kernel or the way to it is lost.
  static async start(server, died) {
    const kernel = new LiveKernel();
    Object.assign(kernel, { server, died });
    const answer = await server.ask("api/kernels", JSON.stringify({ name: "python3" }));
    kernel.id = (await answer.json()).id;
    await kernel.#connect();
    return kernel;
  }

  #connect() {
    const path = `api/kernels/${this.id}/channels`;
    const address = this.server.address(path, `&session_id=${this.#session}`);
    this.socket = new WebSocket(address.replace(/^http/, "ws"));
    this.socket.onmessage = ({ data }) => typeof data === "string" && this.#hear(JSON.parse(data));
    return new Promise((resolve, reject) => {
      this.socket.onopen = resolve;
      this.socket.onclose = () => {
        reject(new Error("The machine does not let this page in."));
        this.#lose("The connection to the machine is lost.");
      };
    });
  }

  // Run code; `output` gets what it shows. Gives "ok", "error" or "lost".
  run(code, output) {
    const id = `${this.#session}-${(this.#count += 1)}`;
    const header = {
      msg_id: id, msg_type: "execute_request", session: this.#session, username: "reader",
      date: new Date().toISOString(), version: "5.3",
    };
    const content = {
      code, silent: false, store_history: true, user_expressions: {},
      allow_stdin: false, stop_on_error: true,
    };
    const message = { channel: "shell", header, parent_header: {}, metadata: {}, content };
    return new Promise((resolve) => {
      this.#asked.set(id, { output, resolve });
      this.socket.send(JSON.stringify({ ...message, buffers: [] }));
    });
  }

  #hear({ msg_type: type, parent_header: parent, content }) {
    if (type === "status" && ["restarting", "dead"].includes(content.execution_state)) {
      this.#lose("Python has died, perhaps of too little memory. What it knew is lost.");
    }
    const asked = this.#asked.get(parent?.msg_id);
    if (!asked) return;
    asked.output.take(type, content);
    if (type === "execute_reply") asked.status = content.status;
    if (type === "status" && content.execution_state === "idle") asked.idle = true;
    if (asked.idle && asked.status) this.#end(parent.msg_id, asked.status);
  }

  #end(id, status) {
    this.#asked.get(id).resolve(status === "ok" ? "ok" : "error");
    this.#asked.delete(id);
  }

  #lose(why) {
    if (this.lost) return;
    this.lost = true;
    this.#asked.forEach(({ resolve }) => resolve("lost"));
    this.died(why);
  }

  interrupt() {
    return this.server.ask(`api/kernels/${this.id}/interrupt`);
  }

  // End it, also when the page is left at this moment.
  stop() {
    this.lost = true;
    this.#asked.forEach(({ resolve }) => resolve("lost"));
    this.socket.close();
    const address = this.server.address(`api/kernels/${this.id}`);
    fetch(address, { method: "DELETE", keepalive: true }).catch(() => {});
  }
}
