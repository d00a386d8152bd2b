"use strict";
// What the notebook needs beyond shell.js, which comes before it.

// --- drafts -----------------------------------------------------------------------

const waiting = new Map();

function typed(form) {
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  return [...fields, ["by", "script"], ["form", form.dataset.draft]];
}

// A sealed room takes its own.
const draftsGo = (form) => form.dataset.draftTo ?? "/write/draft";

async function saveDraft(form) {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  const status = form.querySelector("[data-draft-status]");
  const answer = await post(draftsGo(form), typed(form)).catch(() => null);
  form.toggleAttribute("data-unsaved", answer?.status !== 200);
  if (!status) return;
  if (answer?.status === 200) status.textContent = status.dataset.saved;
  else if (answer?.status === 202) status.textContent = status.dataset.sealed;
  else status.textContent = status.dataset.failed;
}

// What is typed for a sealed room that has closed goes along to where it is opened again.
unfinished.send = () => {
  const form = document.querySelector("form[data-draft-to][data-unsaved]");
  form?.requestSubmit();
  return Boolean(form);
};

const saveDrafts = (unfinished.save = () => Promise.all([...waiting.keys()].map(saveDraft)));

for (const form of document.querySelectorAll("form[data-draft]")) {
  form.addEventListener("input", () => {
    const fields = form.querySelectorAll(`textarea, :is([data-draft="worksheet"], [data-draft="in-place"]) input[type="text"]`);
    const words = [...fields].some((each) => each.value.trim());
    clearTimeout(waiting.get(form));
    form.toggleAttribute("data-unsaved", words);
    if (words) waiting.set(form, setTimeout(() => saveDraft(form), 1000));
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting.get(form));
    waiting.delete(form);
  });
}

// A tab that closes may take a request along, even one that is to outlive it, where a
// worker stands between; what is sent as a beacon, and early, arrives.
function sendDrafts() {
  for (const form of [...waiting.keys()]) {
    const fields = new URLSearchParams(typed(form));
    if (!navigator.sendBeacon(draftsGo(form), fields)) saveDraft(form);
    clearTimeout(waiting.get(form));
    waiting.delete(form);
  }
}
for (const leaving of ["beforeunload", "pagehide"]) addEventListener(leaving, sendDrafts);

// --- files that are handed over ---------------------------------------------------------

// The page stays where it is: no passphrase may stay in it.
for (const form of document.querySelectorAll("form[data-hands-over]")) {
  form.addEventListener("submit", ({ submitter }) => {
    const secret = form.querySelector("[name=passphrase]");
    if (submitter?.formNoValidate) return;
    setTimeout(() => {
      const status = form.querySelector("[data-handed]");
      status.textContent = status.dataset.handed;
      if (!secret) return;
      secret.value = "";
      secret.type = "password";
    });
  });
}

// --- staying locked in every tab --------------------------------------------------

for (const form of document.querySelectorAll("form.lock")) {
  form.addEventListener("submit", () => channel?.postMessage("lock"));
}

// --- hard moments -------------------------------------------------------------------

// What was closed here is no name for what comes next.
for (const list of document.querySelectorAll("[data-ended]")) {
  const name = openMoment();
  if (name && list.dataset.ended.includes(name)) remember("moment", "");
}

// --- small kindnesses ---------------------------------------------------------------

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
for (const field of document.querySelectorAll("input[name=zone]")) field.value = zone;

for (const button of document.querySelectorAll("[data-reveal]")) {
  button.addEventListener("click", () => {
    const field = document.getElementById(button.dataset.reveal);
    const shown = field.type === "password";
    field.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => print());
}

for (const box of document.querySelectorAll("[data-waiting]")) {
  const word = box.querySelector("span");
  const until = performance.now() + 1000 * Number(box.dataset.waiting);
  const tick = setInterval(() => {
    const left = Math.ceil((until - performance.now()) / 1000);
    if (left > 0) word.textContent = word.textContent.replace(/\d+/, String(left));
    else {
      clearInterval(tick);
      box.remove();
    }
  }, 1000);
}

for (const box of document.querySelectorAll("[data-drop]")) {
  for (const name of ["dragenter", "dragover"]) {
    box.addEventListener(name, () => box.classList.add("over"));
  }
  for (const name of ["dragleave", "drop"]) {
    box.addEventListener(name, () => box.classList.remove("over"));
  }
}

for (const area of document.querySelectorAll("textarea[data-composer]")) {
  if (CSS.supports("field-sizing", "content")) break;
  const grow = () => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
  };
  area.addEventListener("input", grow);
  grow();
}
