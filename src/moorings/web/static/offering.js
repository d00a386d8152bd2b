"use strict";
// What is not offered just now: a practice that rests, as three ratings in a row were
// higher after it; and from far away everything that looks inward.

const OUTWARD = "orient-outward";

function rest(resting) {
  const offered = [...document.querySelectorAll("[data-practice]")].filter(resting);
  for (const each of offered) {
    if (each.tagName === "A") lookRound(each);
    else each.hidden = true;
  }
}

// A door stays where it is; behind it one looks round.
function lookRound(door) {
  const outward = document.querySelector(`a[data-practice="${OUTWARD}"]`);
  door.setAttribute("href", outward.getAttribute("href"));
  door.querySelector(".quiet").textContent = outward.querySelector(".quiet").textContent;
}

if (remembered("far") && remembered("far") === openMoment()) rest((each) => "inward" in each.dataset);

fetch("/now/own", { cache: "no-store" })
  .then((answer) => answer.json())
  .then(({ rest: named = [] }) => rest((each) => named.includes(each.dataset.practice)))
  .catch(() => null);
