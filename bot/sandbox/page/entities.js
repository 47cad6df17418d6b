/**
 * Turns a text and its entities into DOM nodes. Offsets count UTF-16 units, as
 * JavaScript's own strings do; an entity that overlaps another is cut, never trusted.
 */

import { h } from "./dom.js";
import { icon } from "./icons.js";

const PLAIN_TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const BLOCK_SELECTOR = "pre, blockquote, .quote-box";
const FOLD_LINES = 3;

/** Returns the link as an absolute http(s) or tg address, or null when it is neither. */
export function safeUrl(raw) {
  const full = /^[a-z][a-z0-9+.-]*:/i.test(raw) ? raw : `https://${raw}`;
  try {
    const url = new URL(full);
    return ["http:", "https:", "tg:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

function link(kids, raw, links) {
  const url = safeUrl(raw);
  if (url === null) return h("span", {}, kids);
  const open = (event) => links.opened(url) && event.preventDefault();
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", onclick: open }, kids);
}

function spoiler(kids) {
  const cover = h("span", {
    class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text. Tap to show.",
  }, h("span", { "aria-hidden": "true" }, kids));
  const reveal = (event) => {
    event.preventDefault();
    event.stopPropagation();
    cover.replaceWith(h("span", { class: "spoiler-open" }, kids));
  };
  cover.addEventListener("click", reveal);
  cover.addEventListener("keydown", (event) => ["Enter", " "].includes(event.key) && reveal(event));
  return cover;
}

function foldedQuote(kids) {
  const inner = h("div", {}, kids);
  const quote = h("blockquote", { class: "folds" }, inner);
  const set = (open) => {
    quote.classList.toggle("is-open", open);
    button.setAttribute("aria-expanded", String(open));
    button.setAttribute("aria-label", open ? "Show less" : "Show more");
  };
  const button = h("button", { type: "button", class: "fold" }, icon("fold"));
  quote.addEventListener("click", (event) => {
    if (!event.target.closest("a, .spoiler")) set(!quote.classList.contains("is-open"));
  });
  const box = h("div", { class: "quote-box" }, quote, button);
  button.addEventListener("click", () => set(!quote.classList.contains("is-open")));
  set(false);
  // Only a laid-out quote tells how tall it is; a short one needs no fold.
  const watch = new ResizeObserver(() => {
    if (!quote.isConnected) return;
    const line = parseFloat(getComputedStyle(inner).lineHeight);
    box.classList.toggle("is-short", inner.scrollHeight <= line * FOLD_LINES + 4);
  });
  watch.observe(inner);
  return box;
}

function code(kids, language) {
  return h("pre", { dir: "ltr", tabindex: "0" },
    language ? h("span", { class: "pre-language" }, language) : null, h("code", {}, kids));
}

function command(kids, raw, links) {
  return h("button", { type: "button", class: "link", onclick: () => links.command(raw) }, kids);
}

function wrap(entity, raw, kids, links) {
  const tag = PLAIN_TAGS[entity.type];
  if (tag) return h(tag, {}, kids);
  switch (entity.type) {
    case "spoiler": return spoiler(kids);
    case "pre": return code(kids, entity.language);
    case "blockquote": return h("blockquote", {}, kids);
    case "expandable_blockquote": return foldedQuote(kids);
    case "url": return link(kids, raw, links);
    case "text_link": return link(kids, entity.url, links);
    case "email": return h("a", { href: `mailto:${raw}` }, kids);
    case "bot_command": return command(kids, raw, links);
    case "mention": case "text_mention": case "hashtag": case "cashtag": case "phone_number":
      return h("span", { class: "mention" }, kids);
    default: return h("span", {}, kids);
  }
}

const byPlace = (a, b) => a.offset - b.offset || b.length - a.length;

/** Cuts an overlapping entity in two, so that what follows is properly nested. */
function nested(inside, end) {
  const now = [];
  const later = [];
  for (const entity of inside) {
    const stop = entity.offset + entity.length;
    if (stop <= end) now.push(entity);
    else {
      now.push({ ...entity, length: end - entity.offset });
      later.push({ ...entity, offset: end, length: stop - end });
    }
  }
  return { now, later };
}

/** A block stands on its own lines, so the line break on each side of it is not drawn. */
function pushText(nodes, text, beforeBlock) {
  const last = nodes[nodes.length - 1];
  let shown = text;
  if (last instanceof Element && last.matches(BLOCK_SELECTOR)) shown = shown.replace(/^\n/, "");
  if (beforeBlock) shown = shown.replace(/\n$/, "");
  if (shown) nodes.push(shown);
}

function build(text, start, end, entities, links) {
  const nodes = [];
  const queue = [...entities].sort(byPlace);
  let at = start;
  while (queue.length) {
    const entity = queue.shift();
    const stop = entity.offset + entity.length;
    const inside = [];
    while (queue.length && queue[0].offset < stop) inside.push(queue.shift());
    const { now, later } = nested(inside, stop);
    pushText(nodes, text.slice(at, entity.offset), BLOCKS.has(entity.type));
    const kids = build(text, entity.offset, stop, now, links);
    nodes.push(wrap(entity, text.slice(entity.offset, stop), kids, links));
    at = stop;
    queue.push(...later);
    queue.sort(byPlace);
  }
  pushText(nodes, text.slice(at, end), false);
  return nodes;
}

/**
 * Returns the nodes of a message's text.
 *
 * `links.opened(url)` returns true when the page itself handles a link;
 * `links.command(text)` sends a tapped command.
 */
export function richText(text, entities, links) {
  const real = (entities || []).filter(
    ({ offset, length }) => offset >= 0 && length > 0 && offset + length <= text.length);
  return build(text, 0, text.length, real, links);
}
