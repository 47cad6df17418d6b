/** Attaching things: files from this computer with a caption, or ready-made samples. */

import { upload } from "./api.js";
import { heading, openDialog } from "./dialogs.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { sizeText } from "./media.js";

const ALBUM_MAX = 10;
const KINDS = {
  photo: { accept: "image/*", multiple: true, word: "photo" },
  document: { accept: "", multiple: false, word: "document" },
  voice: { accept: "audio/*", multiple: false, word: "voice note" },
};

function pick({ accept, multiple }) {
  return new Promise((resolve) => {
    const input = h("input", { type: "file", accept: accept || undefined, multiple, class: "gone" });
    input.addEventListener("change", () => {
      resolve([...input.files]);
      input.remove();
    });
    input.addEventListener("cancel", () => {
      resolve([]);
      input.remove();
    });
    document.body.append(input);
    input.click();
  });
}

function preview(kind, file) {
  if (kind !== "photo") {
    return h("div", { class: "document" }, h("span", { class: "document-icon" }, icon(kind === "voice" ? "voice" : "file")),
      h("span", { class: "document-words" }, h("span", { class: "document-name", dir: "auto" }, file.name),
        h("span", { class: "document-size" }, sizeText(file.size))));
  }
  const address = URL.createObjectURL(file);
  const release = () => URL.revokeObjectURL(address);
  return h("img", { class: "thumb", src: address, alt: file.name, onload: release, onerror: release });
}

async function payloadOf(kind, files, caption) {
  const items = await Promise.all(files.map(upload));
  if (caption) items[0].caption = caption;
  return { [kind]: items.length > 1 ? items : items[0] };
}

/**
 * Shows the picked files and a caption field, then sends them. Several photos become one
 * album; what is not a picture goes as a document.
 */
export function sendFiles(kind, picked, { caption, send, sent }) {
  const isPicture = picked.every((file) => file.type.startsWith("image/"));
  const real = kind === "photo" && !isPicture ? "document" : kind;
  const files = picked.slice(0, real === "photo" ? ALBUM_MAX : 1);
  if (!files.length) return;
  const { word } = KINDS[real];
  const title = files.length > 1 ? `Send ${files.length} photos` : `Send this ${word}`;
  const field = h("input", {
    type: "text", maxlength: 1024, value: caption, placeholder: "Caption", "aria-label": "Caption",
    dir: "auto", autofocus: true, "data-testid": "caption",
  });
  const form = h("form", { class: "form" }, h("div", { class: "thumbs" }, files.map((file) => preview(real, file))), field,
    h("footer", {}, h("button", { type: "submit", class: "button main" }, icon("send"), "Send")));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    dialog.close();
    if (await send(await payloadOf(real, files, field.value.trim()))) sent();
  });
  const dialog = openDialog({ title, content: [heading(title, () => dialog.close()), form] });
}

/** Returns the entries of the attach menu. */
export function attachChoices(options) {
  const ask = async (kind) => {
    const files = await pick(KINDS[kind]);
    if (files.length) sendFiles(kind, files, { ...options, caption: options.caption() });
  };
  const sample = (body) => () => options.send(body);
  return [
    { label: "Photo or album", mark: icon("image"), act: () => ask("photo") },
    { label: "Document", mark: icon("file"), act: () => ask("document") },
    { label: "Voice note", mark: icon("voice"), act: () => ask("voice") },
    { label: "Sample photo", mark: icon("star"), act: sample({ photo: {} }) },
    { label: "Sample voice note", mark: icon("star"), act: sample({ voice: {} }) },
    { label: "Sample document", mark: icon("star"), act: sample({ document: {} }) },
    { label: "Sticker", mark: icon("smile"), act: sample({ sticker: true }) },
    { label: "Location", mark: icon("pin"), act: sample({ location: true }) },
  ];
}
