/** One message, or one album, as a bubble with its keyboard below it. */

import { h, oneLine } from "./dom.js";
import { richText } from "./entities.js";
import { icon } from "./icons.js";
import { keyboard } from "./keyboard.js";
import { media } from "./media.js";
import {
  entitiesOf, excerpt, isEdited, isOwn, keyboardRows, mediaKind, serviceText, textOf, writtenAt,
} from "./messages.js";
import { dateText, hourText } from "./times.js";

const BARE = new Set(["sticker", "dice"]);

function meta(message, context) {
  const at = writtenAt(message);
  const zone = context.app.zone();
  return h("span", { class: "meta" },
    isEdited(message) ? h("span", { class: "edited" }, "edited") : null,
    h("time", { datetime: at.toISOString(), title: `${dateText(at, zone)}, ${hourText(at, zone)}` }, hourText(at, zone)),
    isOwn(message) ? h("span", { class: "ticks", role: "img", "aria-label": "delivered" }, icon("ticks")) : null);
}

function words(message, context) {
  const text = textOf(message);
  if (!text) return null;
  const nodes = richText(text, entitiesOf(message), context.links);
  // The empty span keeps room for the time on the last line.
  const room = h("span", { class: `room${isEdited(message) ? " room-edited" : ""}`, "aria-hidden": "true" });
  return h("div", { class: "words", dir: "auto" }, nodes, room);
}

function quoted(message, context) {
  const original = message.reply_to_message;
  if (!original) return null;
  const name = isOwn(original) ? context.personName() : context.app.store.bot.name;
  return h("button", { type: "button", class: "quoted", onclick: () => context.goTo(original.message_id) },
    h("span", { class: "quoted-name" }, name), h("span", { dir: "auto" }, oneLine(excerpt(original))));
}

function onlyEmoji(message) {
  const text = message.text || "";
  return text.length <= 24 && !message.reply_markup && !message.reply_to_message
    && /^(\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f){1,12}$/u.test(text)
    && [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)].length <= 3;
}

function forwarded(message) {
  const origin = message.forward_origin;
  if (!origin) return null;
  const name = origin.sender_user?.first_name ?? origin.sender_user_name ?? origin.chat?.title ?? "";
  return h("div", { class: "forwarded", dir: "auto" }, name ? `Forwarded from ${name}` : "Forwarded");
}

function reactions(message) {
  const emoji = message.sim?.reactions || [];
  if (!emoji.length) return null;
  return h("div", { class: "reactions", role: "img", "aria-label": `Reaction ${emoji.join(" ")}` }, emoji.join(" "));
}

function unknownKind(message) {
  const known = textOf(message) || mediaKind(message);
  return known ? null : h("div", { class: "words unknown" }, "A kind of message that this page cannot show.",
    h("span", { class: "room" }));
}

function frame(message, context, kind, inside) {
  const name = isOwn(message) ? context.personName() : context.app.store.bot.name;
  const node = h("div", {
    class: `msg ${isOwn(message) ? "own" : "in"}${keyboardRows(message).length ? " has-keyboard" : ""}`,
    "data-message-id": message.message_id, tabindex: "-1", role: "article", "aria-label": `${name}:`,
    oncontextmenu: (event) => context.showActions(event, message, node),
  },
  h("div", { class: `bubble ${kind}${message.has_protected_content ? " protected" : ""}` }, inside),
  reactions(message), keyboard(message, context));
  return node;
}

/** Returns the element of one message. */
export function bubble(message, context) {
  const service = serviceText(message);
  if (service) {
    return h("div", { class: "service", "data-message-id": message.message_id }, h("span", {}, service));
  }
  const kind = mediaKind(message);
  const shown = media(message);
  const body = words(message, context);
  const above = message.show_caption_above_media ? [body, shown] : [shown, body];
  const classes = [
    kind ? `with-${kind}` : "", kind && !body ? "no-words" : "",
    BARE.has(kind) || (!kind && onlyEmoji(message)) ? "bare" : "",
  ].filter(Boolean).join(" ");
  return frame(message, context, classes,
    [forwarded(message), quoted(message, context), above, unknownKind(message), meta(message, context)].flat());
}

/** Returns the element of an album: its pictures in a grid, its first caption below. */
export function album(messages, context) {
  const captioned = messages.find(textOf);
  const last = messages[messages.length - 1];
  const tile = (message, at) => {
    const props = { class: "tile" };
    // The frame stands for the first message; the others keep their own id on their tile.
    if (at > 0) props["data-message-id"] = message.message_id;
    return h("div", props, media(message));
  };
  const pictures = messages.every((message) => message.photo || message.video);
  const grid = h("div", {
    class: pictures ? "album" : "album-list", "data-testid": "album", "data-count": Math.min(messages.length, 4),
  }, messages.map(tile));
  const body = captioned ? words(captioned, context) : null;
  const classes = `with-${pictures ? "photo" : "document"}${body ? "" : " no-words"}`;
  return frame(messages[0], context, classes,
    [quoted(messages[0], context), grid, body, meta({ ...last, edited_at: captioned?.edited_at }, context)]);
}
