/** A voice note: one big play button, a line that can be dragged, and the time. */

import { fileUrl } from "./api.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

const BARS = 32;

const minutes = (seconds) =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

/** Returns the heights (0-1) of a wave that stays the same for the same file. */
function wave(seed) {
  let state = 7;
  for (const letter of seed) state = (state * 31 + letter.charCodeAt(0)) >>> 0;
  return Array.from({ length: BARS }, (_, at) => {
    state = (state * 1664525 + 1013904223) >>> 0;
    const swell = 0.55 + 0.45 * Math.sin((at / BARS) * Math.PI * 3);
    return 0.25 + 0.75 * swell * ((state >>> 16) / 65535);
  });
}

/** Returns the player of a voice message. */
export function voicePlayer(message) {
  const { file_id: id, duration = 0 } = message.voice;
  const audio = h("audio", { preload: "none", src: fileUrl(id) });
  const time = h("span", { class: "voice-time" }, minutes(duration));
  const bars = wave(id).map((height) => {
    const bar = h("span", { class: "voice-bar" });
    bar.style.height = `${Math.round(height * 100)}%`;
    return bar;
  });
  const seek = h("input", {
    type: "range", class: "voice-seek", min: 0, max: 100, value: 0, step: 1, "aria-label": "Place in the voice note",
  });
  const button = h("button", { type: "button", class: "voice-play", "aria-label": "Play the voice note" }, icon("play"));
  const length = () => (Number.isFinite(audio.duration) && audio.duration > 0 ? audio.duration : duration || 1);

  function show() {
    const share = Math.min(1, audio.currentTime / length());
    bars.forEach((bar, at) => bar.classList.toggle("is-past", audio.currentTime > 0 && at / BARS <= share));
    seek.value = String(Math.round(share * 100));
    time.textContent = minutes(audio.currentTime > 0 ? audio.currentTime : duration);
    const plays = !audio.paused;
    button.setAttribute("aria-label", plays ? "Pause the voice note" : "Play the voice note");
    button.replaceChildren(icon(plays ? "pause" : "play"));
  }
  const broken = () => {
    time.textContent = "cannot play";
  };

  button.addEventListener("click", () => {
    if (audio.paused) audio.play().catch(broken);
    else audio.pause();
  });
  seek.addEventListener("input", () => {
    audio.currentTime = (Number(seek.value) / 100) * length();
  });
  for (const name of ["play", "pause", "timeupdate"]) audio.addEventListener(name, show);
  audio.addEventListener("ended", () => {
    audio.currentTime = 0;
    show();
  });
  return h("div", { class: "voice" }, button,
    h("div", { class: "voice-line" }, h("div", { class: "voice-wave", "aria-hidden": "true" }, bars), seek),
    time, audio);
}
