"use strict";
// Pictures out of the export below, and a search; the page is whole without either.
{
  const { blobs } = JSON.parse(document.getElementById("notebook").textContent);
  for (const picture of document.querySelectorAll("img[data-blob]")) {
    const found = Object.hasOwn(blobs, picture.dataset.blob) && blobs[picture.dataset.blob];
    const kind = /^image\/(jpeg|png|webp|gif)$/.test(picture.dataset.kind);
    if (!found || !kind) continue;
    picture.src = `data:${picture.dataset.kind};base64,${found}`;
    picture.hidden = false;
  }

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const items = [...document.querySelectorAll("article")].map((each) => [each, plain(each.textContent)]);
  const words = document.getElementById("words");
  words.addEventListener("input", () => {
    const wanted = plain(words.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [item, text] of items) {
      item.hidden = !wanted.every((word) => text.includes(word));
      shown += !item.hidden;
    }
    for (const section of document.querySelectorAll("section")) {
      section.hidden = !section.querySelector("article:not([hidden])");
      // The list above leads to what was found, and says how often; then it is short.
      const link = document.querySelector(`a[href="#${section.id}"]`);
      link.parentElement.hidden = section.hidden;
      link.querySelector("span").textContent = section.querySelectorAll("article:not([hidden])").length;
    }
    document.getElementById("none").hidden = shown > 0;
  });
  document.querySelector(".search").hidden = false;
}
