/** Where a person writes: text that grows, commands, attachments, replies and corrections. */

import { attachChoices, sendFiles } from "./attach.js";
import { Completion } from "./completion.js";
import { h, oneLine } from "./dom.js";
import { icon } from "./icons.js";
import { excerpt, isOwn, textOf } from "./messages.js";
import { Popup } from "./popup.js";
import { ReplyKeys } from "./replykeys.js";

const MAX_HEIGHT_PX = 168;

export class Composer {
  #reply = null;
  #edited = null;

  constructor({ userId, app }) {
    this.userId = userId;
    this.app = app;
    this.field = h("textarea", {
      rows: 1, placeholder: "Message", "aria-label": "Message", dir: "auto", autocomplete: "off",
      enterkeyhint: "send", "data-testid": `composer-${userId}`,
      onkeydown: (event) => this.#key(event),
      oninput: () => this.#grow(),
      onpaste: (event) => this.#paste(event),
    });
    this.completion = new Completion({
      id: `commands-${userId}`, field: this.field,
      commands: () => app.store.commands(userId), send: (text) => this.#sendText(text),
    });
    this.keys = new ReplyKeys({
      send: (body) => this.#send(body), reply: (message) => this.reply(message),
      hint: (text) => this.field.setAttribute("placeholder", text),
    });
    this.node = h("form", { class: "composer", onsubmit: (event) => this.#submit(event) },
      this.#mode(), this.completion.node, ...this.#row(), this.keys.node);
    this.#grow();
  }

  #mode() {
    this.modeText = h("span", { class: "mode-text", dir: "auto" });
    this.modeIcon = h("span", { class: "mode-icon" });
    this.mode = h("div", { class: "mode", hidden: true }, this.modeIcon, this.modeText,
      h("button", { type: "button", class: "round", "aria-label": "Cancel", onclick: () => this.#endMode() }, icon("close")));
    return this.mode;
  }

  #row() {
    const menu = h("button", { type: "button", class: "menu-button", "data-testid": `menu-${this.userId}`, onclick: () => this.#toggleMenu() },
      icon("menu"), h("span", {}, "Menu"));
    const clip = h("button", { type: "button", class: "round", "aria-label": "Attach", "data-testid": `attach-${this.userId}`, onclick: () => this.#toggleAttach() }, icon("plus"));
    this.sendButton = h("button", { type: "submit", class: "round send", "aria-label": "Send" }, icon("send"));
    this.menu = new Popup({ trigger: menu, label: "Commands", kind: "popup-left" });
    this.attach = new Popup({ trigger: clip, label: "Attach", kind: "popup-right" });
    return [this.menu.node, this.attach.node,
      h("div", { class: "composer-row" }, menu, this.field, clip, this.sendButton)];
  }

  focus() {
    this.field.focus({ preventScroll: true });
  }

  #grow() {
    this.field.style.height = "auto";
    // A hidden pane has no height to measure; the style sheet's minimum then holds.
    const height = this.field.scrollHeight;
    this.field.style.height = height ? `${Math.min(height, MAX_HEIGHT_PX)}px` : "";
    this.sendButton.disabled = !this.field.value.trim();
  }

  #setText(text) {
    this.field.value = text;
    this.#grow();
    this.completion.hide();
  }

  #submit(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    if (!text) return;
    if (this.#edited) this.#saveEdit(text);
    else this.#sendText(text);
  }

  async #sendText(text) {
    this.#setText("");
    const sent = await this.#send({ text });
    if (!sent && !this.field.value) this.#setText(text);
  }

  async #send(body) {
    const whole = this.#reply ? { ...body, reply_to: this.#reply.message_id } : body;
    this.#endMode();
    return this.app.send(this.userId, whole);
  }

  async #saveEdit(text) {
    const message = this.#edited;
    this.#endMode();
    this.#setText("");
    if (text !== textOf(message)) await this.app.edit(this.userId, message.message_id, text);
  }

  /** Starts a reply to `message`. */
  reply(message) {
    this.#endMode();
    this.#reply = message;
    this.#showMode("reply", `Reply: ${oneLine(excerpt(message))}`);
  }

  /** Starts the correction of the person's own `message`. */
  edit(message) {
    this.#endMode();
    this.#edited = message;
    this.#setText(textOf(message));
    this.#showMode("edit", `Edit: ${oneLine(excerpt(message))}`);
  }

  #showMode(mark, text) {
    this.modeIcon.replaceChildren(icon(mark));
    this.modeText.textContent = text;
    this.mode.hidden = false;
    this.focus();
  }

  #endMode() {
    if (this.#edited) this.#setText("");
    this.#reply = null;
    this.#edited = null;
    this.mode.hidden = true;
  }

  #editLast() {
    const own = this.app.store.messages(this.userId).map(({ message }) => message).filter(isOwn);
    const last = own.filter((message) => message.text).pop();
    if (last) this.edit(last);
  }

  #key(event) {
    if (event.isComposing || this.completion.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.node.requestSubmit();
    } else if (event.key === "ArrowUp" && !this.field.value && !this.#edited) {
      event.preventDefault();
      this.#editLast();
    } else if (event.key === "Escape" && !this.mode.hidden) {
      this.#endMode();
    }
  }

  #fileOptions() {
    return {
      caption: () => this.field.value.trim(),
      send: (body) => this.#send(body),
      sent: () => this.#setText(""),
    };
  }

  #paste(event) {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    this.offer(files);
  }

  /** Offers to send files that were pasted or dropped here. */
  offer(files) {
    sendFiles("photo", files, { ...this.#fileOptions(), caption: this.field.value.trim() });
  }

  #toggleAttach() {
    this.attach.toggle(attachChoices(this.#fileOptions()));
  }

  async #toggleMenu() {
    if (this.menu.isOpen) return this.menu.hide();
    const commands = await this.app.store.commands(this.userId).catch(() => []);
    return this.menu.show(commands.map(({ command, description }) => ({
      label: `/${command}`, hint: description,
      act: () => {
        this.#sendText(`/${command}`);
        this.focus();
      },
    })));
  }
}
