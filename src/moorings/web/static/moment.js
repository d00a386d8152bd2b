"use strict";
// A hard moment, one thing at a time. What is noted is sealed here at once, to a key
// that opens nothing, so that it can wait for the notebook without being readable.

const SCHEMA = 1;
const STEP = 256;

const utf8 = new TextEncoder();
const fromHex = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
const toHex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const newId = () => toHex(crypto.getRandomValues(new Uint8Array(16)));

function join(...parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

// --- the box ------------------------------------------------------------------------
// The same construction as vault/box.py; docs/reference/sealed-format.md, section 9.

async function seal(pin, record) {
  const [vault, theirs] = pin.split(".").map(fromHex);
  const own = await crypto.subtle.generateKey("X25519", false, ["deriveBits"]);
  const key = await crypto.subtle.importKey("raw", theirs, "X25519", false, []);
  const shared = await crypto.subtle.deriveBits({ name: "X25519", public: key }, own.privateKey, 256);
  const sender = new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey));
  const secret = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const info = join(utf8.encode("moorings/1/box"), sender, theirs);
  const aes = await crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info },
    secret,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt"],
  );
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const context = join(utf8.encode("box\0"), vault, fromHex(record.id), [0, SCHEMA]);
  const bound = { name: "AES-GCM", iv: nonce, additionalData: context };
  const sealed = await crypto.subtle.encrypt(bound, aes, padded(utf8.encode(JSON.stringify(record))));
  return join(sender, nonce, new Uint8Array(sealed));
}

function padded(message) {
  const whole = new Uint8Array(Math.ceil((message.length + 4) / STEP) * STEP);
  new DataView(whole.buffer).setUint32(0, message.length);
  whole.set(message, 4);
  return whole;
}

// --- what was noted -----------------------------------------------------------------

const two = (number) => String(number).padStart(2, "0");

function now() {
  const at = new Date();
  const when = {
    date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}:00`,
    offset: -60 * at.getTimezoneOffset(),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone || null,
  };
  return { written_at: at.toISOString(), when };
}

// A step keeps the name of its moment for a while longer, or begins another one.
function activation() {
  const name = openMoment() || newId();
  remember("moment", `${name} ${thisHour()}`);
  return name;
}

// What a form says, as the records of `web/steps.py`; a word that was typed is one's own.

const PARTS = { trigger: "trigger", body: "body", feeling: "feelings", belief: "beliefs", fear: "fears", urge: "urges" };

function records(fields) {
  const { written_at, when } = now();
  const made = (kind, more) => ({ kind, id: newId(), written_at, written_where: "offline", ...more });
  const step = (kind, more) => made(kind, { when, activation: activation(), ...more });
  const said = (name) => (fields.get(name) ?? "").trim();
  const minutes = Number(said("minutes"));
  const until = minutes ? new Date(Date.parse(written_at) + 60000 * minutes).toISOString() : null;
  switch (fields.get("step")) {
    case "rating":
      return [step("rating", { intensity: Number(said("intensity")), practice: said("practice"), scale: said("scale") || "intensity" })];
    case "pause":
      return [step("pause-answer", { answer: said("answer") })];
    case "response":
      return [step("response", { chosen: said("chosen"), until })];
    case "hold":
      return [step("held-text", { text: said("text"), to: said("to"), unwanted: Boolean(said("unwanted")), until: until ?? written_at })];
    case "forecast":
      return [step("forecast", { text: said("text"), likelihood: Number(said("likelihood")), due: said("due") || null })];
    case "flag":
      return [made("safety-flag", { when, raised: true })];
    case "naming":
      return naming(fields, made, step);
    case "back":
      return [step("activation-end", { how: "calm" })];
    default:
      return [step("entry", { text: said("text") })];
  }
}

function naming(fields, made, step) {
  const own = [];
  const given = {};
  for (const [part, name] of Object.entries(PARTS)) {
    given[name] = [...new Set(fields.getAll(name).filter(Boolean))];
    const text = (fields.get(`own-${part}`) ?? "").trim().replace(/\s+/g, " ");
    if (!text) continue;
    own.push(made("word", { part, text }));
    given[name].push(own.at(-1).id);
  }
  const people = fields.getAll("people");
  if (!people.length && !Object.values(given).some((words) => words.length)) return [];
  return [...own, step("naming", { ...given, trigger: given.trigger.at(-1) ?? "", people })];
}

// The worker that carries what is sealed, where there is one.
async function carrier() {
  const found = await navigator.serviceWorker?.getRegistration().catch(() => null);
  return found?.active;
}

// What a form says, sealed for the vault that was open here; null where that cannot be.
async function sealStep(fields) {
  const pin = remembered("pin");
  const active = await carrier();
  if (!pin || !active) return null;
  const steps = records(fields);
  const sealed = await Promise.all(steps.map((step) => seal(pin, step)));
  const texts = sealed.map((bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")));
  const vault = pin.split(".")[0];
  return { active, steps, keep: texts.map((text, at) => ({ id: steps[at].id, vault, sealed: text })) };
}

// What later screens of this hard moment go by: that somebody is far away, or that it has
// not fallen in ten minutes, so that only what is outside helps; and that it is now.
const FAR = 7;
const LONG = 10;

function heed(fields) {
  const told = (name, so) => remember(name, so ? activation() : "");
  const strong = Number(fields.get("intensity")) >= FAR;
  if (fields.get("step") === "pause") told("real", fields.get("answer") === "now");
  if (fields.get("scale") === "unreal") return told("far", strong);
  if (fields.get("step") !== "rating") return;
  const minute = Math.floor(Date.now() / 60000);
  const [name, since] = remembered("strong").split(" ");
  if (!strong) remember("strong", "");
  else if (name !== activation()) remember("strong", `${activation()} ${minute}`);
  else if (minute - Number(since) >= LONG) told("far", true);
}

const inThisMoment = (name) => Boolean(openMoment()) && remembered(name) === openMoment();

// Says what became of it: "open", "trial", "sealed", "here" (waits in this browser),
// "nowhere", or "nothing" where there was nothing to keep. It may be sealed already.
async function keepStep(fields, told, sealing = sealStep(fields)) {
  heed(fields);
  const sealed = await sealing.catch(() => null);
  if (sealed) return sealed.keep.length ? keepSealed(sealed.active, sealed.keep, told) : told("nothing");
  fields.set("activation", activation());
  const asked = { method: "POST", body: fields, headers: { Accept: "application/json" }, keepalive: true };
  const answer = await fetch("/now/note", asked).catch(() => null);
  return told(answer?.ok ? (await answer.json()).kept : "nowhere");
}

function keepSealed(active, keep, told) {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      if (data.kept === true) told("here");
      else if (data.kept === false) told("nowhere");
      else if (!data.left) told(data.open ? "open" : "sealed");
      if (data.kept !== true) port1.close();
      if (data.kept !== undefined) done();
    };
    active.postMessage({ keep }, [port2]);
  });
}

addEventListener("online", async () => {
  (await carrier())?.postMessage({});
});

// --- what is one's own ------------------------------------------------------------------

// Told while a notebook is open, to each page that has room for it, and kept nowhere.
const own = document.querySelector("[data-own], [data-rests], [data-stay], [data-guarded]")
  ? fetch("/now/own", { cache: "no-store" }).then((answer) => answer.json()).catch(() => ({ open: false }))
  : Promise.resolve({ open: false });

// A page that is kept for everybody cannot know that it rests in this notebook.
const STEADY = "/now/choose/steady";
own.then(({ steady, stay, evidence }) => {
  for (const each of [stay && "stay", evidence && "evidence"]) document.querySelectorAll(`[data-${each}]`).forEach(shown);
  if (!steady) return;
  document.querySelectorAll("[data-rests]").forEach((part) => (part.hidden = true));
  for (const part of document.querySelectorAll("[data-guarded]")) {
    if (part.href) part.href = STEADY;
    else location.replace(STEADY);
  }
});

// --- one thing at a time --------------------------------------------------------------

for (const list of document.querySelectorAll("[data-stepwise]")) {
  const parts = [...list.querySelectorAll("[data-part]")];
  const place = list.querySelector("[data-place]");
  const next = list.querySelector("[data-next]");
  const turn = (at) => {
    parts.forEach((part, index) => (part.hidden = index !== at));
    if (place) place.textContent = place.dataset.place.replace("1", at + 1);
    if (next && at === parts.length - 1) next.hidden = true;
    if (at > 0) parts[at].focus();
  };
  const meant = parts.findIndex((part) => part.id && `#${part.id}` === location.hash);
  let at = Math.max(meant, 0);
  const further = () => at < parts.length - 1 && turn((at += 1));
  list.classList.add("stepwise");
  turn(at);
  next?.addEventListener("click", further);
  list.addEventListener("further", further);
  for (const button of list.querySelectorAll("[data-further]")) button.addEventListener("click", further);
}

for (const form of document.querySelectorAll("form[data-moment]")) {
  for (const field of form.querySelectorAll("input[name=intensity]")) {
    // A tap is an answer; by keyboard one may look round first, and then say so.
    field.addEventListener("click", (event) => {
      if (event.detail) form.requestSubmit();
      else form.querySelector(".without-script")?.classList.remove("without-script");
    });
  }
  form.addEventListener("formdata", ({ formData }) => form.dataset.plain && formData.set("activation", activation()));
  form.addEventListener("submit", async (event) => {
    if (form.dataset.plain) return;
    event.preventDefault();
    const fields = new FormData(form, event.submitter);
    if (fields.get("step") === "rating" && fields.get("intensity") === null) return;
    if (fields.get("step") === "note" && !fields.get("text").trim()) return;
    if (form.dataset.sending) return;
    form.dataset.sending = "yes";
    const status = document.querySelector("[data-moment-status]");
    let done = false;
    const told = (what) => {
      if (status) status.textContent = status.dataset[what];
      // An answer without words leads on, also where nothing can be kept.
      const good = what !== "nowhere" || (fields.get("next") && !fields.get("text"));
      if (good && !done) finished(form, fields);
      done ||= good;
    };
    await keepStep(fields, told).catch(() => told("nowhere"));
    delete form.dataset.sending;
  });
}

function finished(form, fields) {
  form.reset();
  if (fields.get("step") === "back") remember("moment", "");
  const outward = fields.get("step") === "rating" && inThisMoment("far") && "/now/outward";
  const following = fields.get("next") || outward;
  if (following) return location.assign(following);
  const list = form.closest("[data-stepwise]");
  if (list) return list.dispatchEvent(new Event("further"));
  form.parentElement.querySelectorAll("form, .said").forEach((part) => (part.hidden = true));
  return document.querySelector("[data-moment-status]")?.focus();
}
