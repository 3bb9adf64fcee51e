/* preview.js: in every page of the preview, in none of a built site. Hears how the page stands now and acts on it:
   swaps styles in place, loads the page again, draws what is wrong over it, says that it has gone. */

const loaded = new URL(import.meta.url).search.slice(1); // stands for the page as it was loaded, styles aside
const events = new URL("events", import.meta.url);
events.searchParams.set("path", location.pathname);
const host = document.createElement("briefkit-preview");
const root = host.attachShadow({ mode: "open" });
let stream;
let shown = "";

function add(parent, tag, text = "", properties = {}) {
  return parent.appendChild(Object.assign(document.createElement(tag), { textContent: text, ...properties }));
}

function box(label) {
  root.replaceChildren();
  add(root, "link", "", { rel: "stylesheet", href: new URL("preview.css", import.meta.url) });
  const section = add(root, "section");
  section.setAttribute("aria-label", label);
  section.setAttribute("role", "alert");
  add(section, "button", "Close", { type: "button", onclick: () => host.remove() });
  add(section, "h2", label);
  document.documentElement.append(host);
  return section;
}

function drawIssues(issues) {
  const count = issues.length === 1 ? "1 error" : `${issues.length} errors`;
  const list = add(box(`${count}: this is the last good page`), "ol");
  for (const { path, line, column, message, rule, excerpt, hint } of issues) {
    const item = add(list, "li");
    add(item, "p", `${path}:${line}:${column}`, { className: "place" });
    add(item, "p", `${message} [${rule}]`);
    if (excerpt.trim()) {
      const code = add(item, "pre");
      code.append(excerpt.slice(0, column - 1));
      add(code, "mark", excerpt.slice(column - 1, column) || " ");
      code.append(excerpt.slice(column));
    }
    if (hint) add(item, "p", `hint: ${hint}`, { className: "hint" });
  }
}

function drawGone(moved) {
  const section = box("This page is no longer there");
  if (!moved) return;
  const way = add(section, "p", "It stands now at ");
  add(way, "a", decodeURI(moved), { href: moved });
}

/* A new sheet is put in before the old one goes: the page is never without style. */
function swapStyles(styles) {
  const links = [...document.head.querySelectorAll("link[rel=stylesheet]")];
  links.forEach((link, number) => {
    if (!styles[number] || link.getAttribute("href") === styles[number]) return;
    const fresh = link.cloneNode();
    fresh.href = styles[number];
    fresh.onload = () => link.remove();
    link.after(fresh);
  });
}

function reload() {
  sessionStorage.setItem("preview-scroll", JSON.stringify([location.pathname, scrollX, scrollY]));
  stream.close();
  location.reload();
}

function heed({ data }) {
  const { shape, styles, gone, moved, issues } = JSON.parse(data);
  if (!gone && shape !== loaded) return reload();
  if (!gone) swapStyles(styles);
  const said = JSON.stringify([gone && (moved || shape !== loaded) && moved, gone, issues]);
  if (said === shown) return;
  shown = said;
  if (issues.length) drawIssues(issues);
  else if (gone && (moved || shape !== loaded)) drawGone(moved);
  else host.remove();
}

/* Browsers open six connections to a server and no more: a tab that nobody looks at leaves its own to others. */
function listen() {
  stream?.close();
  if (document.hidden) return;
  stream = new EventSource(events);
  stream.onmessage = heed;
}

try {
  const [path, x, y] = JSON.parse(sessionStorage.getItem("preview-scroll")) ?? [];
  sessionStorage.removeItem("preview-scroll");
  if (path === location.pathname) scrollTo({ left: x, top: y, behavior: "instant" });
} catch {} // storage refused
document.addEventListener("visibilitychange", listen);
listen();
