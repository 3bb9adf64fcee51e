/* search.js: search itself, fetched by site.js at first use. Owns the question (form and address), the index, and the answers
   with their passages. Text from the index is never read as HTML. */

const MESSAGES = Object.freeze({
  loading: "Loading search…",
  found: (count, era, newest) =>
    `${count} ${count === 1 ? "report" : "reports"}${era ? ` ${newest ? "in" : "since"} ${era}` : ""}`,
  none: (query) => (query ? `No reports match “${query}”` : "No reports match"),
  failed: "Search could not be loaded; try again or browse the archive",
});
const FIELDS = ["q", "topic", "source", "year", "sort"]; // in form and address
const RESULTS = 10; // at a time
const PASSAGES = 3; // of one report
const EXCERPT = 30; // words
const LEAD = 10; // of these before the match
const PAUSE = 150; // milliseconds

/** All that knows Pagefind. `search(era, term, {filters, sort})` gives a list of `{data()}`; a null term lists all.
    A large site has a bundle for each year (era) or, of a full year, for each part (shard, such as 2026-q1), fetched
    when asked for; any other has one, of the era "". */
function openIndex({ bundle, base, shards = "" }) {
  const names = shards.split(" ");
  const eraOf = (shard) => shard.split("-")[0];
  const all = [...new Set(names.map(eraOf))];
  const folder = (shard) => (shard ? `${bundle}${shard}/` : bundle);
  const [home] = names;
  let loading;
  let attempts = 0;

  async function edition() {
    const answer = await fetch(`${bundle}edition.txt`, { cache: "no-cache" });
    if (!answer.ok) throw new Error("no search index");
    return answer.text();
  }

  // Metadata is searched too; a date in March should not lead the answers to "march".
  const ranking = { metaWeights: { date: 0.1, iso: 0.1, source: 0.1 } };
  const settings = (shard) => ({ baseUrl: base, ranking, ...(shard && { mergeFilter: { shard } }) });

  async function load() {
    // Browsers remember failed modules: ask at another address.
    const [pagefind, opened] = await Promise.all([import(`${folder(home)}pagefind.js?${attempts++}`), edition()]);
    await pagefind.options({ basePath: folder(home), ...settings(home) });
    await pagefind.init();
    return { pagefind, opened, merged: { [home]: true } };
  }

  const ready = () => (loading ??= load());
  const forget = () => (loading = null);

  async function searchShard({ pagefind, merged }, shard, term, filters, sort) {
    await (merged[shard] ??= pagefind.mergeIndex(folder(shard), settings(shard)));
    // For null Pagefind fetches its whole index; for U+0085, blank to its Rust only, nothing.
    const asked = { filters: { ...filters, ...(shard && { shard }) }, sort };
    return (await pagefind.search(term ?? "\x85", asked)).results;
  }

  /** Shards follow each other in time: what each finds in order of date is so one after the other. */
  async function search(era, term, { filters, sort }) {
    const index = await ready();
    const asked = names.filter((shard) => eraOf(shard) === era);
    const found = await Promise.all(asked.map((shard) => searchShard(index, shard, term, filters, sort)));
    // A shard finds nothing, too, once it is published anew behind the tab.
    const isDoubtful = found.some((results) => !results.length);
    if (isDoubtful && (await edition()) !== index.opened) throw new Error("the index has changed");
    return found.flat();
  }

  return { all, ready, forget, search };
}

/** Starts search in `section`, which holds the form and its answers. */
export function start(section, { inDialog } = {}) {
  const form = section.querySelector("form");
  const status = section.querySelector("#search-status");
  const list = section.querySelector("#search-results");
  const more = section.querySelector("#search-more");
  const field = form.elements.q;
  const archive = document.getElementById("search-without-script");
  const heading = inDialog ? "h3" : "h2"; // under the dialog's h2
  const moreText = more.textContent;
  const index = openIndex(section.dataset);
  let found = [];
  let older = []; // eras not asked yet
  let search; // in an era
  let terms; // words asked for
  let turn = 0; // only the latest may answer
  let timer;
  let left = inDialog ? null : history.state; // by a reader who is back: how many were shown, which link led away

  function question() {
    const values = FIELDS.map((name) => [name, form.elements[name]?.value.trim()]);
    return Object.fromEntries(values.filter(([, value]) => value));
  }

  const address = () => `${form.action}?${new URLSearchParams(question())}`.replace(/\?$/, "");

  function restore() {
    const query = new URLSearchParams(location.search);
    for (const name of FIELDS) {
      const control = form.elements[name];
      if (control) control.value = query.get(name) ?? "";
      if (control?.selectedIndex < 0) control.selectedIndex = 0; // no longer offered
    }
  }

  function ask() {
    clearTimeout(timer);
    if (!inDialog) history.replaceState(left, "", address());
    const { q, sort, ...filters } = question();
    const term = q?.length > 1 ? q : null;
    terms = term?.split(/\s+/).length;
    if (!term && !Object.keys(filters).length) return answer([], [], "");
    status.textContent ||= MESSAGES.loading;
    more.disabled = true;
    const inOrder = !term || sort === "date" || index.all[0]; // nothing is more relevant, or not comparably so
    search = (era) => index.search(era, term, { filters, sort: inOrder ? { date: "desc" } : {} });
    const { year } = filters;
    return answer([], index.all.includes(year) ? [year] : index.all, MESSAGES.none(q));
  }

  /** Shows the first reports, or those after the `known` ones, asking `eras` until there is one. */
  async function answer(known, eras, nothing) {
    const mine = ++turn;
    const from = known.length && list.children.length;
    try {
      const least = Math.max(from + 1, left?.shown ?? 0);
      while (known.length < least && eras.length) {
        known = [...known, ...(await search(eras[0]))];
        eras = eras.slice(1);
      }
      const until = Math.max(from + RESULTS, least);
      const reports = await Promise.all(known.slice(from, until).map((result) => result.data()));
      if (mine !== turn) return;
      const items = reports.map((report) => resultItem(report, terms, heading));
      older = eras;
      const last = index.all[index.all.indexOf(eras[0]) - 1];
      const count = MESSAGES.found(known.length, last, last === index.all[0]);
      show(known, items, known.length ? count : nothing, from);
      if (from) items[0]?.querySelector("a").focus(); // the button may be gone
      if (left) list.querySelectorAll("a")[left.link]?.focus();
      left = null;
    } catch (fault) {
      console.error(fault);
      index.forget();
      if (mine === turn) show((older = []), [], MESSAGES.failed);
    }
  }

  function show(results, items, message, from) {
    found = results;
    if (!from) list.replaceChildren();
    list.append(...items);
    more.disabled = false;
    const all = list.children.length >= found.length;
    more.hidden = all && !older.length;
    more.textContent = all ? more.dataset.older : moreText;
    status.textContent = message;
    if (archive) archive.hidden = message !== MESSAGES.failed;
  }

  /** Arrows walk from the field through the links; Escape empties the field before it closes. */
  function onKey(event) {
    const { key, target } = event;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const stops = [field, ...list.querySelectorAll("a"), more].filter((stop) => !stop.hidden);
    const at = stops.indexOf(target);
    const next = at >= 0 && stops[at + ({ ArrowDown: 1, ArrowUp: -1 }[key] ?? NaN)];
    const clears = key === "Escape" && target === field && field.value;
    if (!next && !clears) return;
    event.preventDefault();
    if (next) return next.focus();
    field.value = "";
    ask();
  }

  form.addEventListener("input", ({ target }) => {
    if (!FIELDS.includes(target.name)) return;
    clearTimeout(timer);
    timer = setTimeout(ask, target === field ? PAUSE : 0);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (inDialog) location.assign(address());
    else ask();
  });
  more.addEventListener("click", () => answer(found, older));
  list.addEventListener("click", ({ target }) => {
    const link = [...list.querySelectorAll("a")].indexOf(target.closest("a"));
    if (inDialog || link < 0) return;
    history.replaceState({ shown: list.children.length, link }, "");
  });
  section.addEventListener("keydown", onKey);
  if (!inDialog) {
    addEventListener("popstate", () => {
      restore();
      ask();
    });
    if (/=[^&]/.test(location.search)) restore(); // else the reader may be typing
  }
  index.ready().catch(index.forget); // told when asked
  ask();
}

function resultItem(report, terms, heading) {
  const { url, content, meta, locations, filters } = report;
  const title = meta.title.split(/\s+/);
  const hits = content.startsWith(meta.title) ? locations : []; // the text begins with it
  const spoken = filters.lang && { lang: filters.lang[0] }; // else in the site's
  const link = element("a", { href: url, ...spoken }, ...marked(title, 0, title.length, hits));
  const item = element("article", { className: "search-result", dir: "auto" }, element(heading, {}, link), facts(meta));
  const passages = matchingPassages(report, terms).slice(0, PASSAGES);
  const links = passages.map((passage) => element("li", {}, passageLink(report, passage)));
  if (links.length) item.append(element("ul", { className: "search-passages", ...spoken }, ...links));
  return element("li", {}, item);
}

function facts({ source, date, iso }) {
  const when = element("time", { dateTime: iso }, date);
  return element("p", { className: "search-facts" }, source ? `${source} · ` : "", when);
}

/** The matching passages, best first: most words of the question, then most hits, then earliest. A location is a word's
    number in the text; a passage runs from its anchor's to the next. */
function matchingPassages({ content, anchors, weighted_locations: hits }, terms) {
  const words = content.split(/\s+/);
  const passages = anchors.map(({ id, location: from }, at) => {
    const to = anchors[at + 1]?.location ?? words.length;
    const own = hits.filter(({ location }) => location >= from && location < to);
    // Which word was hit is not told: hits differ by how they begin.
    const stems = new Set(own.map(({ location }) => words[location].toLowerCase().match(/[\p{L}\p{N}]{1,4}|$/u)[0]));
    const covered = Math.min(terms, stems.size);
    // A near miss, such as "aim" for "ai", scores less than a hit.
    const score = own.reduce((sum, hit) => sum + hit.balanced_score / hit.weight ** 2, 0);
    return { id, words, from, to, covered, score, first: own[0]?.location };
  });
  const matching = passages.filter(({ score }) => score);
  return matching.sort((one, other) => other.covered - one.covered || Math.round(other.score - one.score));
}

function passageLink({ url, locations }, { id, words, from, to, first }) {
  const begin = Math.max(from, Math.min(first - LEAD, to - EXCERPT));
  const end = Math.min(to, begin + EXCERPT);
  const excerpt = marked(words, begin, end, locations);
  return element("a", { href: `${url}#${id}` }, begin > from ? "… " : "", ...excerpt, end < to ? " …" : "");
}

/** The words from `begin` to `end`, those hit in <mark> without their punctuation. */
function marked(words, begin, end, hits) {
  return words.slice(begin, end).flatMap((word, at) => {
    const [, before, core, after] = word.match(/^([^\p{L}\p{M}\p{N}]*)(.*?)([^\p{L}\p{M}\p{N}]*)$/u);
    const shown = core && hits.includes(begin + at) ? [before, element("mark", {}, core), after] : [word];
    return at ? [" ", ...shown] : shown;
  });
}

function element(tag, properties, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}
