/**
 * Completes commands while they are typed: "/" shows all, letters narrow them, the arrow
 * keys choose, Enter or Tab completes. A command that is typed in full is simply sent.
 */

import { h } from "./dom.js";

const TYPING_COMMAND = /^\/[a-z0-9_]*$/i;

export class Completion {
  #shown = [];
  #at = 0;
  #turn = 0;

  /** `commands()` resolves to the list, `send(text)` sends a command that was tapped. */
  constructor({ id, field, commands, send }) {
    this.field = field;
    this.commands = commands;
    this.send = send;
    this.node = h("ul", { class: "popup completion", role: "listbox", id, "aria-label": "Commands", hidden: true });
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", id);
    field.addEventListener("input", () => this.update());
    field.addEventListener("blur", () => this.hide());
  }

  get isOpen() {
    return !this.node.hidden;
  }

  hide() {
    this.#turn += 1;
    this.node.hidden = true;
    this.field.removeAttribute("aria-activedescendant");
  }

  /** Shows what fits the text now. */
  async update() {
    this.hide();
    const typed = this.field.value;
    if (!TYPING_COMMAND.test(typed)) return;
    const turn = this.#turn;
    const all = await this.commands().catch(() => []);
    if (turn !== this.#turn || this.field.value !== typed) return;
    const start = typed.slice(1).toLowerCase();
    this.#shown = all.filter(({ command }) => command.startsWith(start))
      .sort((a, b) => (b.command === start) - (a.command === start));
    if (this.#shown.length) this.#show();
  }

  #show() {
    this.#at = 0;
    this.node.replaceChildren(...this.#shown.map(({ command, description }, at) => h("li", {
      class: "popup-item", role: "option", id: `${this.node.id}-${at}`,
      // The field keeps the focus, so that typing goes on.
      onpointerdown: (event) => event.preventDefault(),
      onclick: () => {
        this.hide();
        this.field.value = "";
        this.send(`/${command}`);
      },
    }, h("span", { class: "popup-label command" }, `/${command}`), h("span", { class: "popup-hint" }, description))));
    this.node.hidden = false;
    this.#mark();
  }

  #mark() {
    [...this.node.children].forEach((item, at) => {
      item.setAttribute("aria-selected", String(at === this.#at));
      if (at === this.#at) item.scrollIntoView({ block: "nearest" });
    });
    this.field.setAttribute("aria-activedescendant", `${this.node.id}-${this.#at}`);
  }

  /** Handles a key of the field; returns true when nobody else needs it. */
  key(event) {
    if (!this.isOpen) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.#at = (this.#at + step + this.#shown.length) % this.#shown.length;
      this.#mark();
      return true;
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      this.hide();
      return true;
    }
    if ((event.key === "Enter" && !event.shiftKey) || (event.key === "Tab" && !event.shiftKey)) return this.#complete(event);
    return false;
  }

  #complete(event) {
    const chosen = `/${this.#shown[this.#at].command}`;
    if (event.key === "Enter" && this.field.value.toLowerCase() === chosen) {
      this.hide();
      return false;
    }
    event.preventDefault();
    this.field.value = `${chosen} `;
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  }
}
