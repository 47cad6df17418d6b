/** Photos, documents, sound and places, as a phone shows them. */

import { fileUrl } from "./api.js";
import { h } from "./dom.js";
import { showPhoto } from "./dialogs.js";
import { icon } from "./icons.js";
import { mediaKind, mediaName, textOf } from "./messages.js";
import { voicePlayer } from "./voice.js";

// A sticker of a few pixels is a stand-in; its emoji says more.
const TINY_PX = 16;

/** Returns "12 KB". */
export function sizeText(bytes) {
  if (bytes === undefined || bytes === null) return "";
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${Math.round(bytes / 1e3)} KB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function brokenPicture(event) {
  event.target.replaceWith(h("span", { class: "media-broken" }, icon("image"), "The picture cannot be shown."));
}

/** Returns a photo as a button that opens it large. */
export function photo(message) {
  const best = message.photo[message.photo.length - 1];
  const caption = textOf(message);
  const image = h("img", {
    src: fileUrl(best.file_id), alt: caption || "Photo", width: best.width, height: best.height,
    decoding: "async", onerror: brokenPicture,
  });
  const open = () => showPhoto(fileUrl(best.file_id), caption);
  const cover = message.has_media_spoiler ? "photo is-covered" : "photo";
  const button = h("button", { type: "button", class: cover, "aria-label": "Open the photo" }, image);
  button.addEventListener("click", () => {
    if (button.classList.contains("is-covered")) button.classList.remove("is-covered");
    else open();
  });
  return button;
}

function documentCard(message) {
  const file = message.document;
  const name = file.file_name || "File";
  const ending = name.includes(".") ? name.split(".").pop().slice(0, 4).toUpperCase() : "";
  return h("a", {
    class: "document", href: fileUrl(file.file_id), download: name,
    "aria-label": `Download ${name}, ${sizeText(file.file_size)}`,
  },
  h("span", { class: "document-icon" }, icon("file"), ending ? h("span", {}, ending) : null),
  h("span", { class: "document-words" },
    h("span", { class: "document-name", dir: "auto" }, name),
    h("span", { class: "document-size" }, sizeText(file.file_size))),
  icon("download"));
}

function sound(message) {
  const file = message.audio;
  const title = file.title || file.file_name || "Audio";
  return h("div", { class: "sound" },
    h("span", { class: "document-name", dir: "auto" }, [file.performer, title].filter(Boolean).join(" · ")),
    h("audio", { controls: true, preload: "none", src: fileUrl(file.file_id), "aria-label": title }));
}

function film(message, kind) {
  const file = message[kind];
  const moving = kind === "animation";
  return h("video", {
    class: "film", src: fileUrl(file.file_id), controls: true, loop: moving, muted: moving,
    playsinline: true, preload: "metadata", width: file.width, height: file.height,
    "aria-label": mediaName(message),
  });
}

function sticker(message) {
  const { file_id: id, emoji, is_animated: animated, is_video: video } = message.sticker;
  const plain = () => h("span", { class: "sticker-emoji", role: "img", "aria-label": "Sticker" }, emoji || "🙂");
  if (animated || video || !id) return plain();
  return h("img", {
    class: "sticker", src: fileUrl(id), alt: emoji ? `Sticker ${emoji}` : "Sticker",
    onload: ({ target }) => target.naturalWidth < TINY_PX && target.replaceWith(plain()),
    onerror: ({ target }) => target.replaceWith(plain()),
  });
}

function place(message) {
  const { latitude, longitude } = (message.venue || message).location;
  const title = message.venue ? message.venue.title : "Location";
  return h("div", { class: "place" }, icon("pin"), h("span", { class: "document-words" },
    h("span", { class: "document-name" }, title),
    h("span", { class: "document-size" }, `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`)));
}

function contact(message) {
  const { first_name: first, last_name: last, phone_number: phone } = message.contact;
  return h("div", { class: "place" }, icon("person"), h("span", { class: "document-words" },
    h("span", { class: "document-name", dir: "auto" }, [first, last].filter(Boolean).join(" ")),
    h("span", { class: "document-size" }, phone)));
}

function poll(message) {
  const options = message.poll.options || [];
  return h("div", { class: "poll" }, h("strong", { dir: "auto" }, message.poll.question),
    h("ul", {}, options.map((option) => h("li", { dir: "auto" }, option.text))));
}

function dice(message) {
  return h("span", { class: "sticker-emoji" }, message.dice.emoji, h("span", { class: "dice" }, message.dice.value));
}

const VIEWS = {
  photo, document: documentCard, voice: voicePlayer, audio: sound, sticker, contact, poll, dice,
  location: place, venue: place,
  video: (message) => film(message, "video"),
  video_note: (message) => film(message, "video_note"),
  animation: (message) => film(message, "animation"),
};

/** Returns the element of the message's media, or null when it has none. */
export function media(message) {
  const kind = mediaKind(message);
  return kind ? VIEWS[kind](message) : null;
}
