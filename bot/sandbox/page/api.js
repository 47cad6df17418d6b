/**
 * The only door to the server: JSON calls to the control interface, and the live stream
 * that comes back by itself after the server was away.
 */

/** The server refused a call; `message` is its sentence for people. */
export class Refused extends Error {}

/** The server could not be reached. */
export class Unreachable extends Error {}

async function call(method, path, body) {
  const init = { method, headers: { Accept: "application/json" } };
  if (body !== undefined) {
    init.headers["Content-Type"] = "application/json";
    init.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, init);
  } catch {
    throw new Unreachable("The local chat does not answer.");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(answer.error || `The local chat answered ${response.status}.`);
  return answer;
}

/** Reads one JSON answer. Throws `Refused` or `Unreachable`. */
export const get = (path) => call("GET", path);

/** Posts one JSON body and returns the JSON answer. Throws `Refused` or `Unreachable`. */
export const post = (path, body = {}) => call("POST", path, body);

/** Returns the address of a file's bytes. */
export const fileUrl = (fileId) => `/sim/files/${encodeURIComponent(fileId)}`;

const RETRY_MS = [500, 1000, 2000, 4000];

/**
 * Follows the live events for as long as the page is open.
 *
 * `onOpen` runs at each (re)connection, because events sent in between are lost;
 * `onLost` runs when the stream breaks, `onEvent` with each decoded event.
 */
export function follow({ onOpen, onLost, onEvent }) {
  let tries = 0;
  let source;
  const connect = () => {
    source = new EventSource("/sim/events");
    source.onopen = () => {
      tries = 0;
      onOpen();
    };
    source.onmessage = (event) => onEvent(JSON.parse(event.data));
    source.onerror = () => {
      source.close();
      onLost();
      window.setTimeout(connect, RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]);
      tries += 1;
    };
  };
  connect();
  // A page kept by the browser's back button must not hold its old stream.
  window.addEventListener("pagehide", () => source.close());
  window.addEventListener("pageshow", (event) => event.persisted && connect());
}

/** Returns a picked file as `{data, name, mime}` with base64 data, as /sim/send wants it. */
export async function upload(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return { data: btoa(binary), name: file.name, mime: file.type || "application/octet-stream" };
}
