/**
 * The bot's own keyboard in place of the phone's: the newest message that carries one
 * decides, until the bot takes it away.
 */

import { h } from "./dom.js";
import { isOwn } from "./messages.js";

/** Returns the newest `{message, markup}` that sets, removes or asks for a reply, or null. */
function current(messages) {
  for (let at = messages.length - 1; at >= 0; at -= 1) {
    const markup = messages[at].sim?.reply_markup;
    if (markup && !isOwn(messages[at])) return { message: messages[at], markup };
  }
  return null;
}

export class ReplyKeys {
  #asked = 0;
  #used = 0;

  /** `send(body)` sends what a key stands for; `reply(message)` starts an asked reply. */
  constructor({ send, reply, hint }) {
    this.send = send;
    this.reply = reply;
    this.hint = hint;
    this.node = h("div", { class: "reply-keys", role: "group", "aria-label": "Keyboard", hidden: true });
  }

  /** Shows the keyboard that these messages leave open. */
  update(messages) {
    const found = current(messages);
    const id = found?.message.message_id ?? 0;
    const rows = id === this.#used ? [] : found?.markup.keyboard ?? [];
    this.node.hidden = !rows.length;
    this.node.replaceChildren(...rows.map((row) => h("div", { class: "key-row" }, row.map((key) => this.#key(key, found)))));
    this.hint(found?.markup.input_field_placeholder || "Message");
    const waits = found?.markup.force_reply && messages[messages.length - 1] === found.message;
    if (waits && this.#asked !== id) this.reply(found.message);
    this.#asked = id;
  }

  #key(key, { message, markup }) {
    const label = typeof key === "string" ? key : key.text;
    const press = () => {
      if (markup.one_time_keyboard) this.#used = message.message_id;
      this.send(key.request_location ? { location: true } : { text: label });
      if (markup.one_time_keyboard) this.node.hidden = true;
    };
    return h("button", { type: "button", class: "key", onclick: press }, h("span", { class: "key-label", dir: "auto" }, label));
  }
}
