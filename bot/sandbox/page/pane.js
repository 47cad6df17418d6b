/** One person's phone: the head, the chat with the bot, and the place to write. */

import { Composer } from "./composer.js";
import { h, oneLine } from "./dom.js";
import { icon } from "./icons.js";
import { Log } from "./log.js";
import { excerpt, isOwn, textOf } from "./messages.js";
import { face } from "./people.js";
import { Popup } from "./popup.js";

const TYPING_MS = 5000;
const ACTIONS = {
  upload_photo: "is sending a photo", upload_document: "is sending a document",
  record_voice: "is recording", upload_voice: "is sending a voice note", upload_video: "is sending a video",
};

export class Pane {
  visible = false;

  constructor({ userId, app }) {
    this.userId = userId;
    this.app = app;
    this.composer = new Composer({ userId, app });
    this.log = new Log({ label: "Messages", context: this.#context(), onScroll: () => this.#markRead() });
    this.toasts = h("div", { class: "toasts", role: "status", "aria-live": "polite" });
    this.pinned = h("button", { type: "button", class: "pinned", hidden: true });
    this.start = h("button", { type: "button", class: "start", "data-testid": `start-${userId}`, onclick: () => this.#begin() });
    this.node = h("section", {
      class: "pane", "data-testid": `pane-${userId}`,
      onfocusin: () => app.layout.touch(userId),
      ondragover: (event) => event.preventDefault(),
      ondrop: (event) => this.#drop(event),
    }, this.#head(), this.pinned, this.log.node, this.toasts, this.start, this.composer.node);
    this.update();
  }

  #head() {
    this.face = h("span", {});
    this.title = h("h2", { dir: "auto" });
    this.status = h("p", { class: "status" });
    const more = h("button", { type: "button", class: "round", "aria-label": "More", onclick: () => this.#showMore() }, icon("more"));
    this.more = new Popup({ trigger: more, label: "More", kind: "popup-top" });
    return h("header", { class: "pane-head" },
      h("button", { type: "button", class: "round back", "aria-label": "Back to the people", onclick: () => this.app.layout.goBack() }, icon("back")),
      this.face, h("div", { class: "pane-title" }, this.title, this.status), more,
      h("button", { type: "button", class: "round close", "aria-label": "Close this phone", onclick: () => this.app.layout.close(this.userId) }, icon("close")),
      this.more.node);
  }

  #context() {
    const { app, userId } = this;
    return {
      app, userId,
      personName: () => this.person?.name ?? "",
      links: {
        opened: (url) => app.openLink(url, { onlyOurs: true }),
        command: (text) => app.send(userId, { text }),
      },
      goTo: (messageId) => this.log.goTo(messageId),
      showActions: (event, message, node) => this.#showActions(event, message, node),
    };
  }

  get person() {
    return this.app.store.person(this.userId);
  }

  /** Redraws what belongs to the person: name, block, typing. */
  update() {
    const { person } = this;
    if (!person) return;
    this.face.replaceChildren(face(person));
    this.title.textContent = person.name;
    this.node.setAttribute("aria-label", `${person.name}'s phone`);
    this.#showStatus();
    this.#showStart();
    this.#markRead();
  }

  /** Redraws the messages. */
  updateChat() {
    const records = this.app.store.messages(this.userId);
    this.log.empty.replaceChildren(...(records.length ? [] : this.#emptyChat()));
    this.log.render(records);
    this.#showPinned(records.map(({ message }) => message));
    this.composer.keys.update(records.map(({ message }) => message));
    this.#showStart();
    this.#markRead();
  }

  #showPinned(messages) {
    const message = messages.filter(({ sim }) => sim?.pinned).pop();
    this.pinned.hidden = !message;
    if (!message) return;
    this.pinned.onclick = () => this.log.goTo(message.message_id);
    this.pinned.setAttribute("aria-label", `Pinned message: ${oneLine(excerpt(message))}`);
    this.pinned.replaceChildren(icon("pin"), h("span", { class: "mode-text", dir: "auto" }, oneLine(excerpt(message))));
  }

  #emptyChat() {
    const { name, description } = this.app.store.bot;
    return [h("div", { class: "empty-card" }, h("span", { class: "bot-face" }, icon("home")),
      h("strong", {}, name || "This bot"), h("p", { dir: "auto" }, description || "What can this bot do? Press START to see."))];
  }

  #showStart() {
    const blocked = Boolean(this.person?.blocked);
    const fresh = this.app.store.messages(this.userId).length === 0;
    this.start.hidden = !(blocked || fresh);
    this.start.textContent = blocked ? "Unblock" : "START";
    this.composer.node.hidden = blocked;
  }

  #begin() {
    if (this.person?.blocked) this.app.block(this.userId, false);
    else this.app.send(this.userId, { text: "/start" });
    this.composer.focus();
  }

  #showStatus() {
    const name = this.app.store.bot.name || "the bot";
    this.status.replaceChildren(this.person?.blocked ? "blocked the bot" : `with ${name}`);
    this.status.classList.remove("is-typing");
  }

  /** Shows that the bot is typing, until its message or five seconds. */
  showAction(action) {
    window.clearTimeout(this.typing);
    const dots = h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
    this.status.replaceChildren(ACTIONS[action] || "is typing", dots);
    this.status.classList.add("is-typing");
    this.typing = window.setTimeout(() => this.#showStatus(), TYPING_MS);
  }

  /** Ends the typing mark when the bot's new message is there. */
  arrived(message) {
    if (isOwn(message)) this.log.toEnd();
    else if (this.status.classList.contains("is-typing")) this.#showStatus();
  }

  /** True while the newest message is before the person's eyes. */
  get isSeen() {
    return this.visible && this.log.stuck && document.visibilityState === "visible";
  }

  #markRead() {
    if (this.isSeen && this.person?.unread) this.app.read(this.userId);
  }

  /** Tells the pane whether it can be seen. */
  setVisible({ visible }) {
    this.visible = visible;
    if (!visible) return;
    if (this.log.stuck) this.log.toEnd();
    this.#markRead();
  }

  #drop(event) {
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    if (files.length) this.composer.offer(files);
  }

  #showMore() {
    const blocked = Boolean(this.person?.blocked);
    this.more.toggle([
      { label: "Send /start", mark: icon("chat"), act: () => this.app.send(this.userId, { text: "/start" }) },
      { label: blocked ? "Unblock the bot" : "Block the bot", mark: icon("block"), act: () => this.app.block(this.userId, !blocked) },
    ]);
  }

  #showActions(event, message, node) {
    if (event.target.closest("a, img")) return;
    event.preventDefault();
    const items = [{ label: "Reply", mark: icon("reply"), act: () => this.composer.reply(message) }];
    if (textOf(message) && !message.has_protected_content) {
      items.push({ label: "Copy text", mark: icon("copy"), act: () => this.app.copy(this.userId, textOf(message)) });
    }
    if (isOwn(message) && message.text) items.push({ label: "Edit", mark: icon("edit"), act: () => this.composer.edit(message) });
    this.actions?.node.remove();
    this.actions = new Popup({ trigger: node, label: "Message", kind: "popup-message" });
    node.append(this.actions.node);
    this.actions.show(items);
    this.actions.node.scrollIntoView({ block: "nearest" });
  }
}
