"use strict";
globalThis.colourings = (() => {
  const unpainted = /, 0\)$|\/ 0\)$/;
  const pictures = "img, svg, canvas, video, iframe, object, embed";
  const fields = "input, select, textarea";
  const wordless = "hidden range color checkbox radio image file".split(" ");
  const plain = "1 normal none none";
  /** The texts of each colouring, and what was found out of things while sorting. */
  let sorted = new Map();
  let mixtures = new Map();

  /** How a thing is mixed with what is behind it, by itself and by all around it. */
  function mixture(each) {
    if (!each) return "";
    if (!mixtures.has(each)) {
      const { opacity, mixBlendMode, filter, clipPath } = getComputedStyle(each);
      const own = `${opacity} ${mixBlendMode} ${filter} ${clipPath}`;
      const around = mixture(each.parentElement);
      mixtures.set(each, own === plain ? around : `${around}[${own}]`);
    }
    return mixtures.get(each);
  }

  /** What a thing paints by itself, if anything. */
  function painted(each) {
    const style = getComputedStyle(each);
    const { backgroundColor: colour, backgroundImage: image } = style;
    const picture = each.matches(pictures);
    if (unpainted.test(colour) && image === "none" && !picture) return "";
    const where = `${style.visibility} ${style.position} ${style.zIndex}`;
    return `${colour} ${image} ${picture} ${where} ${mixture(each)}`;
  }

  /** Whether there is anything to see of a text: axe leaves out what nobody sees. */
  function isSeen(each, box) {
    const within = box.right + scrollX > 0 && box.bottom + scrollY > 0;
    if (!within || !box.width || !box.height) return false;
    if (/\[0 | inset\(50%\)\]/.test(mixture(each))) return false;
    return each.checkVisibility({ visibilityProperty: true });
  }

  /** Every stretch of text, with what it stands in and where. */
  function* texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let text; (text = walker.nextNode()); ) {
      if (!text.data.trim() || text.parentElement.closest("option")) continue;
      range.selectNode(text);
      yield [text.parentElement, range.getBoundingClientRect()];
    }
    for (const field of document.querySelectorAll(fields)) {
      if (!wordless.includes(field.type)) yield [field, field.getBoundingClientRect()];
    }
  }

  /** What a text is written with; of its size only whether less contrast will do. */
  function ink(each) {
    const { color, fontSize, fontWeight, textShadow, webkitTextStroke } = getComputedStyle(each);
    const points = Math.ceil(parseFloat(fontSize) * 72) / 96;
    const large = points >= (fontWeight >= 700 ? 14 : 18);
    const edge = `${textShadow} ${webkitTextStroke.split(" ")[0]}`;
    return `${color} ${large} ${edge === "none 0px" ? "" : `${edge} ${fontSize}`}`;
  }

  /** How a text is coloured: its ink, and all that is painted where it stands. */
  function colouring(each, box, painters) {
    const told = new Set([ink(each), mixture(each)]);
    for (const [painter, at, paint] of painters) {
      if (at.left >= box.right || at.right <= box.left) continue;
      if (at.top >= box.bottom || at.bottom <= box.top) continue;
      const across = at.left <= box.left && at.right >= box.right;
      const whole = across && at.top <= box.top && at.bottom >= box.bottom;
      told.add(`${whole} ${painter.contains(each)} ${each.contains(painter)} ${paint}`);
    }
    return [...told].join("; ");
  }

  /** Sort the texts of the page as it is now, and give the name of each colouring. */
  function sort() {
    [sorted, mixtures] = [new Map(), new Map()];
    const painters = [];
    for (const each of document.querySelectorAll("*")) {
      const paint = painted(each);
      if (paint) painters.push([each, each.getBoundingClientRect(), paint]);
    }
    for (const [each, box] of texts()) {
      if (!isSeen(each, box)) continue;
      const name = colouring(each, box, painters);
      if (!sorted.has(name)) sorted.set(name, new Set());
      sorted.get(name).add(each);
    }
    return [...sorted.keys()];
  }

  /** Have three texts of each judged, or all; give what is pale, and what passed. */
  async function judge(names) {
    const said = { violations: new Map(), passes: new Map(), incomplete: new Map() };
    const ask = async (include) => {
      if (!include.length) return;
      const options = { runOnly: ["color-contrast"], selectors: false, elementRef: true };
      const told = await axe.run({ include }, options);
      for (const [kind, found] of Object.entries(said)) {
        const nodes = told[kind].flatMap((rule) => rule.nodes);
        for (const node of nodes) found.set(node.element, node.html);
      }
    };
    const groups = names.map((name) => [...sorted.get(name)]);
    const three = ({ length: many }) => [0, Math.floor(many / 2), many - 1];
    const asked = groups.map((each) => three(each).map((number) => each[number]));
    await ask([...new Set(asked.flat())]);
    const doubtful = (text) => said.violations.has(text) || said.incomplete.has(text);
    const passed = (texts) => texts.some((text) => said.passes.has(text)) && !texts.some(doubtful);
    const done = asked.map(passed);
    await ask(groups.filter((_, number) => !done[number]).flat());
    return [[...said.violations.values()], names.filter((_, number) => done[number])];
  }

  return { sort, judge };
})();
