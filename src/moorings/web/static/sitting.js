"use strict";
// Leads through steps by the clock: the next one comes when the time of this one is over.
const room = document.querySelector("[data-sitting]"), form = room.closest("form");
const part = (name) => form.querySelector(`[data-${name}]`);
const steps = [...room.querySelectorAll("[data-seconds]")];
const endless = "openEnd" in room.dataset;
const now = () => performance.now() / 1000;
const length = (some) => some.reduce((sum, { dataset }) => sum + Number(dataset.seconds), 0);
let at = 0, begun = 0, until = 0, ticking = 0, ear = null;

function ring() {
  if (part("felt").checked) navigator.vibrate?.(200);
  if (!ear) return;
  const end = ear.currentTime + 3;
  const [tone, soft] = [new OscillatorNode(ear, { frequency: 392 }), new GainNode(ear, { gain: 0.1 })];
  soft.gain.exponentialRampToValueAtTime(0.0001, end);
  tone.connect(soft).connect(ear.destination);
  tone.start(), tone.stop(end);
}

function show(step, from) {
  at = step;
  until = from + length([steps[at]]);
  steps.forEach((each, place) => (each.hidden = !endless && place !== at));
  part("next").hidden = endless || at === steps.length - 1;
  part("further").hidden = part("next").hidden || !steps[at].querySelector("[name=skipped]");
}

function tick() { // off the clock each time, so that a page that slept catches up
  for (; !endless && now() >= until; show(at + 1, until)) {
    ring();
    if (at === steps.length - 1) return run(false, room.dataset.ended);
  }
  const seconds = endless ? now() - begun : until - now() + length(steps.slice(at + 1));
  const time = `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
  part("left").textContent = room.dataset[endless ? "beenWords" : "leftWords"].replace("{}", time);
}

function run(running, words = "") {
  clearInterval(ticking);
  form.classList.toggle("running", running);
  part("left").textContent = words;
  for (const each of [...steps, part("left")]) each.hidden = false;
  for (const name of ["next", "further", "halt"]) part(name).hidden = !running;
  part("begin").hidden = true;
  if (!running && part("minutes")) part("minutes").value = Math.round((now() - begun) / 60);
}

room.addEventListener("click", ({ target }) => {
  const { dataset } = target.closest("button") ?? room;
  if ("begin" in dataset) {
    if (part("bell").checked) ear = new AudioContext();
    navigator.wakeLock?.request("screen").catch(() => {});
    run(true);
    show(0, (begun = now()));
    tick(), (ticking = setInterval(tick, 500));
  } else if ("halt" in dataset) run(false);
  if ("further" in dataset) steps[at].querySelector("[name=skipped]").checked = true;
  if ("next" in dataset || "further" in dataset) show(at + 1, now());
});
