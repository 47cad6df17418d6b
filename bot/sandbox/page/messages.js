/** Reads Bot API messages: who wrote them, what they hold, and how to say it in one line. */

/** Returns true for the person's own message, false for the bot's. */
export const isOwn = (message) => !(message.from && message.from.is_bot);

// A phone that opened a deep link shows "/start"; what the link carries is for the bot alone.
const OPENED_LINK = /^\/start [\w-]{1,64}$/;

/** Returns the message's text or caption as a phone shows it, or "". */
export function textOf(message) {
  const text = message.text ?? message.caption ?? "";
  return isOwn(message) && OPENED_LINK.test(text) ? "/start" : text;
}

/** Returns the entities that belong to `textOf`. */
export const entitiesOf = (message) => message.entities ?? message.caption_entities ?? [];

/** Returns the instant at which the message was written. */
export const writtenAt = (message) => new Date(message.date * 1000);

/** Returns true when the message was changed after it was written. */
export const isEdited = (message) => Boolean(message.edited_at || message.edit_date);

const KINDS = [
  ["photo", "Photo"], ["voice", "Voice note"], ["animation", "Animation"], ["video", "Video"],
  ["video_note", "Video note"], ["audio", "Audio"], ["document", "Document"], ["sticker", "Sticker"],
  ["venue", "Place"], ["location", "Location"], ["contact", "Contact"], ["poll", "Poll"], ["dice", "Dice"],
];

/** Returns the field name of the message's media ("photo", "voice" …) or null. */
export function mediaKind(message) {
  const found = KINDS.find(([field]) => message[field]);
  return found ? found[0] : null;
}

/** Returns what a message is, in words: "Photo", "Document plan.pdf". */
export function mediaName(message) {
  const kind = mediaKind(message);
  if (!kind) return "";
  const name = KINDS.find(([field]) => field === kind)[1];
  if (kind === "sticker" && message.sticker.emoji) return `${message.sticker.emoji} ${name}`;
  return message[kind].file_name ? `${name}: ${message[kind].file_name}` : name;
}

const SERVICE = {
  pinned_message: "A message was pinned.",
  new_chat_members: "Someone joined.",
  left_chat_member: "Someone left.",
  write_access_allowed: "The bot may write to this person.",
};

/** Returns the sentence of a service message, or null for a real message. */
export function serviceText(message) {
  const field = Object.keys(SERVICE).find((name) => message[name]);
  return field ? SERVICE[field] : null;
}

/** Returns one line that stands for the message in lists and quotes. */
export function excerpt(message) {
  const service = serviceText(message);
  if (service) return service;
  return [mediaName(message), textOf(message)].filter(Boolean).join(" · ") || "Message";
}

/** Returns the inline keyboard's rows, or an empty list. */
export const keyboardRows = (message) => message.reply_markup?.inline_keyboard ?? [];

/**
 * Returns the start payload when the link opens our own bot ("" without one), else null.
 * Both https://t.me/NAME?start=… and tg://resolve?domain=NAME&start=… are such links.
 */
export function startPayload(link, username) {
  if (!username) return null;
  let url;
  try {
    url = new URL(link);
  } catch {
    return null;
  }
  const isWeb = ["http:", "https:"].includes(url.protocol) && ["t.me", "telegram.me"].includes(url.hostname);
  const isApp = url.protocol === "tg:" && `${url.hostname}${url.pathname}`.startsWith("resolve");
  const name = isWeb ? url.pathname.slice(1).replace(/\/$/, "") : url.searchParams.get("domain");
  if (!(isWeb || isApp) || (name || "").toLowerCase() !== username.toLowerCase()) return null;
  return url.searchParams.get("start") ?? "";
}
