"use strict";
// Says the steps of a practice aloud, and the parts of a breath: only when somebody
// presses for it, and only with a voice that lies on this device. Where there is none,
// tones and vibration stand in. A person's own words are left out unless asked for.
{
  const box = document.querySelector("[data-speaking]");
  const part = (name) => box.querySelector(`[data-${name}]`);
  const SLOW = 0.88;
  const SOFT = 0.8;
  const speech = window.speechSynthesis;
  const language = document.documentElement.lang.split("-")[0];
  let on = false;
  let last = null;
  let ear = null;

  // A voice that is not of this device would send the words away.
  const voice = () =>
    speech?.getVoices().find((each) => each.localService && each.lang.split(/[-_]/)[0] === language);

  function say(text) {
    const known = voice();
    if (!known || !text) return;
    const said = new SpeechSynthesisUtterance(text);
    Object.assign(said, { voice: known, lang: known.lang, rate: SLOW, volume: SOFT });
    speech.speak(said);
  }

  const own = () => part("own")?.checked;
  const wanted = (item) => item.querySelectorAll(own() ? "[data-say], [data-say-own]" : "[data-say]");
  const words = (item) => [...wanted(item)].map((each) => each.textContent.trim()).join(" ");

  function tone() {
    if (navigator.vibrate) navigator.vibrate(80);
    ear ??= new AudioContext();
    const end = ear.currentTime + 1.5;
    const [pitch, soft] = [new OscillatorNode(ear, { frequency: 330 }), new GainNode(ear, { gain: 0.08 })];
    soft.gain.exponentialRampToValueAtTime(0.0001, end);
    pitch.connect(soft).connect(ear.destination);
    pitch.start();
    pitch.stop(end);
  }

  // One step is shown at a time, or all of them: then each is said after the other.
  const items = () => [...document.querySelectorAll(".steps > li")].filter((each) => each.querySelector("[data-say]"));
  const shownNow = () => items().filter((each) => each.getClientRects().length);

  function follow() {
    if (!on) return;
    const shown = shownNow();
    const alone = shown.length === 1 ? shown[0] : null;
    if (!alone || alone === last) return;
    last = alone;
    speech?.cancel();
    if (voice()) say(words(alone));
    else tone();
  }

  function begin() {
    const shown = shownNow();
    const none = !voice();
    const sound = document.querySelector("[data-sound]");
    if (none && !sound && shown.length !== 1 && !document.querySelector("[data-begin]")) {
      turn(false);
      part("told").textContent = box.dataset.nothing;
      return;
    }
    part("told").textContent = none ? box.dataset.none : box.dataset.on;
    if (none && sound?.ariaPressed === "false") sound.click();
    if (shown.length === 1) return follow();
    if (!none && !document.querySelector("[data-begin]")) shown.forEach((each) => say(words(each)));
  }

  function turn(to) {
    on = to;
    last = null;
    speech?.cancel();
    part("speak").setAttribute("aria-pressed", String(on));
    part("told").textContent = "";
    if (on) begin();
  }

  part("speak").addEventListener("click", () => turn(!on));
  document.addEventListener("breath", ({ detail }) => {
    if (!on || !voice()) return;
    speech.cancel();
    say(box.dataset[detail]);
  });
  const watching = new MutationObserver(follow);
  for (const each of items()) watching.observe(each, { attributeFilter: ["hidden"] });
  const stop = () => on && turn(false);
  addEventListener("pagehide", stop);
  addEventListener("keydown", ({ key }) => key === "Escape" && stop());
  document.addEventListener("visibilitychange", () => document.hidden && stop());
  document.addEventListener("submit", stop, true);
  document.addEventListener("click", ({ target }) => target.closest("[data-halt], [data-stop]") && stop());
  speech?.getVoices(); // some browsers look for them only when they are first asked
}
