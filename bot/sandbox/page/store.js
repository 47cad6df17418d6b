/**
 * What the page knows: people, chats, commands and the clock. A message is kept once per
 * chat by its id; an answer that was asked for before a live event never overwrites it.
 */

import { get } from "./api.js";
import { isOwn } from "./messages.js";

const RECOUNT_MS = 250;

export class Store {
  #listeners = new Map();
  #chats = new Map();
  #commands = new Map();
  #stamp = 0;
  #recount = 0;
  #clockBase = Date.now() - performance.now();

  people = [];
  bot = { username: "", name: "", description: "" };

  /** Calls `listener(detail)` whenever `topic` changes. */
  on(topic, listener) {
    if (!this.#listeners.has(topic)) this.#listeners.set(topic, new Set());
    this.#listeners.get(topic).add(listener);
  }

  /** Tells everyone who listens to `topic`. */
  emit(topic, detail) {
    for (const listener of this.#listeners.get(topic) || []) listener(detail);
  }

  /** Returns the present instant of the shared clock. */
  now() {
    return new Date(this.#clockBase + performance.now());
  }

  /** Sets the shared clock from an ISO instant. */
  setClock(iso) {
    this.#clockBase = Date.parse(iso) - performance.now();
    this.emit("clock");
  }

  /** Returns the person with this id, or undefined. */
  person(userId) {
    return this.people.find((person) => person.id === userId);
  }

  /** Takes the server's list of people and loads the chats that are new. */
  setPeople(people) {
    const before = new Set(this.people.map((person) => person.id));
    this.people = people;
    this.emit("people");
    // A chat that cannot be read now is read again when the stream is back.
    for (const { id } of people) if (!before.has(id)) this.#loadChat(id).catch(() => {});
  }

  /** Adds one person who has just been made, unless an event was faster. */
  addPerson(person) {
    if (!this.person(person.id)) this.setPeople([...this.people, person]);
  }

  #chat(userId) {
    if (!this.#chats.has(userId)) this.#chats.set(userId, new Map());
    return this.#chats.get(userId);
  }

  /** Counts at once, and asks the server soon, whose count is the true one. */
  #countUnread(userId) {
    const person = this.person(userId);
    if (!person) return;
    person.unread = (person.unread || 0) + 1;
    this.emit("people");
    window.clearTimeout(this.#recount);
    const ask = () => get("/sim/people").then(({ people }) => this.setPeople(people)).catch(() => {});
    this.#recount = window.setTimeout(ask, RECOUNT_MS);
  }

  #set(chat, message, stamp) {
    const known = chat.get(message.message_id);
    const print = JSON.stringify(message);
    if (known && known.print === print) return (known.stamp = stamp);
    const revision = known ? known.revision + 1 : 1;
    chat.set(message.message_id, { message, print, stamp, revision });
    return stamp;
  }

  /** Takes a new or edited message; a new one of the bot is not read yet. */
  put(userId, message) {
    if (!isOwn(message) && !message.deleted && !this.#chat(userId).has(message.message_id)) this.#countUnread(userId);
    this.#set(this.#chat(userId), message, ++this.#stamp);
    this.emit("chat", userId);
  }

  /** Takes a message away; it stays away even if an older answer still shows it. */
  remove(userId, messageId) {
    this.#set(this.#chat(userId), { message_id: messageId, deleted: true }, ++this.#stamp);
    this.emit("chat", userId);
  }

  /** Returns the chat as `{message, revision}`, oldest first, without deleted messages. */
  messages(userId) {
    return [...this.#chat(userId).values()]
      .filter((record) => !record.message.deleted)
      .sort((a, b) => a.message.message_id - b.message.message_id);
  }

  async #loadChat(userId) {
    const asked = ++this.#stamp;
    const { messages } = await get(`/sim/messages?user_id=${userId}`);
    const chat = this.#chat(userId);
    const there = new Set();
    for (const message of messages) {
      there.add(message.message_id);
      const known = chat.get(message.message_id);
      if (!known || known.stamp < asked) this.#set(chat, message, asked);
    }
    for (const [id, record] of chat) if (!there.has(id) && record.stamp < asked) chat.delete(id);
    this.emit("chat", userId);
  }

  /** Reads everything again, as after a broken connection. */
  async reload() {
    const [people, clock] = await Promise.all([get("/sim/people"), get("/sim/clock")]);
    await this.#reloadBot();
    this.setClock(clock.now);
    this.people = people.people;
    this.#commands.clear();
    await Promise.all(people.people.map(({ id }) => this.#loadChat(id)));
    this.emit("people");
    this.emit("commands", null);
  }

  /** Returns the command menu as this person sees it, asking the server once. */
  async commands(userId) {
    if (!this.#commands.has(userId)) {
      const asked = get(`/sim/commands?user_id=${userId}`).then(({ commands }) => commands);
      asked.catch(() => this.#commands.delete(userId));
      this.#commands.set(userId, asked);
    }
    return this.#commands.get(userId);
  }

  async #reloadBot() {
    this.bot = await get("/sim/bot");
    this.emit("bot");
  }

  /** Takes one live event. */
  take(event) {
    switch (event.type) {
      case "message": return this.put(event.user_id, event.message);
      case "deleted": return this.remove(event.user_id, event.message_id);
      case "clock": return this.setClock(event.now);
      case "people": return this.setPeople(event.people);
      case "commands":
        if (event.user_id) this.#commands.delete(event.user_id);
        else this.#commands.clear();
        return this.emit("commands", event.user_id);
      case "call":
        if (/^setmy(name|description)$/i.test(event.call.method)) this.#reloadBot().catch(() => {});
        return this.emit("call", event);
      default: return this.emit(event.type, event);
    }
  }
}
