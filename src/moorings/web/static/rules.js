"use strict";
// Runs the tables of rules.json: the same as moorings.rules does, part by part.
// docs/reference/rules.md says what a pattern means.

const Rules = (() => {
  const TOKEN = new RegExp(
    [
      String.raw`[\p{L}\p{N}](?:[ .*\/_\-][\p{L}\p{N}]){2,30}(?![\p{L}\p{N}'])`,
      String.raw`[\p{L}\p{N}]+(?:['*@$!]+[\p{L}\p{N}]+)*`,
      String.raw`\.\.+|[.?!;]+|\n\s*\n\s*|[,:()"—\n¿¡]+|(?<= )-+(?= )`,
      String.raw`[\u2600-\u27bf\u{1f300}-\u{1faff}]`,
    ].join("|"),
    "gu",
  );
  const ALIKE = new Map([
    ...[..."’‘ʼ´`′"].map((sign) => [sign, "'"]),
    ...[..."“”„«»‟"].map((sign) => [sign, '"']),
    ...[..."–—―"].map((sign) => [sign, "—"]),
    ...[..."\u2028\u2029"].map((sign) => [sign, "\n"]),
  ]);
  const LEET = ["oieastasi", "oleastasl"].map((letters) => new Map([..."013457@$!"].map((sign, at) => [sign, letters[at]]).concat([["*", ""]])));
  const INNER = /[*@$!]+/;
  const [NOTHING, CLAUSE, SENTENCE] = [0, 1, 2];
  const LONGEST_WORD = 40;

  const plain = (sign) => ALIKE.get(sign) ?? sign.normalize("NFKD").toLowerCase().replace(/[\p{Mn}\p{Cf}]/gu, "");
  const foldAll = (text) => text.replace(/[^\x00-\x7f]/gu, plain).toLowerCase();
  const shortened = (word) => [word, ...[...word].map((_, at) => word.slice(0, at) + word.slice(at + 1))];
  const touch = (spans, [from, to]) => spans.some(([start, end]) => start < to && from < end);
  const highest = (bits) => bits.toString(2).length - 1;
  const lowest = (bits) => highest(bits & -bits);

  function* forms(token) {
    if (/(.)\1\1+/su.test(token)) {
      yield token.replace(/(.)\1\1+/gsu, "$1$1");
      yield token.replace(/(.)\1\1+/gsu, "$1");
      yield token.replace(/(.)\1+/gsu, "$1");
    }
    if (/[0-9*@$!]/.test(token) && !/^\p{Nd}+$/u.test(token)) {
      for (const letters of LEET) yield [...token].map((sign) => letters.get(sign) ?? sign).join("");
    }
  }

  // One sentence: a set of places between words is one whole number.
  class Sentence {
    constructor({ nodes, patterns }, entries, first) {
      Object.assign(this, { nodes, patterns, owners: [], where: new Map(), known: new Map() });
      let closed = 0n;
      entries.forEach((entry, number) => {
        for (const words of entry.slots) {
          const here = 1n << BigInt(this.owners.length);
          for (const word of words) this.where.set(word, (this.where.get(word) ?? 0n) | here);
          if (entry.ends) closed |= here;
          this.owners.push(first + number);
        }
      });
      const last = 1n << BigInt(this.owners.length);
      this.all = last - 1n;
      this.open = this.all & ~closed;
      this.edges = { "^": (closed << 1n) | 1n, $: closed | last };
    }

    spans(pattern) {
      if (!this.known.has(pattern)) this.known.set(pattern, this.found(...this.patterns[pattern]));
      return this.known.get(pattern);
    }

    found(node, needed) {
      if (!needed.every((word) => this.nodes[word][1].some((each) => this.where.has(each)))) return [];
      let starts = this.run(node, this.run(node, this.all | (this.all + 1n)), true);
      const found = [];
      while (starts) {
        const first = lowest(starts);
        const end = highest(this.run(node, 1n << BigInt(first)));
        found.push([first, end]);
        starts = (starts >> BigInt(end)) << BigInt(end);
      }
      return found;
    }

    run(number, places, back = false) {
      if (!places) return 0n;
      const [sign, words, parts] = this.nodes[number];
      const step = (mask) => (back ? (places >> 1n) & mask : (places & mask) << 1n);
      if (sign === "word") return step(words.reduce((mask, word) => mask | (this.where.get(word) ?? 0n), 0n));
      if (sign === "row") return (back ? parts.toReversed() : parts).reduce((reached, part) => this.run(part, reached, back), places);
      if (sign === "one" || sign === "maybe") return parts.reduce((reached, part) => reached | this.run(part, places, back), sign === "maybe" ? places : 0n);
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
      const ending = (sign) => [...words].filter((word) => word.endsWith(sign)).map((word) => word.slice(0, -1)).sort();
      const near = new Map(ending("~").flatMap((word) => shortened(word).map((form) => [form, word])));
      Object.assign(this, { program, words, near, starts: new Set(ending("*")), entries: new Map() });
      this.spoken = new Map();
      for (const rule of program.rules) for (const pattern of rule.say) this.spoken.set(pattern, [...(this.spoken.get(pattern) ?? []), rule]);
    }

    lexemes(word, alike = true) {
      const signs = [...word];
      const found = this.words.has(word) ? [word] : [];
      for (let end = 3; end <= Math.min(signs.length, LONGEST_WORD); end += 1) {
        const start = signs.slice(0, end).join("");
        if (this.starts.has(start)) found.push(`${start}*`);
      }
      if (!alike || signs.length < 5 || signs.length >= LONGEST_WORD) return found;
      const near = shortened(word).map((form) => this.near.get(form)).filter(Boolean);
      return [...found, ...new Set(near.map((each) => `${each}~`))];
    }

    spelt(token) {
      const { spell, endings } = this.program;
      if (Object.hasOwn(spell, token)) return spell[token].split(" ");
      if (!token.includes("'")) return [token];
      const ending = Object.keys(endings).find((each) => token.endsWith(each) && token !== each);
      return ending ? [...this.spelt(token.slice(0, -ending.length)), endings[ending]] : this.spelt(token.replaceAll("'", ""));
    }

    knows(form) {
      return Object.hasOwn(this.program.spell, form) || this.spelt(form).some((word) => this.lexemes(word, false).length);
    }

    read(token) {
      const each = (parts) => parts.flatMap((part) => this.spelt(part));
      if (/[ .*/_-]/.test(token) && /^.([ .*/_-].)+$/su.test(token)) {
        const letters = token.split(/[ .*/_-]/);
        const joined = letters.join("");
        if (this.knows(joined)) return this.spelt(joined);
        const rest = letters.slice(1).join("");
        return this.knows(rest) ? [letters[0], ...this.spelt(rest)] : each(letters);
      }
      if ([...token].length > LONGEST_WORD) return [token];
      const all = [token, ...forms(token)];
      const meant = all.find((form) => this.words.has(form) || Object.hasOwn(this.program.spell, form)) ?? all.find((form) => this.knows(form));
      if (meant) return this.spelt(meant);
      return INNER.test(token) ? each(token.split(INNER)) : this.spelt(token);
    }

    entry(token) {
      const made = (words, ends) => ({ slots: words.map((word) => this.lexemes(word)), ends });
      if (/^[\p{L}\p{N}]/u.test(token)) return made(this.read(token), this.program.joins.includes(token) ? CLAUSE : NOTHING);
      if (Object.hasOwn(this.program.spell, token)) return made(this.spelt(token), NOTHING);
      if (token === "." || (".?!;".includes(token[0]) && !/^\.+$/.test(token))) {
        return { slots: [[[..."?!"].find((sign) => token.includes(sign)) ?? "."]], ends: SENTENCE };
      }
      if (!'.,:()"—-¿¡\n'.includes(token[0])) return { slots: [], ends: NOTHING };
      return { slots: [[]], ends: token.split("\n").length > 2 ? SENTENCE : CLAUSE };
    }

    sentences(folded) {
      const cut = [[]];
      for (const token of folded.match(TOKEN) ?? []) {
        if (!this.entries.has(token)) this.entries.set(token, this.entry(token));
        const entry = this.entries.get(token);
        const here = cut.at(-1);
        here.push(entry);
        if (entry.ends === SENTENCE || (here.length > 120 && entry.ends) || here.length >= 240) cut.push([]);
      }
      let first = 0;
      return cut.map((entries) => new Sentence(this.program, entries, (first += entries.length) - entries.length));
    }

    // What a match gives in the end; undefined where something takes it away.
    label(sentences, here, rule, span) {
      const spans = (turn, number) => {
        const sentence = sentences[number];
        if (!sentence || turn.unless.some((pattern) => sentence.spans(pattern).length)) return [];
        return turn.say.flatMap((pattern) => sentence.spans(pattern));
      };
      const acts = (turn) => {
        if (turn.reach === "match") return touch(spans(turn, here), span);
        if (turn.reach === "clause") return touch(spans(turn, here), sentences[here].clause(span));
        const near = { sentence: [here], near: [here - 1, here, here + 1], text: [...sentences.keys()] };
        return near[turn.reach].some((number) => spans(turn, number).length);
      };
      if (rule.unless.some((pattern) => touch(sentences[here].spans(pattern), span))) return undefined;
      const turns = rule.turns.map((number) => this.program.turns[number]).filter(acts);
      if (turns.some((turn) => !turn.gives)) return undefined;
      return turns.at(-1)?.gives ?? rule.gives;
    }

    matches(text) {
      const origins = [];
      let at = 0;
      for (const sign of text) {
        for (const _ of /[^\x00-\x7f]/u.test(sign) ? plain(sign).split("") : sign) origins.push([at, at + sign.length]);
        at += sign.length;
      }
      const folded = foldAll(text);
      const sentences = this.sentences(folded);
      const where = [...folded.matchAll(TOKEN)].map((token) => [origins[token.index][0], origins[token.index + token[0].length - 1][1]]);
      const matches = sentences.flatMap((sentence, here) => {
        const spans = new Map();
        for (const [pattern, rules] of this.spoken) for (const rule of rules) spans.set(rule, [...(spans.get(rule) ?? []), ...sentence.spans(pattern)]);
        return [...spans].flatMap(([rule, found]) => {
          let reached = 0;
          return found.sort((one, other) => one[0] - other[0] || other[1] - one[1]).flatMap(([start, end]) => {
            if (start < reached) return [];
            reached = end;
            const gives = this.label(sentences, here, rule, [start, end]);
            const [first, last] = [sentence.owners[start], sentence.owners[end - 1]];
            return gives === undefined ? [] : [{ rule: rule.id, start: where[first][0], end: where[last][1], gives, kind: rule.kind }];
          });
        });
      });
      return matches.sort((one, other) => one.start - other.start || other.end - one.end || (one.rule < other.rule ? -1 : 1));
    }
  };
})();

// The gravest of what danger words give: {outcome, kind}.
function danger(rules, text) {
  const matches = rules.matches(text);
  const worst = matches.find((match) => match.gives === "crisis") ?? matches[0];
  return worst ? { outcome: worst.gives, kind: worst.kind } : { outcome: "nothing", kind: null };
}
