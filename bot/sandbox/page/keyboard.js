/** Inline keyboards: rows of real buttons with pressed and waiting states. */

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { keyboardRows } from "./messages.js";
import { safeUrl } from "./entities.js";

// A style shows by its shape too, for people who do not tell the colours apart.
const STYLES = {
  primary: { mark: null, says: "main choice" },
  success: { mark: "check", says: "positive choice" },
  danger: { mark: "alert", says: "careful" },
};

function kindOf(button) {
  if (button.url !== undefined || button.login_url) return "url";
  if (button.copy_text) return "copy";
  return button.callback_data === undefined ? "other" : "callback";
}

const CORNER = { url: "open", copy: "copy" };

function press(kind, button, { userId, message, app }) {
  if (kind === "callback") app.taps.tap(userId, message.message_id, button.callback_data);
  else if (kind === "copy") app.copy(userId, button.copy_text.text);
  else if (kind === "url") app.openLink(safeUrl(button.url ?? button.login_url.url));
  else app.toast(userId, "This button works in Telegram only.");
}

function keyboardButton(button, context) {
  const kind = kindOf(button);
  const style = STYLES[button.style] ? button.style : null;
  const { mark, says } = style ? STYLES[style] : {};
  const node = h("button", {
    type: "button",
    class: `key ${style ? `key-${style}` : ""}`,
    "aria-description": says,
    "data-callback": button.callback_data,
    onclick: () => press(kind, button, context),
  },
  mark ? icon(mark) : null,
  h("span", { class: "key-label", dir: "auto" }, button.text),
  CORNER[kind] ? h("span", { class: "key-corner" }, icon(CORNER[kind])) : null);
  return node;
}

/** Returns the message's keyboard element, or null when it has none. */
export function keyboard(message, context) {
  const rows = keyboardRows(message);
  if (!rows.length) return null;
  const node = h("div", { class: "keyboard", "data-testid": "keyboard" }, rows.map((row) =>
    h("div", { class: "key-row" }, row.map((button) => keyboardButton(button, { ...context, message })))));
  showWaiting(node, message.message_id, context);
  return node;
}

/** Marks the buttons that wait for an answer. */
export function showWaiting(node, messageId, { userId, app }) {
  for (const button of node.querySelectorAll("[data-callback]")) {
    const waits = app.taps.isWaiting(userId, messageId, button.dataset.callback);
    button.classList.toggle("is-waiting", waits);
    if (waits) button.setAttribute("aria-busy", "true");
    else button.removeAttribute("aria-busy");
  }
}
