/** The panel of Bot API calls: what the bot asked the server, and what it was told. */

import { get } from "./api.js";
import { byId, h } from "./dom.js";
import { icon } from "./icons.js";
import { secondText } from "./times.js";

const KEPT = 300;
const BEYOND_LAST = 9e15;

const pretty = (value) => JSON.stringify(value, null, 2) ?? "";

export class Calls {
  #calls = new Map();
  #rows = new Map();
  #loaded = false;
  #due = false;

  constructor({ app, root }) {
    this.app = app;
    this.root = root;
    this.panel = byId("calls");
    this.toggleButton = byId("calls-toggle");
    this.filter = h("input", {
      type: "search", placeholder: "Filter, for example edit or error", "aria-label": "Filter the calls",
      "data-testid": "calls-filter", oninput: () => this.#draw(),
    });
    this.list = h("div", { class: "calls-list", "data-testid": "calls-list" });
    this.none = h("p", { class: "calls-none" });
    this.panel.append(
      h("header", { class: "calls-head" }, h("h2", {}, "Bot API calls"),
        h("button", { type: "button", class: "round", "aria-label": "Close the calls", onclick: () => this.toggle() }, icon("close"))),
      h("label", { class: "calls-filter" }, icon("search"), this.filter), this.list, this.none);
    this.panel.addEventListener("keydown", (event) => event.key === "Escape" && this.toggle());
    this.toggleButton.addEventListener("click", () => this.toggle());
    app.store.on("call", ({ call }) => this.#take([call]));
  }

  get isOpen() {
    return !this.panel.hidden;
  }

  /** Opens or closes the panel. */
  toggle() {
    this.panel.hidden = this.isOpen;
    this.root.classList.toggle("with-calls", this.isOpen);
    this.toggleButton.setAttribute("aria-pressed", String(this.isOpen));
    this.app.layout.refresh();
    if (!this.isOpen) return this.toggleButton.focus();
    this.filter.focus();
    this.#draw();
    return this.#loaded || this.reload();
  }

  /** Reads the latest calls, as after the panel's first opening or a broken stream. */
  async reload() {
    if (!this.isOpen) {
      this.#loaded = false;
      return;
    }
    try {
      const { last } = await get(`/sim/calls?after=${BEYOND_LAST}`);
      const { calls } = await get(`/sim/calls?after=${Math.max(0, last - KEPT)}`);
      // A server that was started anew counts from one again.
      for (const seq of this.#calls.keys()) if (seq > last) this.#calls.delete(seq);
      this.#loaded = true;
      this.#take(calls);
    } catch (error) {
      this.app.fail(null, error);
    }
  }

  #take(calls) {
    for (const call of calls) this.#calls.set(call.seq, call);
    if (this.#calls.size > KEPT) {
      const old = [...this.#calls.keys()].sort((a, b) => a - b).slice(0, this.#calls.size - KEPT);
      for (const seq of old) this.#calls.delete(seq);
    }
    if (!this.isOpen || this.#due) return;
    this.#due = true;
    // A burst of calls is drawn once.
    window.setTimeout(() => {
      this.#due = false;
      this.#draw();
    }, 60);
  }

  #fits(call) {
    const word = this.filter.value.trim().toLowerCase();
    if (!word) return true;
    const verdict = call.ok ? "ok" : `error ${call.error_code} ${call.description}`;
    return `${call.method} ${verdict} ${JSON.stringify(call.params)}`.toLowerCase().includes(word);
  }

  #draw() {
    const wanted = [...this.#calls.values()].filter((call) => this.#fits(call)).sort((a, b) => b.seq - a.seq);
    const keep = new Set(wanted);
    for (const [call, row] of this.#rows) {
      if (keep.has(call)) continue;
      row.remove();
      this.#rows.delete(call);
    }
    let cursor = this.list.firstChild;
    for (const call of wanted) {
      if (!this.#rows.has(call)) this.#rows.set(call, this.#row(call));
      const row = this.#rows.get(call);
      if (row === cursor) cursor = row.nextSibling;
      else this.list.insertBefore(row, cursor);
    }
    this.none.hidden = wanted.length > 0;
    this.none.textContent = this.#calls.size ? "No call fits this filter." : "No calls yet. Send the bot a message.";
  }

  #row(call) {
    const verdict = call.ok
      ? h("span", { class: "verdict ok" }, icon("check"), "ok")
      : h("span", { class: "verdict error" }, icon("alert"), `error ${call.error_code ?? ""}`);
    const row = h("details", { class: `call${call.ok ? "" : " call-error"}`, "data-seq": call.seq },
      h("summary", {}, h("span", { class: "call-method" }, call.method),
        h("span", { class: "call-facts" }, verdict, h("span", {}, `${Math.round(call.ms)} ms`),
          h("time", { datetime: call.at }, secondText(new Date(call.at), this.app.zone())))));
    row.addEventListener("toggle", () => row.open && row.childElementCount === 1 && row.append(
      h("h3", {}, "Sent"), h("pre", { tabindex: "0" }, pretty(call.params)),
      h("h3", {}, "Answer"), h("pre", { tabindex: "0" }, call.ok ? pretty(call.result)
        : pretty({ error_code: call.error_code, description: call.description }))));
    return row;
  }
}
