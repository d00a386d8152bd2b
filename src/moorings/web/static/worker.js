"use strict";
// Keeps Help now at hand when the program is not running, and carries to it what was
// sealed meanwhile. It keeps only pages that are the same for everybody on this device,
// and only bytes that no browser can read back.

const SHELL = "shell-";
const WHOLE = "/whole";
const OURS = /^\/(now(\/.*)?|crisis|safety|away)$/;
const QUEUE = "waiting";
const LARGEST = 40000;
const PATIENCE = 3000;

// --- help without the program -------------------------------------------------------

// Of two shells the older is asked first, and it goes only when the newer is whole.
function kept(path) {
  return caches.match(path, { ignoreSearch: true, ignoreVary: true });
}

async function take(cache, path) {
  const answer = await fetch(path, { cache: "no-store" });
  if (!answer.ok || answer.redirected) throw new Error(path);
  await cache.put(path, answer);
}

// The next shell is whole before the last one goes.
async function refresh() {
  const answer = await fetch("/now/shell.json", { cache: "no-store" });
  if (!answer.ok) throw new Error("no shell");
  const { version, paths } = await answer.json();
  const name = SHELL + version;
  const cache = await caches.open(name);
  if (!(await cache.match(WHOLE))) {
    await Promise.all(paths.map((path) => take(cache, path)));
    await cache.put(WHOLE, new Response());
  }
  for (const each of await caches.keys()) if (each !== name) await caches.delete(each);
}

let refreshing = null;
function refreshOnce() {
  refreshing ??= refresh().then(() => true, () => false).finally(() => (refreshing = null));
  return refreshing;
}

// A form may change what this device was told: theme, voice, country, card. Those sent
// before the worker watched were seen by nobody: "?fresh", or the first page, tells.
let sent = 0;
let known = 0;

// What a tab says while it closes may be lost on its way through a worker, and it has
// no business here: where the browser knows how, it goes by.
const PAST = ["/write/draft", "/leave", "/state"];

addEventListener("install", (event) => {
  if (event.addRoutes) {
    const past = PAST.map((urlPattern) => ({ condition: { urlPattern, requestMethod: "POST" }, source: "network" }));
    event.waitUntil(event.addRoutes(past).catch(() => {}));
  }
  event.waitUntil(refresh().then(() => skipWaiting()));
});
addEventListener("activate", (event) => {
  sent += 1;
  event.waitUntil(clients.claim());
});

// The first may be under way since before the form.
async function refreshAnew() {
  const before = sent;
  await refreshOnce();
  if (await refreshOnce()) known = before;
}

// After a change the page is asked for anew; who waits long gets what is here.
async function page(event, { pathname, search }) {
  sent += search === "?fresh";
  const found = await kept(pathname);
  if (found && known === sent) {
    event.waitUntil(refreshOnce());
    return found;
  }
  const long = new Promise((done) => found && setTimeout(done, PATIENCE));
  const answer = await Promise.race([fetch(event.request).catch(() => null), long]);
  if (answer) event.waitUntil(refreshAnew());
  return answer ?? found ?? kept("/now/stopped");
}

async function elsewhere(event) {
  try {
    const answer = await fetch(event.request);
    if (known !== sent) event.waitUntil(refreshAnew());
    return answer;
  } catch {
    return (await kept("/now/stopped")) ?? Response.error();
  }
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const { origin, pathname } = url;
  if (origin !== location.origin) return;
  if (request.method !== "GET") sent += request.mode === "navigate";
  else if (pathname.startsWith("/static/")) {
    event.respondWith(kept(pathname).then((found) => found ?? fetch(request)));
  } else if (request.mode === "navigate") {
    const answer = OURS.test(pathname) ? page(event, url) : elsewhere(event);
    event.respondWith(answer);
    event.waitUntil(answer.then(flush, flush));
  }
});

// --- what was sealed meanwhile --------------------------------------------------------

function waiting() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("moorings", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(QUEUE, { keyPath: "id" });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

// Resolves when what was asked is durable.
async function inQueue(mode, ask) {
  const database = await waiting();
  try {
    return await new Promise((resolve, reject) => {
      const doing = database.transaction(QUEUE, mode, { durability: "strict" });
      const asked = ask(doing.objectStore(QUEUE));
      doing.oncomplete = () => resolve(asked?.result);
      doing.onerror = doing.onabort = () => reject(doing.error);
    });
  } finally {
    database.close();
  }
}

// One carrier at a time; a repeat is absorbed by the server, by id.
function flush() {
  return navigator.locks.request("flush", carry).catch(() => null);
}

// What an open notebook has taken in.
const takenIn = new Set();

// What one notebook cannot take now stays here, and is in the way of no other.
async function carry() {
  const items = await inQueue("readonly", (queue) => queue.getAll());
  for (const vault of new Set(items.map((item) => item.vault))) {
    for (const some of portions(items.filter((item) => item.vault === vault))) {
      const body = JSON.stringify({ vault, items: some.map(({ id, sealed }) => [id, sealed]) });
      const answer = await fetch("/now/box", { method: "POST", body });
      if (!answer.ok) break;
      const { open } = await answer.json();
      if (open) some.forEach(({ id }) => takenIn.add(id));
      await inQueue("readwrite", (queue) => some.forEach(({ id }) => queue.delete(id)));
    }
  }
}

function portions(items) {
  const found = [[]];
  let size = 0;
  for (const item of items) {
    size += item.sealed.length + 50;
    if (size > LARGEST && found.at(-1).length) {
      found.push([]);
      size = item.sealed.length + 50;
    }
    found.at(-1).push(item);
  }
  return found.filter((some) => some.length);
}

// Says that it is kept here, and then whether it has left for the notebook.
async function takeIn({ data: { keep }, ports: [port] }) {
  if (!keep) return flush();
  const kept = await inQueue("readwrite", (queue) => keep.forEach((each) => queue.put(each))).then(() => true, () => false);
  port.postMessage({ kept });
  if (!kept || !keep.length) return null;
  await flush();
  const last = keep.at(-1).id;
  const left = await inQueue("readonly", (queue) => queue.getKey(last));
  return port.postMessage({ left: left !== undefined, open: takenIn.has(last) });
}

addEventListener("message", (event) => event.waitUntil(takeIn(event)));
