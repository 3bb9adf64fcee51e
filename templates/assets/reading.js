/* reading.js: for readers with JavaScript, beside the page that all can read. Owns previews of linked names and passages, the menu
   that copies a passage's link or citation, marks of what is new since the last visit, and printing everything. Fetches
   nothing but the page behind a link that is pointed at; keeps what was seen in this browser alone. */

const LATER = 300; // milliseconds after which pointing is meant, or over
const EDGE = 8; // pixels between a box and the window

const root = document.documentElement;
const words = (element) => element?.textContent.trim().replace(/\s+/g, " ") ?? "";

function make(tag, properties, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

/* --- A box beside a link: one at a time, gone with Escape or a click elsewhere --- */

let box;
let opener;

function open(beside, made) {
  close();
  opener = beside;
  box = document.body.appendChild(made);
  const at = beside.getBoundingClientRect();
  const below = at.bottom + EDGE + box.offsetHeight < innerHeight || at.top < box.offsetHeight + EDGE;
  const from = getComputedStyle(beside).direction === "rtl" ? at.right - box.offsetWidth : at.left;
  const most = root.clientWidth - box.offsetWidth - EDGE;
  box.style.left = `${scrollX + Math.max(EDGE, Math.min(from, most))}px`;
  box.style.top = `${scrollY + (below ? at.bottom + EDGE / 2 : at.top - box.offsetHeight - EDGE / 2)}px`;
}

function close() {
  box?.remove();
  opener?.removeAttribute("aria-describedby");
  box = opener = null;
}

addEventListener("keydown", ({ key }) => {
  clearTimeout(timer);
  if (key !== "Escape" || !box) return;
  if (box.contains(document.activeElement)) opener.focus();
  close();
});
addEventListener("pointerdown", ({ target }) => box && !box.contains(target) && close());

/* --- Previews --- */

const LINKS = 'main a:is(.entity, [href*="/entities/"], [href*="#p-"]):not(.permalink, nav *, figcaption *)';
const pages = new Map();
let timer;
let waiting = null; // the link that is pointed at

function fetched(address) {
  const ask = async () => new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  if (!pages.has(address)) pages.set(address, ask());
  return pages.get(address);
}

async function preview(link) {
  const { origin, pathname, hash } = new URL(link.href);
  const page = pathname === location.pathname ? document : await fetched(origin + pathname);
  const said = hash && page.getElementById(decodeURIComponent(hash.slice(1)));
  const parts = said
    ? [page.querySelector("h1"), page.querySelector("main .stamp"), said]
    : page.querySelectorAll("[data-preview]");
  const lines = Array.from(parts, (part) => {
    const className = part.localName === "h1" ? "report-title" : part.className;
    return make("p", { dir: "auto", className }, words(part));
  });
  if (!lines.length || waiting !== link) return;
  open(link, make("div", { className: "popup", id: "preview", role: "tooltip" }, ...lines));
  link.setAttribute("aria-describedby", "preview");
}

function point({ type, target, pointerType }) {
  if (pointerType === "touch") return;
  clearTimeout(timer);
  const link = target.closest?.(LINKS) ?? null;
  if (link === waiting || box?.contains(target)) return;
  if (link && type === "focusin" && !link.matches(":focus-visible")) return;
  timer = setTimeout(() => {
    waiting = link;
    if (box?.id) close();
    if (link) preview(link).catch(() => {}); // the link itself still leads there
  }, LATER);
}

addEventListener("pointerover", point);
addEventListener("focusin", point);

/* --- Copying --- */

/** A passage with what a citation says of it, from where it stands or is quoted. */
function cited(place) {
  const quoted = place.closest(".quoted-report");
  const around = quoted ?? document.querySelector("main");
  const passage = place.closest(".quotation, .passage");
  return {
    said: words(passage.querySelector("blockquote, .said")),
    title: words(around.querySelector(quoted ? ".report-title" : "h1")),
    source: words(around.querySelector(".stamp a")),
    date: words(around.querySelector(".stamp-date")),
    link: passage.querySelector(".to-source, .permalink").href,
  };
}

function menu(place) {
  const { said, title, source, date, link } = cited(place);
  const citation = [`“${said}”`, source, `“${title}”`, date, link].filter(Boolean).join(", ");
  const told = make("p", { role: "status" });
  const button = (label, text) => {
    const copy = () =>
      navigator.clipboard.writeText(text).then(
        () => (told.textContent = "Copied"),
        () => (told.textContent = text), // to be copied by hand
      );
    return make("button", { type: "button", onclick: copy }, label);
  };
  const buttons = [button("Copy link", link), button("Copy citation", citation)];
  const made = make("div", { className: "popup", role: "group" }, ...buttons, told);
  made.setAttribute("aria-label", "This passage");
  open(place, made);
  buttons[0].focus({ preventScroll: true });
}

for (const caption of document.querySelectorAll(".quotation > figcaption")) {
  caption.append(" ", make("button", { type: "button", className: "cite plain" }, "Cite"));
}
addEventListener("click", (event) => {
  const place = event.target.closest?.(".permalink, .cite");
  if (place && !event.ctrlKey && !event.metaKey && !event.shiftKey) setTimeout(menu, 0, place); // the jump comes first
});

/* --- New since the last visit --- */


/** What the section shows, and when: by report its date and the ids of its passages; by topic, on the front page, the oldest date
    and the paths of its newest reports. `end` is the oldest date of a list that is cut there: what is not on it may only be
    older. */
function seen(section) {
  const reports = {};
  const newest = {};
  for (const report of section.querySelectorAll(".quoted-report")) {
    const ids = Array.from(report.querySelectorAll("blockquote[cite]"), (quoted) => quoted.cite.split("#")[1]);
    reports[report.id] = [report.querySelector("time").dateTime, ...ids];
  }
  const dates = Object.values(reports).map(([date]) => date);
  const end = section.querySelector(".years") ? dates.sort()[0] : "";
  for (const card of section.querySelectorAll(".card:has(time)")) {
    const paths = Array.from(card.querySelectorAll(".newest a"), (link) => link.pathname);
    newest[card.querySelector("a").pathname] = [[...card.querySelectorAll("time")].at(-1).dateTime, ...paths];
  }
  return { on: new Date().toISOString(), end, reports, newest };
}

/** The ids in `list` that `other` lacks, by the shared one that they follow. */
function lacking(list, other) {
  const found = {};
  let after = "";
  for (const id of list) {
    if (other.includes(id)) after = id;
    else (found[after] ??= []).push(id);
  }
  return found;
}

function mark(section, before, now) {
  const counts = { new: 0, changed: 0, withdrawn: 0 };
  const tell = (kind) => (counts[kind]++, make("strong", { className: "badge" }, kind));
  for (const [report, [date, ...ids]] of Object.entries(now.reports)) {
    const [, ...were] = before.reports[report] ?? [];
    if (!before.reports[report] && date < before.end) continue;
    const come = lacking(ids, were);
    const gone = lacking(were, ids);
    const shown = document.getElementById(report);
    for (const [after, added] of Object.entries(come)) {
      for (const id of added) {
        const kind = gone[after]?.pop() ? "changed" : "new";
        shown.querySelector(`blockquote[cite$="#${id}"] + figcaption`).prepend(tell(kind), " ");
      }
    }
    for (const _ of Object.values(gone).flat()) shown.querySelector(".stamp").append(" ", tell("withdrawn"));
  }
  for (const [report, [date, ...ids]] of Object.entries(before.reports)) {
    if (!now.reports[report] && date > now.end) counts.withdrawn += ids.length;
  }
  const fresh = new Set();
  for (const item of section.querySelectorAll(".newest li")) {
    const [oldest, ...were] = before.newest[item.closest(".card").querySelector("a").pathname] ?? [];
    const { pathname } = item.querySelector("a");
    if (!oldest || were.includes(pathname) || item.querySelector("time").dateTime < oldest) continue;
    item.prepend(tell("new"), " ");
    fresh.add(pathname);
  }
  counts.new = fresh.size || counts.new; // a report may be new on several topics
  const told = Object.entries(counts).filter(([, count]) => count);
  const day = new Date(before.on).toLocaleDateString("en-GB", { dateStyle: "long" });
  const news = told.map(([kind, count]) => `${count} ${kind}`).join(", ") || "nothing new";
  section.querySelector("h2").after(make("p", { className: "since" }, `Since your last visit on ${day}: ${news}`));
}

function remember(section) {
  const key = `seen ${location.pathname}`;
  const now = seen(section);
  const before = sessionStorage.getItem(key) ?? localStorage.getItem(key); // of this visit's beginning, while it lasts
  sessionStorage.setItem(key, before ?? JSON.stringify(now));
  localStorage.setItem(key, JSON.stringify(now));
  if (before) mark(section, JSON.parse(before), now);
}

const list = document.querySelector("[data-since]");
try {
  if (list) remember(list);
} catch {} // storage refused, full, or not ours

/* --- Printing --- */

const printing = document.querySelector(".printing");
if (printing) {
  printing.hidden = false;
  let folded = [];
  printing.addEventListener("click", ({ target }) => {
    if (!target.dataset.print) return;
    root.dataset.print = target.dataset.print;
    if (target.dataset.print === "all") folded = [...document.querySelectorAll("details:not([open])")];
    for (const details of folded) details.open = true;
    print();
  });
  addEventListener("afterprint", () => {
    for (const details of folded.splice(0)) details.open = false;
    delete root.dataset.print;
  });
}
