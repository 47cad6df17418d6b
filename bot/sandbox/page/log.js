/**
 * One chat's messages. Each is drawn once and replaced in place when it changes; the view
 * stays at the newest message unless the person scrolled up to read.
 */

import { album, bubble } from "./bubble.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { showWaiting } from "./keyboard.js";
import { isOwn, writtenAt } from "./messages.js";
import { dayKey, dayName } from "./times.js";

const WINDOW = 120;
const NEAR_END_PX = 80;

export class Log {
  #drawn = new Map();
  #shown = WINDOW;
  #seen = 0;
  #first = true;
  stuck = true;

  constructor({ label, context, onScroll }) {
    this.context = context;
    this.empty = h("div", { class: "empty" });
    this.list = h("div", { class: "messages" });
    this.earlier = h("button", { type: "button", class: "earlier", hidden: true, onclick: () => this.#showEarlier() }, "Earlier messages");
    this.log = h("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": label, tabindex: "0" },
      this.earlier, this.empty, this.list);
    this.count = h("span", { class: "pill-count" });
    this.pill = h("button", { type: "button", class: "pill", hidden: true, onclick: () => this.toEnd() }, icon("down"), this.count);
    this.node = h("div", { class: "log-box" }, this.log, this.pill);
    this.log.addEventListener("scroll", () => {
      this.stuck = this.#isNearEnd();
      this.#showPill();
      onScroll();
    }, { passive: true });
    this.log.addEventListener("keydown", (event) => this.#keys(event));
    // Pictures and folded quotes change heights after they are drawn.
    this.watch = new ResizeObserver(() => this.stuck && this.#jump());
    this.watch.observe(this.list);
    this.watch.observe(this.log);
  }

  #isNearEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_END_PX;
  }

  #jump() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  /** Scrolls to the newest message and stays there. */
  toEnd() {
    this.stuck = true;
    this.#jump();
    this.#showPill();
  }

  /** Scrolls to a message and lets it glow once. */
  goTo(messageId) {
    const target = this.list.querySelector(`[data-message-id="${Number(messageId)}"]`);
    if (!target) return;
    target.scrollIntoView({ block: "center" });
    target.classList.add("glow");
    target.addEventListener("animationend", () => target.classList.remove("glow"), { once: true });
  }

  #showEarlier() {
    const below = this.log.scrollHeight - this.log.scrollTop;
    this.#shown += WINDOW;
    this.render(this.records);
    this.log.scrollTop = this.log.scrollHeight - below;
  }

  #showPill() {
    if (this.stuck) this.#seen = this.#newest();
    const fresh = (this.records || []).filter(({ message }) => message.message_id > this.#seen && !isOwn(message)).length;
    this.pill.hidden = this.stuck;
    this.count.textContent = fresh ? String(fresh) : "";
    this.count.hidden = !fresh;
    this.pill.setAttribute("aria-label", fresh ? `${fresh} new messages. Go to the end.` : "Go to the end");
  }

  #newest() {
    const records = this.records || [];
    return records.length ? records[records.length - 1].message.message_id : 0;
  }

  /** Up and down go from message to message; Enter opens a message's actions. */
  #keys(event) {
    const message = event.target.closest(".msg");
    if (event.target !== this.log && event.target !== message) return;
    if (event.key === "Enter" && message) {
      event.preventDefault();
      message.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true }));
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const all = [...this.list.querySelectorAll(".msg")];
    const next = message ? all[all.indexOf(message) + step] : all[all.length - 1];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  /** Marks the buttons of one message that wait for an answer. */
  showWaiting(messageId) {
    const node = this.list.querySelector(`.msg[data-message-id="${messageId}"] .keyboard`);
    if (node) showWaiting(node, messageId, this.context);
  }

  #items() {
    const items = [];
    const zone = this.context.app.zone();
    const now = this.context.app.store.now();
    let day = "";
    for (const record of this.records.slice(-this.#shown)) {
      const at = writtenAt(record.message);
      const key = dayKey(at, zone);
      if (key !== day) items.push(this.#separator(day = key, dayName(at, now, zone), record));
      const group = record.message.media_group_id;
      const last = items[items.length - 1];
      if (group && last.group === group) last.records.push(record);
      else items.push({ key: `message ${record.message.message_id}`, group, records: [record] });
    }
    return items.map((item) => (item.records ? this.#messageItem(item, zone) : item));
  }

  /** The clock can be moved back, so one day may come twice. */
  #separator(day, name, { message }) {
    const build = () => h("div", { class: "day", role: "separator", "aria-label": name }, h("span", {}, name));
    return { key: `day ${day} ${message.message_id}`, version: name, build };
  }

  #messageItem({ key, records }, zone) {
    const messages = records.map(({ message }) => message);
    const version = `${zone} ${records.map(({ message, revision }) => `${message.message_id}.${revision}`).join(" ")}`;
    const build = () => (messages.length > 1 ? album(messages, this.context) : bubble(messages[0], this.context));
    return { key, version, build };
  }

  /** Shows these records; what did not change is not touched. */
  render(records) {
    this.records = records;
    this.earlier.hidden = records.length <= this.#shown;
    const items = this.#items();
    const keep = new Set(items.map(({ key }) => key));
    for (const [key, drawn] of this.#drawn) {
      if (keep.has(key)) continue;
      drawn.node.remove();
      this.#drawn.delete(key);
    }
    let cursor = this.list.firstChild;
    for (const item of items) {
      const node = this.#node(item);
      if (cursor === node || (cursor && !cursor.isConnected)) cursor = node.nextSibling;
      else this.list.insertBefore(node, cursor);
    }
    this.#first = false;
    if (this.stuck) this.#jump();
    this.#showPill();
  }

  /** Lets a new message rise, once: it must not rise again when its pane is shown again. */
  #greet(node) {
    node.classList.add("fresh");
    node.addEventListener("animationend", () => node.classList.remove("fresh"), { once: true });
  }

  #node(item) {
    const drawn = this.#drawn.get(item.key);
    if (drawn && drawn.version === item.version) return drawn.node;
    const node = item.build();
    if (drawn) this.#replace(drawn.node, node);
    else if (!this.#first && this.log.clientHeight) this.#greet(node);
    this.#drawn.set(item.key, { node, version: item.version });
    return node;
  }

  /** Replaces a message in place, and keeps the keyboard's focus where the person was. */
  #replace(old, node) {
    const active = document.activeElement;
    const inside = old.contains(active);
    const at = [...old.querySelectorAll("button, a")].indexOf(active);
    old.replaceWith(node);
    if (!inside) return;
    const all = [...node.querySelectorAll("button, a")];
    const same = all.find((button) => active.dataset.callback && button.dataset.callback === active.dataset.callback);
    (same || all[Math.min(at, all.length - 1)] || node).focus({ preventScroll: true });
  }
}
