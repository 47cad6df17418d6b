/** The list of people: who they are, what was said last, and what they have not read. */

import { h, oneLine } from "./dom.js";
import { excerpt, isOwn, writtenAt } from "./messages.js";
import { listStamp } from "./times.js";

const HUES = 6;

function initials(name) {
  const words = name.trim().split(/\s+/).filter(Boolean);
  return words.slice(0, 2).map((word) => Array.from(word)[0]).join("").toUpperCase() || "?";
}

/** Returns a person's round picture; its colour stays the same for the same id. */
export function face(person) {
  return h("span", { class: `face face-${Math.abs(person.id) % HUES}`, "aria-hidden": "true" }, initials(person.name));
}

function lastLine(message) {
  if (!message) return "Has not written yet";
  return `${isOwn(message) ? "You: " : ""}${oneLine(excerpt(message))}`;
}

export class People {
  constructor({ node, app }) {
    this.node = node;
    this.app = app;
    this.rows = new Map();
  }

  /** Redraws the list. */
  update() {
    const { store, layout } = this.app;
    const ids = new Set(store.people.map(({ id }) => id));
    for (const [id, row] of this.rows) {
      if (ids.has(id)) continue;
      row.button.remove();
      this.rows.delete(id);
    }
    for (const person of store.people) {
      const row = this.#row(person);
      this.#fill(row, person, layout);
      if (row.button !== this.node.children[store.people.indexOf(person)]) this.node.append(row.button);
    }
    const unread = store.people.reduce((sum, person) => sum + this.#unread(person), 0);
    document.title = unread ? `(${unread}) Local chat` : "Local chat";
  }

  /** What a person sees is read, even before the server has been told. */
  #unread(person) {
    return this.app.layout.pane(person.id)?.isSeen ? 0 : person.unread || 0;
  }

  #row(person) {
    if (this.rows.has(person.id)) return this.rows.get(person.id);
    const row = {
      face: h("span", {}), name: h("span", { class: "person-name", dir: "auto" }), time: h("span", { class: "person-time" }),
      last: h("span", { class: "person-last", dir: "auto" }), badge: h("span", { class: "badge" }),
    };
    row.button = h("button", {
      type: "button", class: "person", "data-testid": `person-${person.id}`,
      onclick: () => this.app.layout.open(person.id),
    }, row.face, h("span", { class: "person-words" },
      h("span", { class: "person-line" }, row.name, row.time),
      h("span", { class: "person-line" }, row.last, row.badge)));
    this.rows.set(person.id, row);
    return row;
  }

  #fill(row, person, layout) {
    const { store } = this.app;
    const record = store.messages(person.id).pop();
    row.face.replaceChildren(face(person));
    row.name.textContent = person.name;
    row.last.textContent = person.blocked ? "Blocked the bot" : lastLine(record?.message);
    row.time.textContent = record ? listStamp(writtenAt(record.message), store.now(), this.app.zone()) : "";
    const unread = this.#unread(person);
    row.badge.hidden = !unread;
    row.badge.textContent = unread ? String(unread) : "";
    row.badge.setAttribute("aria-label", `${unread} not read`);
    row.button.setAttribute("aria-current", String(layout.isOpen(person.id)));
  }
}
