// Keeps an open page in step with its book while that is edited: what has changed is exchanged in
// place, a bar tells how things stand, and a click leads to the line in the editor. The server puts
// Idiomorph in front of this file and the whole of it into the head of each page that it serves, as
// `<script defer data-page data-digest data-generation data-navigate>`; it is never published.
//
// A deferred script sees the page as it was sent, before the theme's script works on it. That state
// is kept: what the server has not changed is not touched, whatever scripts and readers did to it.
(function () {
"use strict";

// All that is said. Of two forms, the first is for one.
const WORDS = {
  bar: "Live preview",
  live: "Live",
  building: "Building …",
  offline: "Not connected, waiting for the server",
  gone: "This page is no longer in the book",
  errors: ["1 error", "{n} errors"],
  warnings: ["1 warning", "{n} warnings"],
  error: "Error",
  warning: "Warning",
  problems: "Problems",
  shownIsOld: "The page shows the last good state.",
  more: ["and 1 more", "and {n} more"],
  help: "Help:",
  copy: "Copy {place}",
  copied: "Copied {place}",
  notCopied: "Open {place}",
  opening: "Opening {place}",
  noPlace: "No source is known for this part",
  close: "Close",
  changes: "Since {base}:",
  teams: ["1 team", "{n} teams"],
  edit: "Edit",
  editHint: "A click on a part of the page opens its source (also Alt+click at any time)",
  follow: "Follow",
  followHint: "Go to the page of the file that is being edited",
  fold: "Hide the bar",
  unfold: "Show the bar: {state}",
};

function say(key, values = {}) {
  const forms = WORDS[key];
  const text = typeof forms === "string" ? forms : forms[values.n === 1 ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

const own = document.currentScript;
if (!own || !window.EventSource || !window.Idiomorph) return;
const HOME = "/__levelbook/";
const page = own.dataset.page;

// The page's digest and the generation of the book that it was made of.
let shown = own.dataset.digest;
let generation = Number(own.dataset.generation);

/* Small tools */

function attempt(action) {
  try { return action(); } catch (e) { return null; }
}
function on(target, event, action, options) {
  target.addEventListener(event, action, options);
}
// An element; attributes that are false or null are left out.
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter(child => child !== null));
  return element;
}
function button(attributes, text, action) {
  const made = make("button", { type: "button", ...attributes }, text);
  on(made, "click", action);
  return made;
}
function recall(store, key) {
  return attempt(() => store().getItem("levelbook-live-" + key));
}
function remember(store, key, value) {
  attempt(() => store().setItem("levelbook-live-" + key, value));
}
const always = () => localStorage;
const session = () => sessionStorage;

// A chain of microtasks, in which a list of the theme applies its filter.
async function settled() {
  for (let i = 0; i < 10; i++) await null;
}

/* What the server has sent */

// The nodes of the page and what was sent for each; those that scripts have added have none.
const sent = new WeakMap();

function pair(live, copy) {
  sent.set(live, copy);
  for (let a = live.firstChild, b = copy.firstChild; a && b; a = a.nextSibling, b = b.nextSibling) pair(a, b);
}
for (const part of [document.head, document.body]) pair(part, part.cloneNode(true));

// The attributes of the root, unknown until a page has been fetched: the theme has been at them.
let sentRoot = null;

function isSame(live, fresh) {
  const copy = sent.get(live);
  return Boolean(copy) && copy.isEqualNode(fresh);
}

/* Place, focus and marks */

// Holds what is seen where it is; the returned function is called when all is exchanged.
function holdScroll() {
  if (scrollY === 0) return () => {};
  const root = document.documentElement;
  const seen = [];
  for (let y = 0.05; y < 1; y += 0.1) {
    const element = document.elementFromPoint(innerWidth / 2, innerHeight * y);
    if (element && element !== document.body && document.body.contains(element)) seen.push(element);
  }
  for (let up = seen[0]; up && up !== document.body; up = up.parentElement) seen.push(up);
  const tops = seen.map(element => [element, element.getBoundingClientRect().top]);
  root.style.overflowAnchor = "none";
  return () => {
    const held = tops.find(([element]) => element.isConnected);
    if (held) scrollBy({ top: held[0].getBoundingClientRect().top - held[1], behavior: "instant" });
    requestAnimationFrame(() => { root.style.overflowAnchor = ""; });
  };
}

// Gives the focus, and what was selected in a field, to what has taken the place of its element.
function holdFocus() {
  const active = document.activeElement;
  if (!active || active === document.body || !document.body.contains(active)) return () => {};
  const scope = active.closest("section[id]");
  const within = () => scope && document.getElementById(scope.id) || document.body;
  const alike = () => [...within().querySelectorAll(active.localName)];
  const at = alike().indexOf(active);
  const href = active.getAttribute("href");
  const range = attempt(() => [active.selectionStart, active.selectionEnd]);
  return () => {
    if (document.activeElement === active) return;
    const next = active.isConnected && active
      || active.id && document.getElementById(active.id)
      || href && alike().find(link => link.getAttribute("href") === href)
      || alike()[at];
    if (!next) return;
    next.focus({ preventScroll: true });
    if (range && range[0] !== null) attempt(() => next.setSelectionRange(...range));
  };
}

const CHANGED = "data-levelbook-changed";
const MARKED_FOR = 1200;
const MOST_MARKS = 200;
let unmark = () => {};

// Marks the outermost of the elements for a moment.
function mark(elements) {
  unmark();
  const shapes = new Set([...elements].map(element => {
    while (element.ownerSVGElement) element = element.ownerSVGElement;
    return element;
  }));
  const outer = [...shapes].filter(element => {
    for (let up = element.parentElement; up; up = up.parentElement) if (shapes.has(up)) return false;
    return element.isConnected && element !== document.body;
  });
  if (outer.length > MOST_MARKS) return;
  outer.forEach(element => element.setAttribute(CHANGED, ""));
  unmark = () => outer.forEach(element => element.removeAttribute(CHANGED));
  const mine = unmark;
  setTimeout(() => { if (mine === unmark) unmark(); }, MARKED_FOR);
}

/* The body */

// Lists that the theme's script sorts and filters: their sections are exchanged as a whole.
function isList(node) {
  const table = node.localName === "section" && node.querySelector("table[data-tools]");
  return Boolean(table) && table.closest("section") === node;
}

// Idiomorph takes elements without an id in their order, and one new paragraph would change all that
// follow. So those that are the same, or stand between the same neighbors, get a name for the while.
function align(live, fresh, twins) {
  if (live.localName === "svg" || isList(live)) return;
  const olds = [...live.children].filter(child => sent.has(child));
  const news = [...fresh.children];
  const bind = (old, next, same) => twins.push({ old, next, same, named: !old.id && !next.id });
  while (olds.length && news.length && isSame(olds[0], news[0])) bind(olds.shift(), news.shift(), true);
  while (olds.length && news.length && isSame(olds.at(-1), news.at(-1))) bind(olds.pop(), news.pop(), true);
  const places = new Map();
  olds.forEach((old, i) => {
    const text = sent.get(old).outerHTML;
    places.set(text, (places.get(text) || []).concat(i));
  });
  let from = 0;
  let waiting = [];
  const between = until => {
    const left = olds.slice(from, until);
    for (const next of waiting) {
      const at = left.findIndex(old => old.localName === next.localName && old.id === next.id);
      if (at < 0) continue;
      bind(left[at], next, false);
      align(left[at], next, twins);
      left.splice(0, at + 1);
    }
    waiting = [];
  };
  for (const next of news) {
    const at = (places.get(next.outerHTML) || []).find(i => i >= from);
    if (at === undefined) {
      waiting.push(next);
      continue;
    }
    between(at);
    bind(olds[at], next, true);
    from = at + 1;
  }
  between(olds.length);
}

// Makes the body what was fetched. Returns the elements that have changed, and the lists that are
// still to be exchanged.
function morphBody(fresh) {
  const twins = [];
  align(document.body, fresh, twins);
  const same = new Map(twins.filter(twin => twin.same).map(twin => [twin.old, twin.next]));
  const named = twins.filter(twin => twin.named);
  named.forEach((twin, i) => { twin.old.id = twin.next.id = "levelbook-twin-" + i; });

  const changed = new Set();
  const lists = [];
  let now = null;
  let adding = null;
  const tell = (node, text) => {
    if (node.nodeType === Node.ELEMENT_NODE) changed.add(node);
    else if (node.nodeType === Node.TEXT_NODE && text.trim() && node.parentElement) changed.add(node.parentElement);
  };
  const callbacks = {
    beforeNodeMorphed(old, next) {
      if (same.get(old) === next || isSame(old, next)) return false;
      if (isList(old) || isList(next)) {
        lists.push([old, next]);
        return false;
      }
      // Where scripts run, the browser reads its content as text, and the parser as elements.
      if (old.localName === "noscript") {
        sent.set(old, next);
        return false;
      }
      now = { copy: sent.get(old), next };
      if (old.nodeType === Node.TEXT_NODE) tell(old, old.nodeValue + next.nodeValue);
      return true;
    },
    afterNodeMorphed(old, next) {
      sent.set(old, next);
    },
    // What the server has not changed stays as a reader or a script has made it.
    beforeAttributeUpdated(name, element) {
      const { copy, next } = now;
      const isOwn = copy && copy.getAttribute(name) === next.getAttribute(name);
      if (!isOwn && copy && !/^(id|href|src|data-.*|aria-.*)$/.test(name)) tell(element);
      return !isOwn;
    },
    beforeNodeAdded(node) {
      adding = node;
      return true;
    },
    afterNodeAdded(node) {
      if (!sent.has(node)) pair(node, adding);
      tell(node, node.nodeValue);
    },
    beforeNodeRemoved(node) {
      return sent.has(node);
    },
  };
  try {
    window.Idiomorph.morph(document.body, fresh, { callbacks });
  } finally {
    for (const { old, next } of named) {
      old.removeAttribute("id");
      next.removeAttribute("id");
    }
  }
  return { changed, lists };
}

// Puts a new list in the place of one and tells the theme's script, which fills in its tools and
// filters it as the address says.
function exchangeList(old, fresh, changed) {
  const before = sent.get(old);
  const known = new Set(before ? [...before.querySelectorAll("tr")].map(row => row.outerHTML) : []);
  const next = document.importNode(fresh, true);
  pair(next, fresh);
  for (const row of next.querySelectorAll("tr")) if (!known.has(row.outerHTML)) changed.add(row);
  const region = section => section.querySelector(".region") || section;
  const aside = region(old).scrollLeft;
  const isFiltered = Boolean(old.querySelector(".tools output")?.textContent);
  const height = old.offsetHeight;
  old.replaceWith(next);
  const table = next.querySelector("table[data-tools]");
  if (table) table.dispatchEvent(new CustomEvent("levelbook:list", { bubbles: true }));
  region(next).scrollLeft = aside;
  if (isFiltered) holdHeight(next, height);
}

// A long list has to fetch its index first; until it is filtered, nothing below it moves.
function holdHeight(section, height) {
  const output = section.querySelector(".tools output");
  if (!output) return;
  section.style.minHeight = height + "px";
  const observer = new MutationObserver(free);
  const timer = setTimeout(free, 2000);
  observer.observe(output, { childList: true, characterData: true, subtree: true });
  function free() {
    observer.disconnect();
    clearTimeout(timer);
    section.style.minHeight = "";
  }
}

/* The head, and files that pages use */

function isStyle(node) {
  return node.localName === "link" && node.relList.contains("stylesheet");
}
function isOurs(node) {
  return (node.getAttribute("src") || node.getAttribute("href") || "").startsWith(HOME);
}
function pathOf(address) {
  return attempt(() => decodeURIComponent(new URL(address, location.href).pathname));
}
function scriptsOf(root) {
  return [...root.querySelectorAll("script")].filter(script => !isOurs(script));
}
// The scripts that the server has sent; what a script has added is its own matter.
function sentScripts() {
  return scriptsOf(document).filter(script => sent.has(script));
}
function sameScripts(fresh) {
  const texts = scripts => scripts.map(script => script.outerHTML).join("\n");
  return texts(scriptsOf(fresh)) === texts(sentScripts().map(script => sent.get(script)));
}

// Links that go as soon as the one that follows them is loaded, so that no moment is without style.
const leaving = new Map();

function replaceLink(links, next) {
  const gone = links.flatMap(link => [link, ...leaving.get(link) || []]);
  gone.forEach(link => sent.delete(link));
  leaving.set(next, gone);
  const done = () => {
    leaving.delete(next);
    gone.forEach(link => link.remove());
  };
  on(next, "load", done);
  on(next, "error", done);
}

function changeHead(fresh) {
  document.title = fresh.title;
  const skip = node => /^(script|title|base)$/.test(node.localName) || isOurs(node);
  const left = new Set([...document.head.children].filter(node => sent.has(node) && !skip(node)));
  let before = null;
  let added = null;
  for (const next of fresh.head.children) {
    if (skip(next)) continue;
    let live = [...left].find(node => isSame(node, next));
    if (live) {
      left.delete(live);
    } else {
      live = document.importNode(next, true);
      sent.set(live, next);
      if (before) before.after(live); else document.head.prepend(live);
      if (isStyle(live)) added = live;
    }
    before = live;
  }
  const old = [...left].filter(isStyle);
  if (added) replaceLink(old, added);
  for (const node of left) if (!added || !isStyle(node)) node.remove();
}

function changeRoot(fresh) {
  const live = document.documentElement;
  const before = sentRoot;
  const chosen = attempt(() => localStorage.getItem("levelbook-theme"));
  const names = new Set([...fresh.attributes, ...(before || live).attributes].map(attribute => attribute.name));
  for (const name of names) {
    // Scripts choose the colors and say that they run.
    if (!before && (name === "class" || name === "style" || name === "data-theme" && chosen)) continue;
    const value = fresh.getAttribute(name);
    if (before && before.getAttribute(name) === value) continue;
    if (value === null) live.removeAttribute(name);
    else if (live.getAttribute(name) !== value) live.setAttribute(name, value);
  }
  sentRoot = fresh;
}

let digests = null;

// Files that have changed at the address that they had. Returns whether the page has to be loaded.
function changeAssets(assets, isLate) {
  const isNew = ([path, digest]) => digests ? path in digests && digests[path] !== digest : isLate;
  const changed = Object.entries(assets).filter(isNew);
  const isKnown = digests !== null;
  digests = assets;
  if (!changed.length) return false;
  const byPath = new Map(changed.map(([path, digest]) => ["/" + path, digest]));
  const version = address => byPath.get(pathOf(address));
  // What a page is told first may be newer than itself; to load it for that could go on for ever.
  if (isKnown && sentScripts().some(script => script.src && version(script.src))) return true;
  for (const link of document.querySelectorAll("link[href]")) {
    const digest = sent.has(link) && version(link.href);
    if (!digest) continue;
    const next = link.cloneNode();
    sent.set(next, sent.get(link));
    next.href = sent.get(link).getAttribute("href").replace(/[?#].*/, "") + "?v=" + digest;
    link.after(next);
    replaceLink([link], next);
    if (!isStyle(link)) link.remove();
  }
  for (const image of document.querySelectorAll("img[src]")) {
    const digest = version(image.src);
    if (digest) image.src = image.getAttribute("src").replace(/[?#].*/, "") + "?v=" + digest;
  }
  return false;
}

/* The page */

function reload() {
  remember(session, "scroll", JSON.stringify([location.href, scrollX, scrollY]));
  location.reload();
}
function restoreScroll() {
  const [href, x, y] = attempt(() => JSON.parse(recall(session, "scroll"))) || [];
  attempt(() => sessionStorage.removeItem("levelbook-live-scroll"));
  if (href === location.href) scrollTo({ left: x, top: y, behavior: "instant" });
}

async function exchange(fresh) {
  const scroll = holdScroll();
  const focus = holdFocus();
  changeRoot(fresh.documentElement);
  changeHead(fresh);
  const { changed, lists } = morphBody(fresh.body);
  for (const [old, next] of lists) exchangeList(old, next, changed);
  await settled();
  focus();
  scroll();
  mark(changed);
  partsHaveChanged();
}

let fetching = null;

// Fetches the page and exchanges what has changed. Of two, only the later one counts.
async function update() {
  if (fetching) fetching.abort();
  const mine = fetching = new AbortController();
  let isFound, text;
  try {
    const answer = await fetch(location.href, { cache: "no-store", signal: mine.signal });
    isFound = answer.ok;
    text = await answer.text();
  } catch (e) {
    if (!mine.signal.aborted) setTimeout(() => { if (fetching === mine && isOpen()) update(); }, 1000);
    return;
  }
  if (fetching !== mine) return;
  const fresh = new DOMParser().parseFromString(text, "text/html");
  const told = fresh.querySelector("script[data-page][data-digest]");
  const isOther = !told || told.dataset.page !== page;
  // A page that is gone stays in sight, for it may come back; a mere notice makes room.
  if (isOther && !isFound && !document.body.classList.contains("lb-notice")) return;
  if (isOther || !sameScripts(fresh)) return reload();
  if (told.dataset.digest === shown) return;
  shown = told.dataset.digest;
  try {
    await exchange(fresh);
  } catch (error) {
    console.error(error);
    reload();
  }
}

/* States and the stream that brings them */

let state = null;
let stream = null;
let again = 0;
let follows = (recall(session, "follow") || own.dataset.navigate) === "true";

function isOpen() {
  return stream !== null && stream.readyState === EventSource.OPEN;
}

// An address from the root of the site, decoded, and never one of another host.
function plainPath(address) {
  return (attempt(() => decodeURIComponent(address)) || address).replace(/^\/+/, "");
}

function onState(next) {
  bar.standing(next.status === "building" ? "building" : "live");
  if (next.status === "building") return;
  const isLater = next.generation !== generation;
  const isNews = next.generation > generation;
  const isFirst = state === null;
  state = next;
  generation = next.generation;
  showState();
  if (changeAssets(next.assets || {}, isFirst && isLater)) return reload();
  const goal = follows && isNews && next.navigate ? plainPath(next.navigate) : page;
  if (goal !== page) {
    location.assign("/" + goal.split("/").map(encodeURIComponent).join("/"));
    return;
  }
  if (isLater) places = null;
  // What has no page, or shows that there is none, may have got one.
  const isMissing = !next.page || page === "404.html";
  if (next.page && next.page.digest !== shown || isMissing && isLater) update();
  else if (isLater) partsHaveChanged();
}

function connect() {
  disconnect();
  stream = new EventSource(HOME + "events?" + new URLSearchParams({ page, digest: shown, navigate: follows }));
  on(stream, "open", () => bar.standing("live"));
  on(stream, "state", event => {
    const next = attempt(() => JSON.parse(event.data));
    if (next) onState(next);
  });
  on(stream, "error", event => {
    bar.standing("offline");
    // After an answer that is none, the browser does not try again.
    if (event.target === stream && stream.readyState === EventSource.CLOSED) again = setTimeout(connect, 2000);
  });
}
function disconnect() {
  clearTimeout(again);
  if (stream) stream.close();
  stream = null;
}

// A browser has few connections to a host: pages that nobody looks at give theirs up.
const HIDDEN_FOR = 60000;
let hiding = 0;

function watchVisibility() {
  on(document, "visibilitychange", () => {
    clearTimeout(hiding);
    if (document.hidden) hiding = setTimeout(disconnect, HIDDEN_FOR);
    else if (!stream) connect();
  });
  on(window, "pagehide", disconnect);
  on(window, "pageshow", event => { if (event.persisted) connect(); });
}

/* To the editor */

function isProgram(address) {
  return /^[a-z][a-z0-9+.-]*:/i.test(address || "") && !/^(javascript|data|vbscript|blob):/i.test(address);
}
function placeText({ file, line, column }) {
  return [file, line, column].filter(Boolean).join(":");
}

// Opens a place in the editor. Without one, where it is goes to the clipboard.
async function open({ file, line, editor }) {
  const place = placeText({ file, line });
  if (isProgram(editor)) {
    const link = make("a", { href: editor, hidden: "" });
    bar.element.append(link);
    link.click();
    link.remove();
    bar.note(say("opening", { place }));
    return;
  }
  const isCopied = await attempt(() => navigator.clipboard.writeText(place).then(() => true, () => false));
  bar.note(say(isCopied ? "copied" : "notCopied", { place }));
}

const PART = "data-levelbook-part";
const STOP = "data-levelbook-stop";
let edits = recall(session, "edit") === "true";
let places = null;

// The places of this page by the id of their element.
function loadPlaces() {
  places = places || fetch(HOME + "places?" + new URLSearchParams({ page }), { cache: "no-store" })
    .then(answer => answer.json())
    .then(answer => new Map(answer.places.map(place => [place.id, place])))
    .catch(() => {
      places = null;
      return new Map();
    });
  return places;
}

// The part that an element belongs to: the closest one around it, or else that of the heading before.
function partOf(known, target) {
  for (let up = target; up; up = up.parentElement) if (up.id && known.has(up.id)) return up;
  const headings = [...document.querySelectorAll("h1[id], h2[id], h3[id], h4[id], h5[id], h6[id]")];
  const isBefore = heading => heading.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING;
  return headings.filter(heading => known.has(heading.id) && isBefore(heading)).pop() || null;
}

async function openPartOf(target) {
  const known = await loadPlaces();
  const part = partOf(known, target);
  const place = known.get(part ? part.id : "");
  if (!place) return bar.note(say("noPlace"));
  const cell = target.closest("td, th");
  const isNote = place.note && cell && part.contains(cell) && cell === cell.parentElement.lastElementChild;
  open(isNote ? { file: place.file, line: place.note, editor: place.note_editor } : place);
}

function outline(part) {
  for (const old of document.querySelectorAll(`[${PART}]`)) if (old !== part) old.removeAttribute(PART);
  if (part) part.setAttribute(PART, "");
}
async function outlinePartOf(target) {
  const known = await loadPlaces();
  outline(edits ? partOf(known, target) : null);
}

// In edit mode, the keyboard reaches every part.
async function partsHaveChanged() {
  if (!edits) {
    outline(null);
    for (const stop of document.querySelectorAll(`[${STOP}]`)) {
      stop.removeAttribute("tabindex");
      stop.removeAttribute(STOP);
    }
    return;
  }
  const known = await loadPlaces();
  for (const id of known.keys()) {
    const part = id && document.getElementById(id);
    if (!part || part.tabIndex >= 0) continue;
    part.tabIndex = 0;
    part.setAttribute(STOP, "");
  }
}

function setEdits(value) {
  edits = value;
  remember(session, "edit", value);
  bar.choices();
  partsHaveChanged();
}

function watchEdits() {
  // The bar, fields and dialogs do what they always do, and keys that open links elsewhere, too.
  const isPage = event => document.body.contains(event.target) && !event.target.closest("input, select, textarea, label, dialog");
  const isPlain = event => !event.ctrlKey && !event.metaKey && !event.shiftKey;
  const take = event => {
    event.preventDefault();
    event.stopImmediatePropagation();
    openPartOf(event.target);
  };
  on(window, "click", event => {
    if ((edits || event.altKey) && isPlain(event) && isPage(event)) take(event);
  }, true);
  on(window, "keydown", event => {
    if (!edits || !isPlain(event) || event.altKey) return;
    if (event.key === "Enter" && isPage(event) && event.target !== document.body) take(event);
    if (event.key === "Escape" && isPage(event)) setEdits(false);
  }, true);
  for (const kind of ["pointerover", "focusin"]) {
    on(document, kind, event => {
      if (edits && isPage(event)) outlinePartOf(event.target);
    });
  }
}

/* Problems */

const MOST_PROBLEMS = 100;

function placeLink(problem) {
  if (!problem.file) return null;
  const text = placeText(problem);
  if (isProgram(problem.editor)) return make("a", { class: "place", href: problem.editor }, text);
  return button({ class: "place", "aria-label": say("copy", { place: text }) }, text, () => open(problem));
}

// A line of the excerpt; places in it are counted in characters.
function excerptLine({ number, text, from, to }, label) {
  const characters = [...text];
  const cut = (a, b) => characters.slice(a, b).join("");
  const isMarked = typeof from === "number" && typeof to === "number";
  const line = make("span", { class: "text" });
  if (!isMarked) line.append(text);
  else line.append(cut(0, from), make("mark", {}, cut(from, Math.max(to, from + 1)) || " "), cut(Math.max(to, from + 1)));
  const row = (number, text) => make("div", { class: "row" }, make("span", { class: "number" }, number), text);
  const rows = [row(String(number), line)];
  // Below the mark, and never so far to the right that nobody sees it.
  const indent = " ".repeat(Math.min(from, 24));
  if (isMarked && label) rows.push(row("", make("span", { class: "label" }, indent + "↑ " + label)));
  return rows;
}

// Words in backquotes are quoted from the source.
function quoted(tag, attributes, text) {
  return make(tag, attributes, ...String(text).split("`").map((part, i) => i % 2 ? make("code", {}, part) : part));
}

function problemItem(problem) {
  const excerpt = (problem.excerpt || []).flatMap(line => excerptLine(line, problem.label));
  return make("li", { class: problem.severity },
    make("p", { class: "head" }, make("span", { class: "severity" }, say(problem.severity === "error" ? "error" : "warning")),
      " ", make("code", {}, problem.code || ""), " ", placeLink(problem)),
    quoted("p", { class: "message" }, problem.message),
    excerpt.length ? make("div", { class: "excerpt" }, ...excerpt) : null,
    ...(problem.help || []).map(text => make("div", { class: "help" }, make("b", {}, say("help")), " ", quoted("span", {}, text))),
    ...(problem.related || []).map(place => make("p", { class: "related" }, placeLink(place), " ", place.message)));
}

// The list of problems over the page: opened by errors, or by the bar.
function makeOverlay() {
  const title = make("h2", { id: "title" });
  const about = make("p", { class: "about" });
  const items = make("ol", {});
  const inner = make("div", { class: "inner" },
    make("div", { class: "top" }, title, button({ autofocus: "" }, say("close"), () => fold())), about, items);
  const element = make("dialog", { class: "overlay", "aria-labelledby": "title" }, inner);
  let isAsked = false;

  const keyOf = errors => errors.map(({ code, message, file, line }) => [code, message, file, line].join("|")).join("\n");
  const errors = () => state ? state.errors || [] : [];
  const warnings = () => state ? state.warnings || [] : [];

  function fill() {
    const shown = isAsked ? [...errors(), ...warnings()] : errors();
    const links = () => [...items.querySelectorAll("a, button")];
    const at = links().indexOf(element.getRootNode().activeElement);
    title.textContent = counted(errors().length, isAsked ? warnings().length : 0) || say("problems");
    about.textContent = errors().length ? say("shownIsOld") : "";
    about.hidden = !errors().length;
    items.replaceChildren(...shown.slice(0, MOST_PROBLEMS).map(problemItem));
    if (shown.length > MOST_PROBLEMS) items.append(make("li", {}, say("more", { n: shown.length - MOST_PROBLEMS })));
    if (at >= 0) (links()[at] || title.nextSibling).focus();
  }
  // Errors that were put away stay away, on other pages too, until there are others.
  function fold() {
    remember(session, "put-away", keyOf(errors()));
    element.close();
  }
  function open() {
    fill();
    if (!element.open) element.showModal();
    items.parentNode.scrollTop = 0;
  }
  function show() {
    const isNew = errors().length > 0 && keyOf(errors()) !== recall(session, "put-away");
    if (!errors().length) remember(session, "put-away", "");
    if (!element.open) {
      isAsked = false;
      if (isNew) open();
    } else if (errors().length || isAsked && warnings().length) {
      fill();
    } else {
      element.close();
    }
  }
  on(element, "cancel", event => {
    event.preventDefault();
    fold();
  });
  on(element, "click", event => {
    if (event.target === element) fold();
  });
  function ask() {
    isAsked = true;
    open();
  }
  return { element, show, ask };
}

function counted(errors, warnings) {
  const parts = [];
  if (errors) parts.push(say("errors", { n: errors }));
  if (warnings) parts.push(say("warnings", { n: warnings }));
  return parts.join(", ");
}

/* The bar */

// What passes within a moment is not worth a word.
const PATIENCE = { live: 0, building: 300, offline: 1200 };
const NOTED_FOR = 4000;

function makeBar() {
  const dot = make("span", { class: "dot", "aria-hidden": "true" });
  const status = make("span", { class: "status", role: "status", "aria-live": "polite" });
  const change = make("span", { class: "change" });
  const list = make("ul", { class: "teams", id: "teams", hidden: "" });
  const more = button({ "aria-expanded": "false", "aria-controls": "teams" }, "", () => unfoldTeams(list.hidden));
  const problems = button({ class: "count" }, "", () => overlay.ask());
  const edit = button({ title: say("editHint") }, say("edit"), () => setEdits(!edits));
  const follow = button({ title: say("followHint") }, say("follow"), () => {
    follows = !follows;
    remember(session, "follow", follows);
    choices();
    connect();
  });
  const fold = button({ class: "fold" }, "", () => {
    remember(always, "folded", !isFolded);
    setFolded(!isFolded);
  });
  const line = make("div", { class: "line" }, dot, status, change, more);
  const element = make("section", { class: "bar", "aria-label": say("bar") }, list, line,
    make("div", { class: "tools" }, problems, edit, follow), fold);
  let isFolded = false;
  let standing = "live";
  let coming = standing;
  let noted = "";
  let timer = 0;
  let noteTimer = 0;

  function text() {
    if (noted) return noted;
    if (standing === "live" && state && !state.page && page !== "404.html") return say("gone");
    return say(standing);
  }
  function show() {
    const [errors, warnings] = state ? [state.errors || [], state.warnings || []] : [[], []];
    const count = counted(errors.length, warnings.length);
    if (status.textContent !== text()) status.textContent = text();
    element.dataset.state = standing !== "live" ? standing
      : !state ? "new" : errors.length ? "errors" : warnings.length ? "warnings" : "live";
    problems.textContent = count;
    problems.hidden = !count;
    fold.setAttribute("aria-label", isFolded ? say("unfold", { state: [text(), count].filter(Boolean).join(", ") }) : say("fold"));
    fold.textContent = isFolded ? count || "▴" : "▾";
    showChange(state && state.change);
  }
  function showChange(what) {
    const teams = what && what.teams || [];
    const short = what && what.page;
    change.textContent = short || teams.length ? say("changes", { base: what.base }) + (short ? " " + short : "") : "";
    more.textContent = say("teams", { n: teams.length });
    more.hidden = !teams.length;
    const link = team => team.href ? make("a", { href: team.href }, team.name) : team.name;
    list.replaceChildren(...teams.map(team => make("li", {}, link(team), " ", make("span", {}, team.text))));
    if (!teams.length) unfoldTeams(false);
  }
  function unfoldTeams(isShown) {
    list.hidden = !isShown;
    more.setAttribute("aria-expanded", isShown);
  }
  function setFolded(value) {
    isFolded = value;
    element.classList.toggle("folded", value);
    fold.setAttribute("aria-expanded", !value);
    show();
  }
  function choices() {
    edit.setAttribute("aria-pressed", edits);
    follow.setAttribute("aria-pressed", follows);
  }
  // What is told again and again while it lasts does not begin anew.
  function stand(next) {
    if (next === coming) return;
    coming = next;
    clearTimeout(timer);
    timer = setTimeout(() => {
      standing = next;
      show();
    }, PATIENCE[next]);
  }
  function note(what) {
    noted = what;
    clearTimeout(noteTimer);
    noteTimer = setTimeout(() => note(""), what ? NOTED_FOR : 0);
    if (!what) clearTimeout(noteTimer);
    show();
  }
  on(element, "keydown", event => {
    if (event.key !== "Escape" || list.hidden) return;
    unfoldTeams(false);
    more.focus();
  });
  choices();
  setFolded(recall(always, "folded") === "true");
  return { element, show, choices, standing: stand, note };
}

function showState() {
  bar.show();
  overlay.show();
}

// Bar and overlay live in a root of their own, where the theme's styles do not reach. The element
// stands behind the body and is as high as the bar, which so covers nothing.
const overlay = makeOverlay();
const bar = makeBar();

function mount() {
  const host = document.createElement("levelbook-live");
  const sheet = () => make("link", { rel: "stylesheet", href: HOME + "live.css" });
  const inside = sheet();
  const box = make("div", { class: "levelbook-live", lang: "en", dir: "ltr", hidden: "" }, bar.element, overlay.element);
  for (const event of ["load", "error"]) on(inside, event, () => { box.hidden = false; });
  host.attachShadow({ mode: "open" }).append(inside, box);
  document.documentElement.append(host);
  document.head.append(sheet());
  new ResizeObserver(() => { host.style.height = bar.element.offsetHeight + "px"; }).observe(bar.element);
}

mount();
watchVisibility();
watchEdits();
on(window, "load", restoreScroll);
if (edits) partsHaveChanged();
connect();
})();
