/**
 * Keeps which inline buttons wait for their answer. A tap is pressed at once, waits until
 * the bot answers the query, and stops waiting by itself when no answer ever comes.
 */

import { post } from "./api.js";

const GIVE_UP_MS = 30000;
const EARLY_KEPT = 50;

export class Taps {
  #waiting = new Map();
  #early = new Set();
  #store;
  #show;

  /** `show({userId, text, alert, url})` shows an answer; `fail(userId, error)` an error. */
  constructor(store, { show, fail }) {
    this.#store = store;
    this.#show = show;
    this.fail = fail;
    store.on("answer", (event) => this.#answered(event));
  }

  #key(userId, messageId, data) {
    return `${userId} ${messageId} ${data}`;
  }

  /** Returns true while this button's query is not answered. */
  isWaiting(userId, messageId, data) {
    return this.#waiting.has(this.#key(userId, messageId, data));
  }

  /** Sends one tap; a button that still waits is not sent twice. */
  async tap(userId, messageId, data) {
    const key = this.#key(userId, messageId, data);
    if (this.#waiting.has(key)) return;
    const wait = { key, userId, messageId, data, tapId: null };
    wait.timer = window.setTimeout(() => this.#stop(wait), GIVE_UP_MS);
    this.#waiting.set(key, wait);
    this.#tell(wait);
    try {
      // The answer comes with the live events, so a slow bot holds no connection here.
      const reply = await post("/sim/tap", { user_id: userId, message_id: messageId, data, wait_s: 0 });
      wait.tapId = reply.tap_id;
      if (reply.answered || this.#early.delete(reply.tap_id)) this.#stop(wait);
    } catch (error) {
      this.#stop(wait);
      this.fail(userId, error);
    }
  }

  /** Forgets every wait, as when the stream broke and answers may be lost. */
  clear() {
    for (const wait of [...this.#waiting.values()]) this.#stop(wait);
    this.#early.clear();
  }

  #answered(event) {
    const wait = [...this.#waiting.values()].find(({ tapId }) => tapId === event.tap_id);
    if (wait) this.#stop(wait);
    else this.#keepEarly(event.tap_id);
    const { user_id: userId, text, show_alert: alert, url } = event;
    if (text || url) this.#show({ userId, text, alert, url });
  }

  /** An answer can overtake the reply that names its tap; another window's never has one. */
  #keepEarly(tapId) {
    this.#early.add(tapId);
    if (this.#early.size > EARLY_KEPT) this.#early.delete(this.#early.values().next().value);
  }

  #stop(wait) {
    window.clearTimeout(wait.timer);
    if (this.#waiting.get(wait.key) === wait) this.#waiting.delete(wait.key);
    this.#tell(wait);
  }

  #tell({ userId, messageId }) {
    this.#store.emit("wait", { userId, messageId });
  }
}
