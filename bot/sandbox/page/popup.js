/** A small menu above its button: arrow keys move, Escape and a tap elsewhere close it. */

import { h, moveFocus } from "./dom.js";

export class Popup {
  /** `trigger` is the button that owns the menu; `kind` its class. */
  constructor({ trigger, label, kind = "" }) {
    this.trigger = trigger;
    this.node = h("div", { class: `popup ${kind}`, role: "menu", "aria-label": label, hidden: true });
    trigger.setAttribute("aria-haspopup", "menu");
    trigger.setAttribute("aria-expanded", "false");
    this.node.addEventListener("keydown", (event) => this.#keys(event));
    document.addEventListener("pointerdown", (event) => {
      const inside = this.node.contains(event.target) || this.trigger.contains(event.target);
      if (this.isOpen && !inside) this.hide();
    });
  }

  get isOpen() {
    return !this.node.hidden;
  }

  #keys(event) {
    if (event.key === "Escape" || event.key === "Tab") {
      this.hide();
      if (event.key === "Escape") this.trigger.focus();
      return;
    }
    moveFocus(event, [...this.node.querySelectorAll("button")]);
  }

  /** Shows the items `[{label, hint, mark, act}]`, or hides the menu when it is open. */
  toggle(items) {
    if (this.isOpen) this.hide();
    else this.show(items);
  }

  /** Shows the items and focuses the first. */
  show(items) {
    this.node.replaceChildren(...items.map(({ label, hint, mark, act }) => h("button", {
      type: "button", role: "menuitem", class: "popup-item",
      onclick: () => {
        this.hide();
        act();
      },
    }, mark || null, h("span", { class: "popup-label" }, label), hint ? h("span", { class: "popup-hint" }, hint) : null)));
    if (!items.length) this.node.append(h("p", { class: "popup-none" }, "Nothing here yet."));
    this.node.hidden = false;
    this.trigger.setAttribute("aria-expanded", "true");
    this.node.querySelector("button")?.focus();
  }

  hide() {
    this.node.hidden = true;
    this.trigger.setAttribute("aria-expanded", "false");
  }
}
