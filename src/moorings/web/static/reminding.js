"use strict";
// Reminders on this device: only where somebody asked for them here, only while a page
// is open, and silent two weeks after the notebook was last open. Every page of an open
// notebook says on which days, at which hours and in which words something rings as
// things are. Words are kept here no longer than they can be said.
{
  const KEPT = "reminding";
  const AWAY = 14 * 24 * 3600 * 1000;
  const kept = () => JSON.parse(remembered(KEPT) || "null");
  const keep = (told) => remember(KEPT, told ? JSON.stringify(told) : "");

  const section = document.querySelector("[data-reminding]");
  const { rings, ringsWords: words } = root.dataset;
  const asked = () => {
    const [on, ...at] = rings.split(" ");
    return { words, on, at, until: Date.now() + AWAY };
  };

  // An open notebook is somebody who is here. Where reminders are off, nothing is kept.
  const told = kept();
  if (told && open) keep(rings === undefined ? null : { ...asked(), said: told.said });
  // A notebook that is deleted leaves none of its words to another one in this browser.
  const erasing = document.querySelector("form[action='/settings/erase']");
  erasing?.addEventListener("submit", () => keep(null));

  async function say(words) {
    const worker = await navigator.serviceWorker?.getRegistration();
    const how = { tag: "notebook", body: "" };
    if (worker) worker.showNotification(words, how);
    else new Notification(words, how);
  }

  function look() {
    const each = kept();
    const now = new Date();
    const minute = now.toTimeString().slice(0, 5);
    const day = `${(now.getDay() + 6) % 7}`;
    if (!each) return;
    if (each.until < Date.now()) return keep({ until: 0 });
    if (Notification.permission !== "granted") return;
    if (!each.at.includes(minute) || !each.on.includes(day)) return;
    const here = `${now.toDateString()} ${minute}`;
    if (each.said === here) return;
    keep({ ...each, said: here });
    say(each.words);
  }

  if ("Notification" in window) setInterval(look, 15000);

  if (section) {
    const state = section.querySelector("[data-reminding-state]");
    const start = section.querySelector("[data-reminding-start]");
    const stop = section.querySelector("[data-reminding-stop]");
    const tell = () => {
      const refused = !("Notification" in window) || Notification.permission === "denied";
      const on = !refused && kept() !== null;
      state.textContent = state.dataset[refused ? "refused" : on ? "yes" : "no"];
      start.hidden = on || refused;
      stop.hidden = !on;
    };
    start.addEventListener("click", async () => {
      if ((await Notification.requestPermission()) === "granted") keep(asked());
      tell();
    });
    stop.addEventListener("click", () => {
      keep(null);
      tell();
    });
    tell();
  }
}
