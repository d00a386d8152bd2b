"use strict";
// Words that may mean danger are answered in the page at once, also without the program.
// They are kept in any case; that they were heeded is kept nowhere.
{
  const answer = document.querySelector("[data-heeding]");
  const source = document.currentScript.dataset.rules;
  const PLACES = { "wish-to-die": "talk", "being-hurt": "hurt", "fear-of-hurting-someone": "harm", "worry-for-another": "harm" };

  // The tables come once somebody begins to write; keeping waits for them no longer.
  const rules = () => tablesFrom(source);
  addEventListener("input", rules, { once: true });

  const typed = (form) =>
    [...form.elements]
      .filter(({ name }) => name === "text" || name.startsWith("own-"))
      .map((field) => field.value.trim())
      .filter(Boolean)
      .join("\n");

  const heeded = new WeakSet();
  const heed = async (event) => {
    const { target: form, submitter } = event;
    if (!answer || heeded.delete(form) || !typed(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const tables = await rules();
    if (tables) show(danger(tables.danger, typed(form)), form);
    // What did not come in time is read by the program, which answers a plain form.
    if (tables === undefined) form.dataset.plain = "yes";
    // While a form is being sent it hears of no other wish to be sent.
    await new Promise((done) => setTimeout(done));
    heeded.add(form);
    form.requestSubmit(submitter);
  };
  addEventListener("submit", heed, true);

  // From words that mean danger nothing leads on to a wait: they are kept, and people come.
  const goOn = async (event) => {
    const button = event.target.closest("[data-further]");
    const form = button?.form;
    if (!answer || !form || heeded.delete(button) || !typed(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const tables = await rules();
    if (tables && danger(tables.danger, typed(form)).outcome === "crisis") {
      for (const length of form.querySelectorAll("[name=minutes]")) length.disabled = true;
      form.requestSubmit();
    } else {
      heeded.add(button);
      button.click();
    }
  };
  addEventListener("click", goOn, true);

  // People first: they have the screen to themselves, and it goes on when asked.
  const show = ({ outcome, kind }, form) => {
    answer.hidden = outcome === "nothing";
    for (const part of answer.children) part.hidden = part.dataset.heard !== outcome;
    for (const link of answer.querySelectorAll(".button")) link.hidden = link.dataset.place !== (PLACES[kind] ?? "");
    if (outcome !== "crisis") return;
    const { next } = form.elements;
    if (next) next.disabled = true;
    answer.parentElement.classList.add("answering");
    answer.querySelector("[tabindex]").focus();
    answer.querySelector("[data-go-on]").onclick = (event) => {
      if (next && !typed(form)) return;
      event.preventDefault();
      answer.hidden = true;
      if (next) next.disabled = false;
      answer.parentElement.classList.remove("answering");
    };
  };
}
