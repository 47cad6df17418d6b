/** Dialogs on the browser's own <dialog>: focus, Escape and the backdrop come with it. */

import { h } from "./dom.js";
import { icon } from "./icons.js";

const TOAST_MS = 3000;

/**
 * Opens a modal dialog and returns it; it is gone from the page when it closes.
 *
 * `firm` dialogs close by a button or Escape only, others by a tap beside them too.
 */
export function openDialog({ title, kind = "", firm = false, content = [], onclose = () => {} }) {
  const dialog = h("dialog", { class: `dialog ${kind}`, "aria-label": title });
  dialog.append(...content.filter(Boolean));
  dialog.addEventListener("close", () => {
    dialog.remove();
    onclose();
  });
  if (!firm) {
    dialog.addEventListener("pointerdown", (event) => event.target === dialog && dialog.close());
  }
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Returns a dialog's heading with its close button. */
export function heading(title, close) {
  return h("header", { class: "dialog-head" }, h("h2", {}, title),
    h("button", { type: "button", class: "round", "aria-label": "Close", onclick: close }, icon("close")));
}

/** Shows a short note in `host`; it goes after three seconds. */
export function showToast(host, text) {
  const note = h("div", { class: "toast", dir: "auto" }, text);
  host.replaceChildren(note);
  window.setTimeout(() => note.remove(), TOAST_MS);
}

/** Shows a callback alert, which stays until OK. */
export function showAlert({ from, to, text }) {
  const close = () => dialog.close();
  const ok = h("button", { type: "button", class: "button main", autofocus: true, onclick: close }, "OK");
  const dialog = openDialog({
    title: from, kind: "alert", firm: true,
    content: [h("h2", {}, from), h("p", { class: "alert-to", dir: "auto" }, `On ${to}'s phone`), h("p", { class: "alert-text", dir: "auto" }, text), h("footer", {}, ok)],
  });
  dialog.setAttribute("role", "alertdialog");
}

/** Shows a picture as large as the window allows. */
export function showPhoto(source, caption) {
  const close = () => dialog.close();
  const dialog = openDialog({
    title: "Photo", kind: "viewer",
    content: [
      h("header", { class: "viewer-head" },
        h("a", { class: "round", href: source, download: "photo", "aria-label": "Download the photo" }, icon("download")),
        h("button", { type: "button", class: "round", "aria-label": "Close", autofocus: true, onclick: close }, icon("close"))),
      h("img", { src: source, alt: caption || "Photo", onclick: close }),
      caption ? h("p", { dir: "auto" }, caption) : null,
    ],
  });
}

const LANGUAGES = [
  ["en", "English"], ["de", "Deutsch"], ["es", "Español"], ["fr", "Français"], ["pt", "Português"],
  ["nl", "Nederlands"], ["pl", "Polski"], ["ru", "Русский"], ["uk", "Українська"], ["tr", "Türkçe"],
  ["ar", "العربية"], ["he", "עברית"], ["hi", "हिन्दी"], ["zh", "中文"],
];

/** Asks for a new person's name and language; resolves to `{name, language}` or null. */
export function askPerson() {
  return new Promise((resolve) => {
    let answer = null;
    const name = h("input", { type: "text", required: true, maxlength: 64, autocomplete: "off", autofocus: true, "data-testid": "new-person-name" });
    const language = h("select", {}, LANGUAGES.map(([code, label]) => h("option", { value: code }, label)));
    const form = h("form", { class: "form", novalidate: true },
      h("label", {}, "Name", name), h("label", {}, "Language of their phone", language),
      h("footer", {}, h("button", { type: "submit", class: "button main" }, "Add this person")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!name.value.trim()) return name.focus();
      answer = { name: name.value.trim(), language: language.value };
      return dialog.close();
    });
    const dialog = openDialog({
      title: "Add a person", content: [heading("Add a person", () => dialog.close()), form],
      onclose: () => resolve(answer),
    });
  });
}

/** Offers choices `[{label, hint, face, act}]`; the chosen one's `act` runs after closing. */
export function choose({ title, text, choices }) {
  const pick = (act) => {
    dialog.close();
    act();
  };
  const rows = choices.map(({ label, hint, face, act }) =>
    h("button", { type: "button", class: "choice", onclick: () => pick(act) }, face,
      h("span", { class: "choice-words" }, h("span", { dir: "auto" }, label),
        hint ? h("span", { class: "choice-hint", dir: "auto" }, hint) : null)));
  const dialog = openDialog({
    title, content: [
      heading(title, () => dialog.close()),
      text ? h("p", { class: "dialog-text" }, text) : null,
      h("div", { class: "choices" }, rows),
    ],
  });
}
