/**
 * Which phones are open. A wide window shows up to three side by side; a phone shows one
 * at a time: the list, then one chat with a way back.
 */

import { memory } from "./dom.js";
import { Pane } from "./pane.js";

const NARROW = window.matchMedia("(max-width: 899px)");
const PANE_PX = 400;
const LIST_PX = 300;
const CALLS_PX = 380;

export class Layout {
  #open = [];
  #recent = [];
  #panes = new Map();
  #asked;

  /** `asked` are the ids of the page's address, or an empty list. */
  constructor({ app, root, node, asked }) {
    this.app = app;
    this.root = root;
    this.node = node;
    this.#asked = asked;
    root.dataset.view = asked.length ? "chat" : "list";
    NARROW.addEventListener("change", () => this.refresh());
    window.addEventListener("resize", () => this.refresh());
    window.addEventListener("popstate", () => this.isNarrow && this.showList());
    document.addEventListener("visibilitychange", () => this.refresh());
  }

  get isNarrow() {
    return NARROW.matches;
  }

  /** Returns the panes that exist, seen or not. */
  get panes() {
    return [...this.#panes.values()];
  }

  pane(userId) {
    return this.#panes.get(userId);
  }

  isOpen(userId) {
    return this.#visible().includes(userId);
  }

  /** Opens the first panes when the people are known, and drops those who are gone. */
  begin() {
    const exists = (id) => this.app.store.person(id);
    this.#open = this.#open.filter(exists);
    if (!this.#open.length) {
      const kept = (memory.get("panes") || "").split(",").map(Number);
      const wanted = [this.#asked, kept].map((ids) => ids.filter(exists)).find((ids) => ids.length);
      this.#open = wanted || this.app.store.people.slice(0, Math.max(2, this.#limit())).map(({ id }) => id);
    }
    this.#recent = [...this.#open].reverse();
    this.refresh();
  }

  #limit() {
    if (this.isNarrow) return 1;
    const calls = this.root.classList.contains("with-calls") && window.innerWidth >= 1200 ? CALLS_PX : 0;
    return Math.max(2, Math.min(3, Math.floor((window.innerWidth - LIST_PX - calls) / PANE_PX)));
  }

  /** Returns the ids in sight: the most recently used ones, in the order they stand. */
  #visible() {
    const last = this.#recent.slice(-this.#limit());
    return this.#open.filter((id) => last.includes(id));
  }

  /** Notes that this pane is used now. */
  touch(userId) {
    this.#recent = [...this.#recent.filter((id) => id !== userId), userId];
    this.root.dataset.view = "chat";
  }

  /** Goes back to the list, by the button as by the phone's own back key. */
  goBack() {
    if (window.history.state?.chat) window.history.back();
    else this.showList();
  }

  /** Opens a person's phone; when there is no room, the least recently used one goes. */
  open(userId) {
    if (this.isNarrow && this.root.dataset.view === "list") window.history.pushState({ chat: true }, "");
    if (!this.#open.includes(userId)) {
      if (this.#open.length >= this.#limit() && !this.isNarrow) {
        const oldest = this.#recent.find((id) => this.#open.includes(id));
        this.#open = this.#open.map((id) => (id === oldest ? userId : id));
      } else this.#open = [...this.#open, userId];
    }
    this.touch(userId);
    this.refresh();
    const pane = this.pane(userId);
    pane.log.toEnd();
    // A phone's on-screen keyboard must not jump up by itself.
    if (!this.isNarrow) pane.composer.focus();
  }

  /** Closes a person's phone. */
  close(userId) {
    this.#open = this.#open.filter((id) => id !== userId);
    this.#recent = this.#recent.filter((id) => id !== userId);
    this.refresh();
  }

  /** Shows the list of people again on a narrow screen. */
  showList() {
    this.root.dataset.view = "list";
    this.refresh();
  }

  #make(userId) {
    if (!this.#panes.has(userId)) {
      const pane = new Pane({ userId, app: this.app });
      this.#panes.set(userId, pane);
      this.node.append(pane.node);
      pane.updateChat();
    }
    return this.#panes.get(userId);
  }

  /** Puts the panes where they belong. */
  refresh() {
    if (!this.app.store.people.length) return;
    memory.set("panes", this.#open.join(","));
    const visible = this.#visible();
    const inSight = !this.isNarrow || this.root.dataset.view === "chat";
    visible.map((id) => this.#make(id)).forEach((pane, at) => {
      pane.node.style.order = String(at);
    });
    for (const pane of this.#panes.values()) {
      const shown = visible.includes(pane.userId);
      pane.node.hidden = !shown;
      pane.setVisible({ visible: shown && inSight });
    }
    this.node.classList.toggle("is-empty", !visible.length);
    this.app.people.update();
  }
}
