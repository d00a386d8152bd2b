"use strict";
// What every page needs: leaving at once, locking, help without the program.
// Script adds calm, not function: every page works without this file.

const root = document.documentElement;
root.classList.add("script");

const channel = "BroadcastChannel" in window ? new BroadcastChannel("moorings") : null;
const open = "open" in root.dataset;
const everybodys = "public" in root.dataset;

// A browser lets a request outlive its page only while it is small.
const KEPT_ALIVE = 60000;

function post(path, fields) {
  const body = new URLSearchParams(fields);
  const keepalive = body.toString().length < KEPT_ALIVE;
  return fetch(path, { method: "POST", body, keepalive, redirect: "manual" });
}

// What still has to be kept before a page may go; app.js adds to it.
// Where words can go nowhere but along with a form, it sends that instead of a reload.
const unfinished = { save: async () => {}, send: () => false };

function reload() {
  if (!unfinished.send()) location.reload();
}

// --- leaving at once -------------------------------------------------------------

function away() {
  root.classList.add("leaving");
  unfinished.save();
  location.replace("/away");
}

function leave() {
  channel?.postMessage("leave");
  away();
  navigator.sendBeacon("/leave");
}

let shifts = [];
addEventListener("keydown", (event) => {
  if (event.key !== "Shift") {
    shifts = [];
    return;
  }
  if (event.repeat) return;
  shifts = [...shifts.filter((at) => event.timeStamp - at < 1500), event.timeStamp];
  if (shifts.length === 3) leave();
});

for (const form of document.querySelectorAll("form[data-leave]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave();
  });
}

// --- staying locked in every tab --------------------------------------------------

channel?.addEventListener("message", ({ data }) => {
  if (data === "leave") away();
  if (data !== "lock" || everybodys) return;
  unfinished.save().finally(() => setTimeout(reload, 400));
});

addEventListener("pageshow", (event) => {
  if (event.persisted && !everybodys) location.reload();
});

async function stillOpen(asking) {
  const answer = await asking.catch(() => null);
  if (answer?.status === 401 && open) reload();
}

// Who looks at a page says so; what went out of sight may have been another one.
function ask() {
  const seen = document.visibilityState === "visible";
  return stillOpen(seen ? post("/state", {}) : fetch("/state"));
}

if (open) setInterval(ask, 20000);

// A public page does not know whether a notebook is open; the server does.
document.addEventListener("visibilitychange", async () => {
  if (!open && !everybodys) return;
  const hidden = document.visibilityState === "hidden";
  if (open) root.classList.toggle("veiled", hidden);
  if (!hidden) return stillOpen(post("/back", {}));
  await unfinished.save();
  navigator.sendBeacon("/hide");
});

// --- what this browser remembers -----------------------------------------------------

function remembered(name) {
  try {
    return localStorage.getItem(name) ?? "";
  } catch {
    return "";
  }
}

function remember(name, value) {
  try {
    if (value) localStorage.setItem(name, value);
    else localStorage.removeItem(name);
  } catch {
    // A browser that keeps nothing: forms go the plain way, and each stands by itself.
  }
}

const shown = (part) => {
  part.hidden = false;
};

// --- help without the program -------------------------------------------------------

function helpStays() {
  const worker = window.isSecureContext ? navigator.serviceWorker : undefined;
  if (!worker) {
    const why = window.isSecureContext ? "no-worker" : "plain-address";
    document.querySelectorAll(`[data-unless="${why}"]`).forEach(shown);
    return;
  }
  const policy = window.trustedTypes?.createPolicy("app", { createScriptURL: (path) => path });
  const path = policy ? policy.createScriptURL("/worker.js") : "/worker.js";
  worker.register(path).catch(() => null);
}

// --- coming for help again ------------------------------------------------------------

// In quarters of an hour (own): a third coming within three hours is a hard night.
const QUARTER = 15 * 60 * 1000;
const SOON = 12;

function comesAgain() {
  const now = Math.floor(Date.now() / QUARTER);
  const before = remembered("came").split(" ").map(Number);
  const lately = before.filter((at) => at && now - at < SOON);
  const times = [...new Set([...lately, now])].slice(-3);
  if (times.length === 3) document.querySelectorAll("[data-third-time]").forEach(shown);
  remember("came", times.join(" "));
}

// One hard moment has one name until calm is back, or nothing was noted for so many
// hours (own).
const A_WHILE = 12;
const thisHour = () => Math.floor(Date.now() / 3600000);

function openMoment() {
  const [name, hour] = remembered("moment").split(" ");
  return name && thisHour() - Number(hour) < A_WHILE ? name : "";
}

// --- copying ------------------------------------------------------------------------------

function copied(source) {
  const parts = source.querySelectorAll("li > span:last-child");
  if (parts.length) return [...parts].map((part) => part.textContent).join(source.dataset.copyWith);
  const text = source.textContent.trim();
  return source.matches(".key-code") ? text.replace(/\s+/g, "-") : text;
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    // Where the browser does not copy by itself, it is marked, to be copied by hand.
    if (!navigator.clipboard) return getSelection().selectAllChildren(source);
    await navigator.clipboard.writeText(copied(source));
    const word = button.querySelector("span");
    word.textContent = button.dataset.copied ?? word.textContent;
  });
}

// --- forms that need the program --------------------------------------------------------

for (const form of document.querySelectorAll("form[data-needs-program]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch("/worker.js", { method: "HEAD", cache: "no-store" }).catch(() => null);
    if (answer?.ok) form.submit();
    else form.querySelectorAll("[data-off]").forEach(shown);
  });
}

// The page is shown before any of this.
requestAnimationFrame(() =>
  setTimeout(() => {
    // Going from page to page sends the last one out of sight, and asks for this one.
    if ((open || everybodys) && document.visibilityState === "visible") {
      post("/back", {}).catch(() => null);
    }
    // The vault that was open here, and the key that seals to it and opens nothing.
    const { pin } = root.dataset;
    if (pin && remembered("pin") !== pin) remember("pin", pin);
    // While trying it out nothing is sealed here for a notebook that was open before.
    if ("trying" in root.dataset) remember("pin", "");
    helpStays();
    if (document.querySelector("[data-doors]")) comesAgain();
    if (openMoment()) document.querySelectorAll("[data-moment-open]").forEach(shown);
  }),
);
