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

// --- leaving at once -------------------------------------------------------------

function away() {
  root.classList.add("leaving");
  location.replace("/away");
}

function leave() {
  channel?.postMessage("leave");
  navigator.sendBeacon("/leave");
  away();
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

// What still has to be kept before a page may go; app.js adds to it.
const unfinished = { save: async () => {} };

channel?.addEventListener("message", ({ data }) => {
  if (data === "leave") away();
  if (data !== "lock" || everybodys) return;
  unfinished.save().finally(() => setTimeout(() => location.reload(), 400));
});

addEventListener("pageshow", (event) => {
  if (event.persisted && !everybodys) location.reload();
});

async function stillOpen(asking) {
  const answer = await asking.catch(() => null);
  if (answer?.status === 401 && open) location.reload();
}

if (open) setInterval(() => stillOpen(fetch("/state")), 20000);

// A public page does not know whether a notebook is open; the server does.
document.addEventListener("visibilitychange", async () => {
  if (!open && !everybodys) return;
  const hidden = document.visibilityState === "hidden";
  if (open) root.classList.toggle("veiled", hidden);
  if (!hidden) return stillOpen(post("/back", {}));
  await unfinished.save();
  navigator.sendBeacon("/hide");
});

// Going from page to page sends the last one out of sight, and asks for this one first.
if ((open || everybodys) && document.visibilityState === "visible") {
  post("/back", {}).catch(() => null);
}

// --- help without the program -------------------------------------------------------

// The vault that was open here last, and the key that seals to it and opens nothing.
try {
  const { pin } = root.dataset;
  if (pin && localStorage.getItem("pin") !== pin) localStorage.setItem("pin", pin);
} catch {
  // A browser that keeps nothing pins nothing: forms go the plain way then.
}

const worker = window.isSecureContext ? navigator.serviceWorker : undefined;
if (worker) {
  const policy = window.trustedTypes?.createPolicy("app", { createScriptURL: (path) => path });
  worker.register(policy ? policy.createScriptURL("/worker.js") : "/worker.js").catch(() => null);
} else {
  const why = window.isSecureContext ? "no-worker" : "plain-address";
  for (const said of document.querySelectorAll(`[data-unless="${why}"]`)) said.hidden = false;
}
