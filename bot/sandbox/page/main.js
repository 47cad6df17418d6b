/** The page's composition root: builds the parts, joins them, and follows the live stream. */

import { follow, post } from "./api.js";
import { Calls } from "./calls.js";
import { ClockBar } from "./clockbar.js";
import { askPerson, choose, showAlert, showToast } from "./dialogs.js";
import { byId, memory } from "./dom.js";
import { icon } from "./icons.js";
import { Layout } from "./layout.js";
import { startPayload } from "./messages.js";
import { face, People } from "./people.js";
import { Store } from "./store.js";
import { Taps } from "./taps.js";

const BANNER_AFTER_MS = 1200;
const asked = new URLSearchParams(window.location.search);
const root = byId("app");
const store = new Store();
const reading = new Set();
const queues = new Map();

/** What the parts may ask of the page. */
const app = {
  store,
  zone: () => clock.zone,

  /** Shows a short note in a person's phone, or over the whole page. */
  toast(userId, text) {
    const pane = layout.pane(userId);
    showToast(pane?.visible ? pane.toasts : byId("toasts"), text);
  },

  fail(userId, error) {
    app.toast(userId, error.message);
  },

  /** Sends what a person wrote, in order; true when the server took it. */
  send(userId, body) {
    const sending = async () => {
      try {
        const { messages } = await post("/sim/send", { user_id: userId, ...body });
        for (const message of messages) store.put(userId, message);
        layout.pane(userId)?.log.toEnd();
        return true;
      } catch (error) {
        app.fail(userId, error);
        return false;
      }
    };
    const sent = (queues.get(userId) ?? Promise.resolve()).then(sending);
    queues.set(userId, sent);
    return sent;
  },

  async edit(userId, messageId, text) {
    await app.try(userId, "/sim/edit", { message_id: messageId, text });
  },

  async block(userId, blocked) {
    await app.try(userId, "/sim/block", { blocked });
  },

  async try(userId, path, body) {
    try {
      await post(path, { user_id: userId, ...body });
    } catch (error) {
      app.fail(userId, error);
    }
  },

  /** Marks a chat as read, once at a time. */
  async read(userId) {
    if (reading.has(userId)) return;
    reading.add(userId);
    await app.try(userId, "/sim/read", {});
    reading.delete(userId);
  },

  async copy(userId, text) {
    try {
      await navigator.clipboard.writeText(text);
      app.toast(userId, "Copied.");
    } catch {
      app.toast(userId, "This browser does not let the page copy.");
    }
  },

  /** Opens a link; true when the page handled it itself. */
  openLink(url, { onlyOurs = false } = {}) {
    const payload = url === null ? null : startPayload(url, store.bot.username);
    if (payload !== null) {
      chooseWho(url, payload);
      return true;
    }
    if (!onlyOurs && url) window.open(url, "_blank", "noopener,noreferrer");
    return false;
  },

  /** Draws everything again, as after a change of the zone or the day. */
  redraw() {
    for (const pane of layout.panes) pane.updateChat();
    people.update();
  },
};

async function addPerson() {
  const answer = await askPerson();
  if (!answer) return null;
  try {
    const { people: added } = await post("/sim/people", answer);
    store.addPerson(added[0]);
    return added[0].id;
  } catch (error) {
    app.fail(null, error);
    return null;
  }
}

function chooseWho(url, payload) {
  const text = payload ? `/start ${payload}` : "/start";
  const begin = (userId) => {
    if (userId === null) return;
    layout.open(userId);
    app.send(userId, { text });
  };
  choose({
    title: "Open this invitation as …", text: url,
    choices: [
      ...store.people.map((person) => ({ label: person.name, face: face(person), act: () => begin(person.id) })),
      { label: "A new person …", face: icon("personadd"), act: async () => begin(await addPerson()) },
      { label: "Copy the link", face: icon("copy"), act: () => app.copy(null, url) },
    ],
  });
}

app.taps = new Taps(store, {
  fail: app.fail,
  show: ({ userId, text, alert, url }) => {
    const to = store.person(userId)?.name ?? "somebody";
    if (text && alert) showAlert({ from: store.bot.name || "The bot", to, text });
    else if (text) app.toast(userId, text);
    if (url) app.openLink(url);
  },
});
const clock = new ClockBar({ app, asked: asked.get("zone") });
const people = new People({ node: byId("people"), app });
const panesAsked = (asked.get("panes") || "").split(",").filter(Boolean).map(Number);
const layout = new Layout({ app, root, node: byId("panes"), asked: panesAsked });
Object.assign(app, { people, layout });
const calls = new Calls({ app, root });

function showHowTo({ shown }) {
  byId("howto").hidden = !shown;
  memory.set("howto", shown ? "shown" : "dismissed");
}

function wire() {
  for (const node of document.querySelectorAll("[data-icon]")) node.prepend(icon(node.dataset.icon));
  byId("add-person").addEventListener("click", async () => {
    const id = await addPerson();
    if (id !== null) layout.open(id);
  });
  byId("howto-close").addEventListener("click", () => showHowTo({ shown: false }));
  byId("howto-open").addEventListener("click", () => showHowTo({ shown: byId("howto").hidden }));
  byId("howto").hidden = memory.get("howto") === "dismissed";
  store.on("chat", (userId) => {
    layout.pane(userId)?.updateChat();
    people.update();
  });
  store.on("people", () => {
    for (const pane of layout.panes) pane.update();
    people.update();
  });
  store.on("bot", () => app.redraw());
  store.on("wait", ({ userId, messageId }) => layout.pane(userId)?.log.showWaiting(messageId));
  store.on("action", ({ user_id: userId, action }) => layout.pane(userId)?.showAction(action));
}

let lost = 0;

function take(event) {
  store.take(event);
  if (event.type === "message") layout.pane(event.user_id)?.arrived(event.message);
}

async function opened() {
  window.clearTimeout(lost);
  lost = 0;
  app.taps.clear();
  try {
    await store.reload();
    layout.begin();
    for (const pane of layout.panes) pane.update();
    await calls.reload();
    byId("banner").hidden = true;
    root.classList.add("is-ready");
  } catch (error) {
    app.fail(null, error);
  }
}

function gone() {
  // A short break, as when the server restarts, passes without a word.
  lost ||= window.setTimeout(() => {
    byId("banner").hidden = false;
  }, BANNER_AFTER_MS);
}

wire();
follow({ onOpen: opened, onLost: gone, onEvent: take });
