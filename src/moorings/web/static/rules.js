"use strict";
// Runs the tables of rules.json as moorings.rules does; see docs/reference/rules.md.

const Rules = (() => {
  const SIGNS = [
    String.raw`L{2,}(?:['*@$!]+L+)*|L(?:[ .*\/_\-]L){2,30}(?!L|')|L(?:['*@$!]+L+)*`,
    String.raw`\.\.+|[.?!;]+|\n\s*\n\s*|[,:()"—\n¿¡]+|(?<= )-+(?= )|[\u2600-\u27bf\u{1f300}-\u{1faff}]`,
  ];
  const TOKEN = new RegExp(SIGNS.join("|").replaceAll("L", "[\\p{L}\\p{N}]"), "gu");
  const [SPACED, INNER] = [/[ .*/_-]/, /[*@$!]+/];
  const same = (signs, plain) => [...signs].map((sign, at) => [sign, plain[at] ?? plain]);
  const ALIKE = new Map([same("’‘ʼ´`′", "'"), same("“”„«»‟", '"'), same("–—―", "—"), same("\u2028\u2029", "\n")].flat());
  const LEET = ["oieastasi", "oleastasl"].map((letters) => new Map([...same("013457@$!", letters), ["*", ""]]));
  const [NOTHING, CLAUSE, SENTENCE] = [0, 1, 2];
  const [LONG, LONGEST, LONGEST_WORD] = [120, 240, 40];

  function plain(sign) {
    if (sign <= "\x7f") return sign.toLowerCase();
    return ALIKE.get(sign) ?? sign.normalize("NFKD").toLowerCase().replace(/[\p{Mn}\p{Cf}]/gu, "");
  }

  const touch = (spans, [from, to]) => spans.some(([start, end]) => start < to && from < end);
  const highest = (bits) => bits.toString(2).length - 1;
  const lowest = (bits) => highest(bits & -bits);
  const shortened = (word) => [word, ...[...word].map((_, at, signs) => signs.toSpliced(at, 1).join(""))];

  // What may have been meant by a word with noise in it, likeliest first.
  function forms(token) {
    const found = [token];
    if (/(.)\1\1/su.test(token)) {
      found.push(token.replace(/(.)\1\1+/gsu, "$1$1"), token.replace(/(.)\1\1+/gsu, "$1"), token.replace(/(.)\1+/gsu, "$1"));
    }
    if (/[0-9*@$!]/.test(token) && !/^\p{Nd}+$/u.test(token)) {
      found.push(...LEET.map((letters) => [...token].map((sign) => letters.get(sign) ?? sign).join("")));
    }
    return found;
  }

  // One sentence. A set of places between words is one whole number.
  class Sentence {
    constructor({ nodes, patterns }, entries, first) {
      Object.assign(this, { nodes, patterns, owners: [], where: new Map(), known: new Map() });
      let closed = 0n;
      for (const [number, entry] of entries.entries()) {
        for (const words of entry.slots) {
          const here = 1n << BigInt(this.owners.length);
          for (const word of words) this.where.set(word, (this.where.get(word) ?? 0n) | here);
          if (entry.ends) closed |= here;
          this.owners.push(first + number);
        }
      }
      const last = 1n << BigInt(this.owners.length);
      Object.assign(this, { all: last - 1n, open: (last - 1n) & ~closed, edges: { "^": (closed << 1n) | 1n, $: closed | last } });
    }

    spans(patterns) {
      if (!this.known.has(patterns)) this.known.set(patterns, patterns.flatMap((pattern) => this.found(pattern)));
      return this.known.get(patterns);
    }

    found(pattern) {
      const [node, needed] = this.patterns[pattern];
      if (!needed.every((word) => this.nodes[word][1].some((each) => this.where.has(each)))) return [];
      const found = [];
      for (let starts = this.run(node, this.run(node, this.all | (this.all + 1n)), true); starts; ) {
        const end = highest(this.run(node, starts & -starts));
        found.push([lowest(starts), end]);
        starts = (starts >> BigInt(end)) << BigInt(end);
      }
      return found;
    }

    run(number, places, back = false) {
      const [sign, words, parts] = this.nodes[number];
      const step = (mask) => (back ? (places >> 1n) & mask : (places & mask) << 1n);
      if (!places) return 0n;
      if (sign === "word") return step(words.reduce((mask, word) => mask | (this.where.get(word) ?? 0n), 0n));
      if (sign === "row") return (back ? parts.toReversed() : parts).reduce((reached, part) => this.run(part, reached, back), places);
      if (sign === "one" || sign === "maybe") {
        return parts.reduce((reached, part) => reached | this.run(part, places, back), sign === "maybe" ? places : 0n);
      }
      if (sign !== "gap" && sign !== "over") return places & this.edges[sign];
      for (let count = parts[0]; count; count -= 1) places |= step(sign === "over" ? this.all : this.open);
      return places;
    }

    clause([start, end]) {
      return [highest(this.edges["^"] & ((2n << BigInt(start)) - 1n)), end + lowest(this.edges.$ >> BigInt(end))];
    }
  }

  return class {
    constructor(program) {
      const words = new Set(program.nodes.flatMap((node) => node[1]));
      const near = [...words].filter((word) => word.endsWith("~")).sort().map((word) => word.slice(0, -1));
      const alike = new Map(near.flatMap((word) => shortened(word).map((form) => [form, word])));
      Object.assign(this, { program, words, alike, spell: new Map(Object.entries(program.spell)), seen: new Map() });
    }

    // The known words that one plain word counts as.
    lexemes(word, near = true) {
      const signs = [...word];
      const starts = signs.slice(0, LONGEST_WORD).map((_, at) => `${signs.slice(0, at + 1).join("")}*`);
      const found = [word, ...starts.slice(2)].filter((each) => this.words.has(each));
      if (!near || signs.length < 5 || signs.length >= LONGEST_WORD) return found;
      return [...found, ...new Set(shortened(word).flatMap((form) => (this.alike.has(form) ? [`${this.alike.get(form)}~`] : [])))];
    }

    spelt(token) {
      if (this.spell.has(token)) return this.spell.get(token).split(" ");
      if (!token.includes("'")) return [token];
      const [ending, means] = Object.entries(this.program.endings).find(([each]) => token.endsWith(each) && token !== each) ?? [];
      return ending ? [...this.spelt(token.slice(0, -ending.length)), means] : this.spelt(token.replaceAll("'", ""));
    }

    knows(form) {
      return this.spell.has(form) || this.spelt(form).some((word) => this.lexemes(word, false).length);
    }

    // Spells a token out, once what stands in its way is cleared.
    read(token) {
      const each = (parts) => parts.flatMap((part) => this.spelt(part));
      const letters = token.split(SPACED);
      if (letters.length > 2 && letters.every((letter) => [...letter].length === 1)) {
        const rest = letters.slice(1).join("");
        if (this.knows(letters[0] + rest)) return this.spelt(letters[0] + rest);
        return this.knows(rest) ? [letters[0], ...this.spelt(rest)] : each(letters);
      }
      if ([...token].length > LONGEST_WORD) return [token];
      const all = forms(token);
      const meant = all.find((form) => this.spell.has(form) || this.words.has(form)) ?? all.find((form) => this.knows(form));
      return meant || !INNER.test(token) ? this.spelt(meant ?? token) : each(token.split(INNER));
    }

    entry(token) {
      const made = (words, ends) => ({ slots: words.map((word) => this.lexemes(word)), ends });
      if (/^[\p{L}\p{N}]/u.test(token)) return made(this.read(token), this.program.joins.includes(token) ? CLAUSE : NOTHING);
      if (this.spell.has(token)) return made(this.spelt(token), NOTHING);
      if (/^([?!;]|\.$)/.test(token)) return { slots: [[[..."?!"].find((sign) => token.includes(sign)) ?? "."]], ends: SENTENCE };
      if (!'.,:()"—-¿¡\n'.includes(token[0])) return { slots: [], ends: NOTHING };
      return { slots: [token.includes('"') ? ['"'] : []], ends: token.split("\n").length > 2 ? SENTENCE : CLAUSE };
    }

    sentences(folded) {
      const cut = [[]];
      for (const token of folded.match(TOKEN) ?? []) {
        if (!this.seen.has(token)) this.seen.set(token, this.entry(token));
        const [entry, here] = [this.seen.get(token), cut.at(-1)];
        here.push(entry);
        if (entry.ends === SENTENCE || (entry.ends && here.length > LONG) || here.length >= LONGEST) cut.push([]);
      }
      let first = 0;
      return cut.map((entries) => new Sentence(this.program, entries, (first += entries.length) - entries.length));
    }

    // What a match gives in the end; undefined where something takes it away.
    label(sentences, here, rule, span) {
      const said = ({ say, unless }, at) => (sentences[at]?.spans(unless).length ? [] : (sentences[at]?.spans(say) ?? []));
      const acts = (turn) => {
        if (turn.reach === "match") return touch(said(turn, here), span);
        if (turn.reach === "clause") return touch(said(turn, here), sentences[here].clause(span));
        const near = { sentence: [here], near: [here - 1, here, here + 1], text: [...sentences.keys()] };
        return near[turn.reach].some((at) => said(turn, at).length);
      };
      if (touch(sentences[here].spans(rule.unless), span)) return undefined;
      const labels = rule.turns.map((number) => this.program.turns[number]).filter(acts).map((turn) => turn.gives);
      return labels.includes("") ? undefined : (labels.at(-1) ?? rule.gives);
    }

    matches(text) {
      const folded = [...text].map(plain).join("");
      const origins = [];
      let at = 0;
      for (const sign of text) {
        origins.push(...Array(plain(sign).length).fill([at, (at += sign.length)]));
      }
      const sentences = this.sentences(folded);
      const where = [...folded.matchAll(TOKEN)].map(({ index, 0: { length } }) => [origins[index][0], origins[index + length - 1][1]]);
      const found = sentences.flatMap((sentence, here) => this.program.rules.flatMap((rule) => {
        let reached = 0;
        const spans = sentence.spans(rule.say).toSorted((one, other) => one[0] - other[0] || other[1] - one[1]);
        return spans.flatMap(([start, end]) => {
          if (start < reached) return [];
          reached = end;
          const gives = this.label(sentences, here, rule, [start, end]);
          const [first, last] = [where[sentence.owners[start]][0], where[sentence.owners[end - 1]][1]];
          return gives === undefined ? [] : [{ rule: rule.id, start: first, end: last, gives, kind: rule.kind }];
        });
      }));
      return found.sort((one, other) => one.start - other.start || other.end - one.end || (one.rule < other.rule ? -1 : 1));
    }
  };
})();

// The gravest of what danger words give: {outcome, kind}.
function danger(rules, text) {
  const matches = rules.matches(text);
  const worst = matches.find((match) => match.gives === "crisis") ?? matches[0];
  return worst ? { outcome: worst.gives, kind: worst.kind } : { outcome: "nothing", kind: null };
}

// The tables of a page, read once: null where they cannot come, and undefined where they
// do not come within two seconds. A page goes on without them.
const tablesFrom = (() => {
  const PATIENT = 2000;
  const coming = new Map();
  const read = async (source) => {
    const told = await (await fetch(source)).json();
    return { airlock: new Rules(told.airlock), danger: new Rules(told.danger) };
  };
  return (source) => {
    if (!coming.has(source)) coming.set(source, read(source).catch(() => (coming.delete(source), null)));
    return Promise.race([coming.get(source), new Promise((done) => setTimeout(done, PATIENT))]);
  };
})();
