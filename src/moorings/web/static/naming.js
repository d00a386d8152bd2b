"use strict";
// Naming what is here, one part on the screen at a time, in the order that was chosen.
// Each part is kept when the next one comes; what stands on the screen is sealed as it
// changes, so that leaving at once loses nothing.
{
  const naming = document.querySelector("[data-naming]");
  const [words, way, line, status, fits, people] = ["[data-parts]", "[data-way]", "#line", "[data-moment-status]", "[data-fits]", "[data-people]"].map((each) => naming.querySelector(each));
  const screens = new Map([...naming.querySelectorAll("[data-screen]")].map((each) => [each.dataset.screen, each]));
  const places = naming.querySelectorAll(".outline > *");
  const familyOf = (place) => words.querySelector(`[data-family="${place.dataset.place}"]`);
  const table = JSON.parse(naming.dataset.sentence);
  const FEW = 4;

  let [here, order] = ["begin", []];
  let [mending, steady] = [false, false];
  const accepted = new Set();
  const mirrored = new Map();

  // --- what was given, and keeping it -----------------------------------------------------

  const ticked = (within) => [...within.querySelectorAll("input:checked")];
  const typed = (part) => (naming.querySelector(`#own-${part}`)?.value ?? "").trim().replace(/\s+/g, " ");

  function given(part) {
    const told = ticked(screens.get(part)).map((input) => ({ text: input.dataset.phrase ?? input.nextElementSibling.textContent, own: "own" in input.dataset }));
    return typed(part) ? [...told, { text: typed(part), own: true }] : told;
  }

  const sentence = () => Saying.say(table, Object.fromEntries(Object.keys(PARTS).map((part) => [part, given(part)])));

  // A word of one's own that was kept has a name already, and does not come twice.
  const named = new Map();
  let ready = null;

  function fieldsOf(screen) {
    const fields = new FormData();
    fields.set("step", screen === "line" ? "note" : "naming");
    if (screen === "line") fields.set("text", line.value);
    for (const { name, value } of ticked(screen === "fit" ? words : screens.get(screen))) if (name) fields.append(name, value);
    const own = typed(screen);
    const known = named.get(`${screen} ${own}`);
    if (own) fields.append(known ? PARTS[screen] : `own-${screen}`, known ?? own);
    return fields;
  }

  async function keep() {
    if (!ready) return "nothing";
    const { fields, sealing } = ready;
    ready = null;
    const sealed = await sealing.catch(() => null);
    for (const step of sealed?.steps ?? []) if (step.kind === "word") named.set(`${step.part} ${step.text}`, step.id);
    let outcome = "nowhere";
    const told = (what) => (status.textContent = status.dataset[(outcome = what)]);
    await keepStep(fields, told, sealing).catch(() => told("nowhere"));
    return outcome;
  }

  unfinished.save = keep;

  words.addEventListener("input", () => {
    for (const place of places) place.classList.toggle("felt", ticked(familyOf(place)).length > 0);
    const fields = fieldsOf(here);
    ready = here === "line" && !line.value.trim() ? null : { fields, sealing: sealStep(fields) };
    ready?.sealing.catch(() => null);
  });

  // --- from screen to screen --------------------------------------------------------------

  function show(name, remembering = true) {
    here = name;
    for (const [each, screen] of screens) screen.hidden = each !== name;
    for (const family of words.querySelectorAll(".family[open]")) family.open = false;
    way.hidden = name === "begin";
    way.lastElementChild.hidden = ["said", "again", "forecast"].includes(name) || !sentence();
    naming.querySelector("#sentence").textContent = sentence();
    for (const row of naming.querySelectorAll("[data-part-again]")) {
      row.querySelector(".quiet").textContent = given(row.dataset.partAgain).map(({ text }) => text).join(", ");
      row.parentElement.hidden = !isAsked(row.dataset.partAgain);
    }
    if (remembering) history.pushState({ screen: name }, "");
    screens.get(name).focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  function isAsked(name) {
    if (name === "body") return !inThisMoment("far");
    const offered = { fit: fits, people }[name];
    return !offered || offered.childElementCount > 0;
  }

  async function onward() {
    const left = here;
    const kept = keep();
    // People come first; what was written is kept, and the way from there is another.
    if (naming.matches(".answering")) return (await kept) === "nowhere" || words.reset();
    if (left === "line") await findWords();
    if (left === "fit") for (const part of Object.keys(PARTS)) if (given(part).length) accepted.add(part);
    const rest = mending ? [] : order.slice(order.indexOf(left) + 1);
    const next = rest.find((name) => isAsked(name) && !accepted.has(name)) ?? "said";
    return next === "said" && !sentence() ? location.assign("/now/choose") : show(next);
  }

  function leaveOut() {
    const left = ticked(screens.get(here));
    for (const input of [...left, ...left.flatMap((each) => mirrored.get(each) ?? [])]) input.checked = false;
    for (const each of screens.get(here).querySelectorAll("textarea, .own-word input")) each.value = "";
    ready = null;
    onward();
  }

  const press = (what, act) => naming.querySelectorAll(what).forEach((each) => each.addEventListener("click", () => act(each.dataset)));
  press("[data-leave-out]", leaveOut);
  press("[data-yes]", ({ yes }) => (steady || inThisMoment("real") ? location.assign(yes) : show("forecast")));
  press("[data-not-quite]", () => show("again"));
  press("[data-back]", () => history.back());
  press("[data-enough]", () => (keep(), show("said")));
  press("[data-order]", (told) => {
    [order, mending] = [told.order.split(" "), false];
    show(order.find(isAsked));
  });
  press("[data-part-again]", ({ partAgain }) => show(partAgain, (mending = true)));
  addEventListener("popstate", ({ state }) => {
    keep();
    if (screens.has(state?.screen)) show(state.screen, false);
  });
  words.addEventListener("submit", (event) => {
    event.preventDefault();
    // Two taps on one screen are one; a key in a field has pressed no button of its screen.
    const { activeElement: held } = document;
    if (screens.get(here).contains(event.submitter) || held.matches(".own-word input")) onward();
  });

  // --- families, places, and what is one's own ----------------------------------------------

  for (const place of places) place.addEventListener("click", () => familyOf(place).firstElementChild.click());

  for (const more of naming.querySelectorAll("[data-more-families]")) {
    const families = [...more.closest("[data-screen]").querySelectorAll(".family")];
    const turn = (from) => families.forEach((family, at) => (family.hidden = at < from || at >= from + FEW));
    let from = 0;
    more.parentElement.hidden = families.length <= FEW;
    more.addEventListener("click", () => {
      from = from + FEW < families.length ? from + FEW : 0;
      turn(from);
      families[from].firstElementChild.focus();
    });
    turn(from);
  }

  function chip(within, name, value, text, type = "checkbox") {
    const [label, input, word, inside] = ["label", "input", "span", "bdi"].map((tag) => document.createElement(tag));
    Object.assign(input, { type, name, value });
    label.className = "chip";
    inside.textContent = text;
    word.append(inside);
    label.append(input, word);
    within.append(label);
    within.hidden = false;
    return input;
  }

  async function findWords() {
    fits.replaceChildren();
    const hints = await fetch(naming.dataset.hints).then((answer) => answer.json()).catch(() => null);
    const found = hints ? Saying.suggestions(new Rules(hints).matches(line.value)) : [];
    for (const { part, id } of found) {
      const word = words.querySelector(`[name="${PARTS[part]}"][value="${id}"]`);
      if (!word || !isAsked(part)) continue;
      const mirror = chip(fits, "", id, word.nextElementSibling.textContent);
      mirror.checked = word.checked;
      mirrored.set(mirror, word);
      mirror.addEventListener("input", () => (word.checked = mirror.checked));
    }
  }

  own.then((mine) => {
    if (!mine.open) return;
    steady = mine.steady;
    for (const { id, name } of mine.people) chip(people, "people", id, name);
    for (const [part, list] of Object.entries(mine.words)) {
      const type = part === "trigger" ? "radio" : "checkbox";
      for (const { id, text } of list) chip(words.querySelector(`[data-own="${part}"]`), PARTS[part], id, text, type).dataset.own = "";
    }
  });

  naming.querySelector('[data-order^="body"]').hidden = !isAsked("body");
  history.replaceState({ screen: "begin" }, "");
  for (const [each, screen] of screens) screen.hidden = each !== "begin";
}
