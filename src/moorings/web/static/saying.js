"use strict";
// Writes the sentence back from its parts, and ranks the words that a text hints at:
// the same as moorings.rules.saying and moorings.companion.suggesting do.

const Saying = (() => {
  const SPACES = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+/g;
  const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
  const MOST = 8;
  const filled = (form, word) => form.replace("{word}", () => word);

  // How a text of the person's own is quoted; most need not be.
  function quoting(table, text) {
    const [first] = text;
    const capital = first !== first.toLowerCase() && !table.capitals.includes(text.split(/['\u2019 ]/)[0]);
    const holds = (signs) => [...text].some((sign) => signs.includes(sign));
    if (!capital && !holds(table.marks)) return "";
    return holds(table.double) ? table.inner : table.quote;
  }

  function word(table, slot, said) {
    let text = said.text.replace(SPACES, " ").replace(/^ | $/g, "");
    let each = slot.each ?? "{word}";
    if (!text) return "";
    if (said.own) {
      const quote = quoting(table, text);
      if (RIGHT_TO_LEFT.test(text)) text = `\u2068${text}\u2069`;
      if (quote) [text, each] = [filled(quote, text), slot.quoted || each];
    }
    if (Number.isInteger(said.strength)) text = filled(table.strength.replace("{strength}", said.strength), text);
    return filled(each, text);
  }

  // Parts: {feeling: [{text, own, strength}], …}; nothing said gives an empty text.
  function say(table, parts) {
    const told = [];
    const before = new Set();
    for (const slot of table.slot) {
      const words = [...new Set((parts[slot.part] ?? []).map((said) => word(table, slot, said)).filter(Boolean))];
      const wording = slot.say.find(({ after = [] }) => !after.length || after.some((part) => before.has(part)));
      if (!words.length || !wording) continue;
      const list = [words.slice(0, -1).join(table.comma), words.at(-1)].filter(Boolean).join(table.last);
      told.push(wording.text.replace("{list}", () => list));
      before.add(slot.part);
    }
    return told.join(" ");
  }

  // What stands inside a longer match of the same part says less than that one.
  function outermost(matches) {
    const reached = {};
    return matches.filter(({ part, start, end }) => {
      const [from, to] = reached[part] ?? [-1, -1];
      if (end > to) reached[part] = [start, end];
      return end > to || (start === from && end === to);
    });
  }

  // Of the matches of the table of hints: at most eight words, best first, one a family.
  function suggestions(matches) {
    const named = matches.map((match) => ({ ...match, part: match.rule.split("/")[0], id: match.rule.split("/")[1] }));
    const words = new Map();
    for (const { part, id, kind, start, end } of outermost(named)) {
      const key = `${part}/${id}`;
      const word = words.get(key) ?? { part, id, kind, key, times: 0, span: [start, end] };
      words.set(key, { ...word, times: word.times + 1 });
    }
    const better = (one, other) => other.times - one.times || one.span[0] - other.span[0] || other.span[1] - one.span[1] || (one.key < other.key ? -1 : 1);
    const ranked = [...words.values()].sort(better);
    const families = new Set();
    const best = ranked.filter(({ part, kind }) => families.size < families.add(`${part}/${kind}`).size);
    return best.slice(0, MOST).map(({ part, id, span }) => ({ part, id, span }));
  }

  return { say, suggestions };
})();
