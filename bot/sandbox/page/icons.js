/** The page's own line icons, drawn on a 24 x 24 grid with the text's colour. */

const SHAPES = {
  alert: ["M12 4 2.8 20h18.4L12 4Z", "M12 10v4.5", "M12 17.4v.1"],
  back: ["M15 5l-7 7 7 7"],
  bed: ["M3 18v-6a3 3 0 0 1 3-3h12a3 3 0 0 1 3 3v6", "M3 15h18", "M6 9V6h5v3"],
  block: ["M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z", "M5.8 5.8l12.4 12.4"],
  calls: ["M8 6 3 12l5 6", "M16 6l5 6-5 6", "M13.5 5l-3 14"],
  chat: ["M4 5h16v11H10l-5 4v-4H4V5Z"],
  check: ["M4.5 12.5l5 5 10-11"],
  close: ["M6 6l12 12", "M18 6 6 18"],
  clock: ["M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z", "M12 7v5l3.5 2"],
  copy: ["M9 9h11v11H9V9Z", "M15 9V4H4v11h5"],
  down: ["M12 5v14", "M6 13l6 6 6-6"],
  download: ["M12 4v11", "M7 11l5 5 5-5", "M5 20h14"],
  edit: ["M4 20l1-4L16 5l3 3L8 19l-4 1Z"],
  file: ["M6 3h8l4 4v14H6V3Z", "M14 3v4h4"],
  fold: ["M6 9l6 6 6-6"],
  forward: ["M5 5l7 7-7 7", "M12 5l7 7-7 7"],
  help: ["M9 9a3 3 0 1 1 4.6 2.5c-1 .7-1.6 1.2-1.6 2.5", "M12 17.9v.1", "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z"],
  home: ["M4 11.5 12 5l8 6.5", "M6 10v9h12v-9", "M12 15.2c1.6-2 3.6-.3 1.8 1.5L12 18.4l-1.8-1.7c-1.8-1.8.2-3.5 1.8-1.5Z"],
  image: ["M4 5h16v14H4V5Z", "M4 16l5-5 4 4 2.5-2.5L20 17", "M15.5 9v.1"],
  link: ["M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1", "M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1"],
  menu: ["M4 7h16", "M4 12h16", "M4 17h10"],
  more: ["M12 5.5v.1", "M12 12v.1", "M12 18.5v.1"],
  now: ["M4 12a8 8 0 1 0 2.5-5.8", "M4 4v4.5h4.5"],
  open: ["M8 8h8v8", "M16 8 7 17"],
  pause: ["M8 5v14", "M16 5v14"],
  person: ["M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z", "M5 20c.8-3.6 3.5-5 7-5s6.2 1.4 7 5"],
  personadd: ["M10 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z", "M3 20c.8-3.6 3.5-5 7-5 1.2 0 2.3.2 3.2.5", "M18 14v6", "M15 17h6"],
  pin: ["M12 21c-4-4.5-6-7.7-6-10.5a6 6 0 1 1 12 0c0 2.8-2 6-6 10.5Z", "M12 8.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z"],
  play: ["M8 5l11 7-11 7V5Z"],
  plus: ["M12 5v14", "M5 12h14"],
  reply: ["M10 6 4 12l6 6", "M4 12h10c3.5 0 6 2 6 6"],
  search: ["M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14Z", "M16 16l4.5 4.5"],
  send: ["M4 5l17 7-17 7 2.5-7L4 5Z", "M6.5 12H13"],
  smile: ["M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z", "M8.5 14.5c1.8 2.3 5.2 2.3 7 0", "M9 9.5v.1", "M15 9.5v.1"],
  star: ["M12 4l2.4 5 5.6.7-4.1 3.8 1.1 5.5-5-2.8-5 2.8 1.1-5.5L4 9.7 9.6 9 12 4Z"],
  sun: ["M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z", "M12 2.5v2", "M12 19.5v2", "M2.5 12h2", "M19.5 12h2", "M5.3 5.3l1.4 1.4", "M17.3 17.3l1.4 1.4", "M18.7 5.3l-1.4 1.4", "M6.7 17.3l-1.4 1.4"],
  ticks: ["M1.5 12.8l4.3 4.3 8.7-9.6", "M10.3 15.3l1.8 1.8 8.9-9.6"],
  trash: ["M5 7h14", "M9 7V4h6v3", "M7 7l1 13h8l1-13"],
  voice: ["M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3Z", "M5.5 11.5a6.5 6.5 0 0 0 13 0", "M12 18v3"],
};

const SVG = "http://www.w3.org/2000/svg";

/** Returns the named icon as a decorative SVG element, hidden from screen readers. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  for (const shape of SHAPES[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", shape);
    svg.append(path);
  }
  return svg;
}
