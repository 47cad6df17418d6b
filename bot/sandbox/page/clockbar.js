/** The shared clock: it shows the time in one zone and moves it to where things happen. */

import { post } from "./api.js";
import { heading, openDialog } from "./dialogs.js";
import { byId, h, memory } from "./dom.js";
import { icon } from "./icons.js";
import {
  browserZone, dateText, dayKey, hourText, instantOf, isZone, nextAt, tomorrowAt, wallClock, zonesToOffer,
} from "./times.js";

const MORNING = [7, 0];
const BEDTIME = [19, 30];
const NARROW = window.matchMedia("(max-width: 899px)");

export class ClockBar {
  /** `asked` is the zone of the page's address, or null. */
  constructor({ app, asked }) {
    this.app = app;
    this.chosen = [asked, memory.get("zone")].find((zone) => zone && isZone(zone));
    this.zone = this.chosen ?? browserZone();
    this.chip = byId("clock-chip");
    this.slot = byId("clock-slot");
    this.tools = h("div", { class: "clock-tools" }, this.#jumps(), this.#zones());
    this.slot.append(this.tools);
    this.chip.addEventListener("click", () => this.#openSheet());
    app.store.on("clock", () => this.show());
    app.store.on("bot", () => this.#followServer());
    window.setInterval(() => this.show(), 1000);
    this.show();
  }

  #jumps() {
    const { store } = this.app;
    const jump = (id, mark, label, name, body) => h("button", {
      type: "button", class: "jump", "data-testid": `clock-${id}`, "aria-label": name, onclick: () => this.move(body()),
    }, icon(mark), h("span", {}, label));
    const to = (instant) => ({ to: instant.toISOString() });
    return h("div", { class: "jumps", role: "group", "aria-label": "Move the clock" },
      jump("tomorrow", "sun", "Tomorrow 07:00", "Tomorrow 07:00", () => to(tomorrowAt(store.now(), this.zone, ...MORNING))),
      jump("bedtime", "bed", "Bedtime", "Bedtime, 19:30", () => to(nextAt(store.now(), this.zone, ...BEDTIME))),
      jump("plus-hour", "plus", "1 h", "+1 h", () => ({ advance_s: 3600 })),
      jump("now", "now", "Now", "Now, the real time", () => to(new Date())));
  }

  #zones() {
    this.select = h("select", { "aria-label": "Time zone", "data-testid": "zone" });
    this.#offerZones();
    this.select.addEventListener("change", () => {
      this.zone = this.chosen = this.select.value;
      memory.set("zone", this.zone);
      this.show();
      this.app.redraw();
    });
    return h("label", { class: "zone" }, h("span", { class: "zone-label" }, "Times in"), this.select);
  }

  #offerZones() {
    this.select.replaceChildren(...zonesToOffer(this.zone).map((zone) => h(
      "option", { value: zone, selected: zone === this.zone }, zone.split("/").pop().replaceAll("_", " "))));
  }

  /** Until somebody chooses, times are in the zone that the people here live in. */
  #followServer() {
    const { zone } = this.app.store.bot;
    if (this.chosen || !zone || !isZone(zone) || zone === this.zone) return;
    this.zone = zone;
    this.#offerZones();
    this.show();
  }

  /** Shows the present time; at midnight the day names change too. */
  show() {
    const now = this.app.store.now();
    const words = `${hourText(now, this.zone)} ${dateText(now, this.zone)}`;
    if (this.words !== words) {
      this.words = words;
      byId("clock-time").textContent = hourText(now, this.zone);
      byId("clock-date").textContent = dateText(now, this.zone);
      this.chip.setAttribute("aria-label", `The clock shows ${words}. Set it.`);
    }
    const day = dayKey(now, this.zone);
    if (this.day && this.day !== day) this.app.redraw();
    this.day = day;
  }

  /** Moves the clock and waits until everything due is sent. */
  async move(body) {
    if (this.moving) return;
    this.moving = true;
    this.sheet?.close();
    document.body.classList.add("is-moving");
    this.chip.setAttribute("aria-busy", "true");
    try {
      const { now } = await post("/sim/clock", body);
      this.app.store.setClock(now);
      await post("/sim/settle");
    } catch (error) {
      this.app.fail(null, error);
    } finally {
      this.moving = false;
      document.body.classList.remove("is-moving");
      this.chip.removeAttribute("aria-busy");
    }
  }

  /** Opens the sheet with an exact time, and on a phone with the jump buttons too. */
  #openSheet() {
    const wall = wallClock(this.app.store.now(), this.zone);
    const two = (n) => String(n).padStart(2, "0");
    const field = h("input", {
      type: "datetime-local", required: true, "aria-label": "Date and time",
      value: `${wall.year}-${two(wall.month)}-${two(wall.day)}T${two(wall.hour)}:${two(wall.minute)}`,
    });
    const form = h("form", { class: "form row" }, field, h("button", { type: "submit", class: "button main" }, "Set"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const parts = field.value.match(/(\d+)-(\d+)-(\d+)T(\d+):(\d+)/);
      if (!parts) return;
      const [year, month, day, hour, minute] = parts.slice(1).map(Number);
      this.move({ to: instantOf({ year, month, day, hour, minute }, this.zone).toISOString() });
    });
    const narrow = NARROW.matches;
    this.sheet = openDialog({
      title: "Move the clock", kind: "sheet",
      content: [
        heading("Move the clock", () => this.sheet.close()),
        h("p", { class: "dialog-text" }, "Everyone here shares this clock. Move it on, and what is due arrives."),
        narrow ? this.tools : null, form,
      ],
      onclose: () => {
        this.slot.append(this.tools);
        this.sheet = null;
      },
    });
  }
}
