"use strict";
// Choosing, waiting, asking, going and coming back: what their pages do with script.
{
  const MINUTE = 60000;
  const LONGEST = 1440;
  const all = (what, within = document) => [...within.querySelectorAll(what)];

  // --- how long ---------------------------------------------------------------------------

  const filled = (words, value) => words.replace("{}", value);
  const tomorrow = document.querySelector("[data-tomorrow]")?.dataset.tomorrow ?? "{}";
  const named = (at) => {
    const hour = at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    return at.getDate() === new Date().getDate() ? hour : filled(tomorrow, hour);
  };
  const minutesTo = (at) => Math.max(1, Math.min(Math.ceil((at - Date.now()) / MINUTE), LONGEST));
  // An hour that is easy to say: to the next five minutes.
  const after = (minutes) => new Date(Math.ceil((Date.now() + minutes * MINUTE) / (5 * MINUTE)) * 5 * MINUTE);

  for (const field of all("[data-morning]")) {
    const morning = new Date(new Date().setHours(8, 0, 0, 0));
    if (morning < Date.now() + MINUTE) morning.setDate(morning.getDate() + 1);
    field.value = minutesTo(morning);
  }
  for (const place of all("[data-hour-of]")) place.textContent = named(after(place.dataset.hourOf));
  for (const field of all("[data-moment-name]")) field.value ||= openMoment();

  for (const form of all("form[data-waits]")) {
    let back = null;
    const say = () => {
      const chosen = form.querySelector("[name=minutes]:checked");
      back = after(chosen.value);
      for (const place of all("[data-hour]", form)) place.textContent = named(back);
      for (const place of all("[data-long]", form)) place.textContent = chosen.dataset.words;
    };
    if (form.querySelector("[data-hour]")) {
      say();
      form.addEventListener("change", say);
    }
    // What was said is what is kept: the hour that stands in the sentence.
    form.addEventListener("formdata", ({ formData }) => {
      if (formData.get("unwanted")) formData.delete("minutes");
      else if (back) formData.set("minutes", minutesTo(back));
      remember(form.dataset.waits, `${Date.now()} ${Date.now() + Number(formData.get("minutes")) * MINUTE}`);
    });
  }

  // --- until then -------------------------------------------------------------------------

  let sound = null;
  for (const box of all("[data-tone]")) box.addEventListener("change", () => (sound = box.checked ? new AudioContext() : null));

  const chime = () => {
    const [tone, swell] = [sound.createOscillator(), sound.createGain()];
    swell.gain.setValueCurveAtTime([0, 0.08, 0.05, 0.02, 0], sound.currentTime, 3);
    tone.connect(swell).connect(sound.destination);
    tone.start();
    tone.stop(sound.currentTime + 3);
  };

  for (const timer of all("[data-timer]")) {
    const { span, timer: name, hourWords, leftWords, beenWords, units } = timer.dataset;
    const [from, until] = (span ?? remembered(name)).split(" ").map(Number);
    if (!(until > Date.now() - LONGEST * MINUTE)) continue;
    const [hour, minute] = units.split(" ");
    const long = (time) => (time < 60 ? `${time}\u00a0${minute}` : `${Math.floor(time / 60)}\u00a0${hour} ${time % 60}\u00a0${minute}`);
    const say = (part, words, value) => (timer.querySelector(`[data-${part}]`).textContent = value ? filled(words, value) : "");
    const tick = () => {
      const [left, been] = [Math.ceil((until - Date.now()) / MINUTE), Math.floor((Math.min(Date.now(), until) - from) / MINUTE)];
      const over = left <= 0;
      say("left", leftWords, !over && long(left));
      say("been", beenWords, beenWords && been > 0 && long(been));
      for (const each of all("[data-before]")) each.hidden = over;
      for (const each of all("[data-over]")) each.hidden = !over;
      if (over) clearInterval(ticking);
      if (over && sound) chime();
    };
    const ticking = setInterval(tick, 1000);
    say("until", hourWords, named(new Date(until)));
    timer.hidden = false;
    tick();
  }

  // --- one need in four parts; the same as library/airlock.py ---------------------------------

  const led = ({ value, dataset: { lead } }) => {
    const plain = value.replace(/\s+/g, " ").replace(/^[ .,:;!?…]+|[ .,:;!?…]+$/g, "");
    return !plain || `${plain} `.toLowerCase().startsWith(`${lead.toLowerCase()} `) ? plain : `${lead} ${plain}`;
  };
  const sentence = (parts) => parts.map(led).filter(Boolean).join(" ").replace(/.$/, "$&.").replace(/^./, (first) => first.toUpperCase());

  for (const need of all("[data-need]")) {
    const parts = all("[data-lead]", need);
    need.addEventListener("input", () => {
      const said = [sentence(parts.slice(0, 3)), sentence(parts.slice(3))].filter(Boolean).join(" ");
      need.querySelector("[data-need-said]").textContent = said;
      for (const field of all("[data-need-text]")) field.value = said;
      for (const each of all("[data-when-said]")) each.hidden = !said;
    });
  }

  // --- a text that is held; its marks are those of library/airlock.py --------------------------

  const text = document.getElementById("text");
  for (const button of all("[data-put]")) {
    button.addEventListener("click", () => {
      const words = document.getElementById(button.dataset.put).textContent;
      text.value = [text.value.trim(), words].filter(Boolean).join("\n\n");
      text.dispatchEvent(new Event("change"));
      text.focus();
    });
  }

  function marksOf(rules, words, [few, many, parts]) {
    const found = rules.matches(words);
    const said = new Map();
    const mark = (kind, ...spans) => said.set(kind, new Set([...(said.get(kind) ?? []), ...spans]));
    for (const { gives, kind, start, end } of found) if (gives === "mark") mark(kind, words.slice(start, end));
    const [asks, requests] = ["asks", "request"].map((label) => found.filter(({ gives }) => gives === label).length);
    const count = words.split(/\s+/).filter(Boolean).length;
    if (words.split(/\n\s*\n/).filter((part) => part.trim()).length >= parts || count > many) mark("several");
    if (requests > 1) mark("requests");
    if (!asks && !requests && !words.includes("?") && count >= few) mark("no-request");
    return said;
  }

  for (const section of all("[data-marks]")) {
    const list = section.querySelector("ul");
    const limits = section.dataset.limits.split(" ").map(Number);
    const letBe = new Set();
    let waiting = null;
    const item = ([kind, words], at) => {
      const made = section.querySelector("template").content.querySelector(`[data-kind="${kind}"]`).cloneNode(true);
      if (words.size) made.querySelector("summary span").textContent = [...words].map((each) => `“${each}”`).join(" · ");
      made.firstElementChild.open = !at;
      return made;
    };
    const look = async () => {
      waiting = clearTimeout(waiting);
      const tables = await tablesFrom(section.dataset.marks);
      if (!tables) return;
      // Where words mean danger, people come first, and nothing is reworded.
      const grave = danger(tables.danger, text.value).outcome === "crisis";
      const marks = [...marksOf(tables.airlock, text.value, limits)].filter(([kind]) => !letBe.has(kind));
      list.replaceChildren(...marks.map(item));
      for (const offer of all("[data-offers]")) offer.hidden = grave || (offer === section && !marks.length);
      // Where people have the screen already they keep it.
      for (const quiet of all(":not(.answering) > [data-heeding]")) {
        quiet.hidden = !grave;
        for (const part of quiet.children) part.hidden = part.dataset.heard !== "note";
      }
    };
    // Not while one writes: after a rest, or on leaving the field. What then appears must
    // not push a button from under a finger that is just pressing it.
    const after = (time) => clearTimeout(waiting) ?? (waiting = setTimeout(look, time));
    text.addEventListener("input", () => after(1500));
    text.addEventListener("change", () => after(500));
    addEventListener("click", () => waiting && after(0));
    list.addEventListener("click", ({ target }) => {
      if (!target.closest("[data-let-be]")) return;
      letBe.add(target.closest("[data-kind]").dataset.kind);
      look();
      text.focus();
    });
  }
}
