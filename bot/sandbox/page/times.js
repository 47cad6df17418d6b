/**
 * Local times in one chosen zone. The server knows instants only; what "tomorrow 07:00"
 * means is decided here, and 07:00 stays 07:00 over both clock changes.
 */

const LOCALE = "en-GB";
const ZONES = ["Europe/Berlin", "Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Sydney", "UTC"];

/** Returns true when this browser knows the IANA zone. */
export function isZone(zone) {
  try {
    new Intl.DateTimeFormat(LOCALE, { timeZone: zone });
    return Boolean(zone);
  } catch {
    return false;
  }
}

/** Returns the browser's own zone. */
export const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

/** Returns the zones to offer: the browser's, a short list, and the one chosen now. */
export const zonesToOffer = (chosen) => [...new Set([browserZone(), ...ZONES, chosen])];

/** Returns the wall clock of an instant in a zone: year, month (1-12), day, hour, minute. */
export function wallClock(instant, zone) {
  const parts = new Intl.DateTimeFormat(LOCALE, {
    timeZone: zone, hourCycle: "h23",
    year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric",
  }).formatToParts(instant);
  return Object.fromEntries(parts.filter((p) => p.type !== "literal").map((p) => [p.type, Number(p.value)]));
}

const asUtc = (wall) => Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);

/**
 * Returns the instant (Date) of a wall clock in a zone. A time that exists twice is the
 * first one; a time that does not exist moves forward by the gap.
 */
export function instantOf(wall, zone) {
  const target = asUtc(wall);
  const offsetAt = (ms) => asUtc(wallClock(new Date(ms), zone)) - Math.floor(ms / 60000) * 60000;
  const before = offsetAt(target - 86400000);
  const after = offsetAt(target + 86400000);
  const fits = [before, after].map((offset) => target - offset)
    .filter((ms) => asUtc(wallClock(new Date(ms), zone)) === target);
  return new Date(fits.length ? Math.min(...fits) : target - before);
}

/** Returns the instant of the next local day at `hour`:`minute`. */
export function tomorrowAt(now, zone, hour, minute) {
  const wall = wallClock(now, zone);
  return instantOf({ ...wall, day: wall.day + 1, hour, minute }, zone);
}

/** Returns the next instant at which the zone's clock shows `hour`:`minute`. */
export function nextAt(now, zone, hour, minute) {
  const today = instantOf({ ...wallClock(now, zone), hour, minute }, zone);
  return today > now ? today : tomorrowAt(now, zone, hour, minute);
}

const text = (instant, zone, options) =>
  new Intl.DateTimeFormat(LOCALE, { timeZone: zone, ...options }).format(instant);

/** Returns "07:05". */
export const hourText = (instant, zone) =>
  text(instant, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** Returns "07:05:09". */
export const secondText = (instant, zone) =>
  text(instant, zone, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });

/** Returns "Thu 21 Nov". */
export const dateText = (instant, zone) =>
  text(instant, zone, { weekday: "short", day: "numeric", month: "short" }).replace(",", "");

/** Returns the local date, as a key that sorts: "2024-11-21". */
export function dayKey(instant, zone) {
  const { year, month, day } = wallClock(instant, zone);
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Returns the name of a day as seen from now: "Today", "Yesterday", "Thursday 21 November". */
export function dayName(instant, now, zone) {
  const day = dayKey(instant, zone);
  if (day === dayKey(now, zone)) return "Today";
  const wall = wallClock(now, zone);
  const yesterday = instantOf({ ...wall, day: wall.day - 1, hour: 12, minute: 0 }, zone);
  if (day === dayKey(yesterday, zone)) return "Yesterday";
  const options = { weekday: "long", day: "numeric", month: "long" };
  if (day.slice(0, 4) !== dayKey(now, zone).slice(0, 4)) options.year = "numeric";
  return text(instant, zone, options).replace(",", "");
}

/** Returns a short stamp for the chat list: the time today, else the date. */
export function listStamp(instant, now, zone) {
  if (dayKey(instant, zone) === dayKey(now, zone)) return hourText(instant, zone);
  return text(instant, zone, { day: "numeric", month: "short" });
}
