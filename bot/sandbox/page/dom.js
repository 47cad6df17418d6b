/**
 * Builds DOM nodes from text and attributes only: nothing that a person or a bot writes
 * can become markup, because no string is ever parsed as HTML here.
 */

/** Returns a new element. `on…` properties are listeners, the rest attributes. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Returns the element with this id; the page's fixed frame is in index.html. */
export function byId(id) {
  return document.getElementById(id);
}

/** Returns `text` on one line, at most `limit` characters (code points) long. */
export function oneLine(text, limit = 80) {
  const flat = Array.from(text.replace(/\s+/g, " ").trim());
  return flat.length > limit ? `${flat.slice(0, limit - 1).join("")}…` : flat.join("");
}

/** Moves the focus among `nodes` with the arrow keys, Home and End; true when it did. */
export function moveFocus(event, nodes) {
  const at = nodes.indexOf(document.activeElement);
  const to = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: nodes.length - 1,
  }[event.key];
  if (to === undefined || nodes.length === 0) return false;
  event.preventDefault();
  nodes[(to + nodes.length) % nodes.length].focus();
  return true;
}

/** Remembers small choices in this browser; a browser that forbids it only forgets. */
export const memory = {
  get(key) {
    try {
      return window.localStorage.getItem(`localchat.${key}`);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      window.localStorage.setItem(`localchat.${key}`, value);
    } catch {
      // A private window may refuse storage; the page works without it.
    }
  },
};
