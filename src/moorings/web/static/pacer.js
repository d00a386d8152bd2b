"use strict";
// The ring moves by style alone. Here a breath can also be heard, felt, made shorter or
// longer, and stopped; the screen stays awake while it moves.

const PHASES = ["in", "sip", "hold", "out", "rest"];
// Told apart by hand, in milliseconds on and off; and by ear, from one pitch to another
// in hertz: in rises, hold stays, out sinks, rest is silent.
const FELT = { in: [60], sip: [25], hold: [320], out: [60, 110, 60], rest: [25, 90, 25, 90, 25] };
const HEARD = { in: [196, 294], sip: [294, 349], hold: [294, 294], out: [294, 165] };
const SOFT = 0.08;
// So many seconds longer or shorter, and no part of a breath shorter than this (own).
const FURTHEST = 2;
const LEAST = { in: 2, out: 2, hold: 1, rest: 1 };

const breaths = [...document.querySelectorAll("[data-breath]")];
const pacing = document.querySelector("[data-pacing]");
const part = (name) => pacing?.querySelector(`[data-${name}]`);
const asked = { sound: false, felt: false };

// --- which breath moves, and where it is -------------------------------------------------

const shownBreath = () => breaths.find((breath) => breath.getClientRects().length) ?? breaths[0];
const motion = () => shownBreath().getAnimations().find(({ playState }) => playState === "running");

function lengths(breath) {
  const style = getComputedStyle(breath);
  return Object.fromEntries(PHASES.map((phase) => [phase, Number(style.getPropertyValue(`--${phase}`))]));
}

const whole = (breath) => Object.values(lengths(breath)).reduce((sum, each) => sum + each);

// Gives a cue now, and sees to the next one when this part of the breath ends.
let next = 0;
function follow() {
  clearTimeout(next);
  stayAwake();
  const moving = motion();
  if (!moving) return cue();
  const told = lengths(shownBreath());
  // By the clock itself: what an animation tells of its time is as old as its last frame.
  const since = moving.startTime === null ? 0 : performance.now() - moving.startTime;
  let left = (since / 1000) % whole(shownBreath());
  const phase = PHASES.find((each) => (left -= told[each]) < 0) ?? "in";
  next = setTimeout(follow, 10 - 1000 * left);
  return cue(phase, -left);
}

// Without a phase it falls silent.
let tone = null;
function cue(phase, seconds) {
  if (phase) document.dispatchEvent(new CustomEvent("breath", { detail: phase }));
  tone?.disconnect();
  if (asked.felt) navigator.vibrate(FELT[phase] ?? 0);
  if (asked.sound && HEARD[phase]) sound(...HEARD[phase], seconds);
}

let ear = null;
function sound(from, to, seconds) {
  const now = ear.currentTime;
  const pitch = new OscillatorNode(ear, { frequency: from });
  pitch.frequency.setValueAtTime(from, now);
  pitch.frequency.linearRampToValueAtTime(to, now + seconds);
  tone = new GainNode(ear, { gain: 0 });
  tone.gain.setValueCurveAtTime([0, SOFT, SOFT, 0], now, seconds);
  pitch.connect(tone).connect(ear.destination);
  pitch.start();
  pitch.stop(now + seconds);
}

// --- the screen stays awake while it moves -------------------------------------------------

let awake = null;
async function stayAwake() {
  const wanted = motion() && document.visibilityState === "visible";
  if (wanted && !awake) {
    awake = navigator.wakeLock?.request("screen").catch(() => null) ?? null;
    (await awake)?.addEventListener("release", () => (awake = null));
  } else if (!wanted && awake) {
    (await awake)?.release();
    awake = null;
  }
}

document.addEventListener("visibilitychange", stayAwake);

// --- its pace, stopped, and begun again ------------------------------------------------------

const written = new Map(breaths.map((breath) => [breath, lengths(breath)]));
const change = () => Math.min(Math.max(Number(remembered("pace")) || 0, -FURTHEST), FURTHEST);

// A hold gets shorter, never longer than its practice says.
function setPace() {
  for (const [breath, told] of written) {
    for (const [phase, least] of Object.entries(LEAST)) {
      const by = phase in HEARD && phase !== "hold" ? change() : Math.min(change(), 0);
      if (told[phase]) breath.style.setProperty(`--${phase}`, Math.max(told[phase] + by, least));
    }
  }
  if (!pacing) return;
  part("lengths").textContent = Object.values(lengths(shownBreath())).filter(Boolean).join(" · ");
  for (const button of pacing.querySelectorAll("[data-pace]")) {
    button.disabled = change() === FURTHEST * Math.sign(button.dataset.pace);
  }
}

function stand(still, words = "") {
  for (const breath of breaths) breath.classList.toggle("still", still);
  if (!pacing) return;
  part("pacing-status").textContent = words;
  part("stop").hidden = still;
  part("again").hidden = !still;
}

function beginAnew() {
  stand(true);
  void shownBreath().offsetWidth; // the style has to see it standing
  stand(false);
}

for (const what of ["start", "cancel", "end"]) {
  document.addEventListener(`animation${what}`, ({ target }) => {
    if (!breaths.includes(target)) return;
    if (what === "end") stand(true, pacing?.dataset.ended);
    follow();
  });
}

document.querySelectorAll(".paces > details").forEach((other) => {
  other.addEventListener("toggle", () => (setPace(), beginAnew()));
});

pacing?.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  const { pace } = button.dataset;
  if (pace) {
    remember("pace", String(change() + Number(pace)));
    setPace();
    beginAnew();
  } else if (button === part("stop")) {
    stand(true, pacing.dataset.stopped);
    part("again").focus();
  } else if (button === part("again")) {
    beginAnew();
    part("stop").focus();
  } else {
    const what = button === part("sound") ? "sound" : "felt";
    asked[what] = !asked[what];
    button.setAttribute("aria-pressed", asked[what]);
    ear ??= new AudioContext();
    if (!asked.felt) navigator.vibrate?.(0);
    follow();
  }
});

if (part("felt")) part("felt").hidden = !(navigator.vibrate && matchMedia("(any-pointer: coarse)").matches);

// Its room is kept, so that nothing moves under a thumb.
for (const later of document.querySelectorAll("[data-after-breath]")) {
  later.classList.add("waits");
  const times = Number(later.dataset.afterBreath);
  setTimeout(() => later.classList.remove("waits"), 1000 * times * whole(breaths[0]));
}

setPace();
follow();
