"use strict";
// Reminders on this device: only where somebody asked for them here, only while a page
// is open, and silent two weeks after the notebook was last open. Every page of an open
// notebook says on which days and at which hours something rings as things are.
{
  const KEPT = "reminding";
  const AWAY = 14 * 24 * 3600 * 1000;
  const kept = () => JSON.parse(remembered(KEPT) || "null");
  const keep = (told) => remember(KEPT, told ? JSON.stringify(told) : "");

  const section = document.querySelector("[data-reminding]");
  const { rings } = root.dataset;
  const asked = (words) => {
    const [on, ...at] = rings.split(" ");
    return { words, on, at, until: Date.now() + AWAY };
  };

  // An open notebook is somebody who is here. Where reminders are off, nothing is kept.
  const told = kept();
  if (told && open) keep(rings === undefined ? null : { ...told, ...asked(told.words) });

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
    if (!each || each.until < Date.now() || Notification.permission !== "granted") return;
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
    const { words } = section.dataset;
    if (kept()) keep({ ...asked(words), said: kept().said });
    start.addEventListener("click", async () => {
      if ((await Notification.requestPermission()) === "granted") keep(asked(words));
      tell();
    });
    stop.addEventListener("click", () => {
      keep(null);
      tell();
    });
    tell();
  }
}
