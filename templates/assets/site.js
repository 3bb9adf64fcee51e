/* site.js: the one script of every page. Owns the ways into search (Ctrl+K, Cmd+K, "/", the header's link), its dialog, and the
   choice about "/". Fetches nothing before search is used; failures lead to the search page. */

const link = document.getElementById("open-search"); // none without search
const here = document.getElementById("search"); // only on the search page
let dialog; // a promise

// Whoever dictates must be able to switch off a shortcut of one character (WCAG 2.1.4).
let singleKey = true;
try {
  singleKey = localStorage.getItem("single-key") !== "off";
} catch {} // storage refused

function keepChoice({ target }) {
  if (target.name !== "single-key") return;
  singleKey = target.checked;
  try {
    localStorage.setItem("single-key", singleKey ? "on" : "off");
  } catch {}
}

function showChoice(section) {
  section.querySelector("[name=single-key]").checked = singleKey;
}

function add(parent, tag, properties) {
  return parent.appendChild(Object.assign(document.createElement(tag), properties));
}

async function makeDialog() {
  const [search, answer] = await Promise.all([import(link.dataset.module), fetch(link.href)]);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const section = page.getElementById("search");
  showChoice(section); // throws for an error page
  const box = add(document.body, "dialog", { id: "search-dialog" });
  box.setAttribute("aria-label", link.textContent);
  add(box, "h2", { textContent: link.textContent });
  add(box, "button", { type: "button", textContent: link.dataset.close ?? "Close", onclick: () => box.close() });
  box.append(section);
  let pressed; // a selection dragged outside must not close
  box.onpointerdown = ({ target }) => (pressed = target);
  box.onclick = (event) => {
    const away = event.target === box && pressed === box;
    // A result may lie on this very page, behind the dialog.
    if (away || (event.target.closest("a") && !chord(event))) box.close();
  };
  search.start(section, { inDialog: true });
  return box;
}

async function openSearch(event) {
  event.preventDefault();
  try {
    const place = here ?? (await (dialog ??= makeDialog()));
    if (!here && !place.open) place.showModal();
    const field = place.querySelector("[name=q]");
    field.focus();
    field.select();
  } catch {
    location.assign(link.href);
  }
}

const chord = (event) => event.ctrlKey || event.metaKey || event.altKey;

function onKey(event) {
  const { key, target } = event;
  const opens = chord(event)
    ? key.toLowerCase() === "k" && !event.altKey && !event.shiftKey
    : key === "/" && singleKey && !target.closest("input, select, textarea, [contenteditable]");
  if (opens) openSearch(event);
}

function onClick(event) {
  if (event.button || event.shiftKey || chord(event)) return;
  link.focus(); // Safari does not, and the dialog gives focus back to where it was
  openSearch(event);
}

if (link) {
  addEventListener("keydown", onKey);
  addEventListener("change", keepChoice);
  link.addEventListener("click", onClick);
}
if (link && here) {
  const start = async () => (await import(link.dataset.module)).start(here);
  showChoice(here);
  if (/=[^&]/.test(location.search) || here.contains(document.activeElement)) start();
  else here.addEventListener("focusin", start, { once: true });
}
