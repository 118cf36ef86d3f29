// A message's text with its entities (Bot API, MessageEntity): offsets count UTF-16 units, as JavaScript does.
import { h } from "./dom.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote",
  expandable_blockquote: "blockquote", spoiler: "mark",
};
const SAFE = /^(https?:|mailto:|tel:)/i;

function wrap(entity, text, children) {
  if (TAGS[entity.type]) return h(TAGS[entity.type], {}, children);
  const address = { text_link: entity.url, url: /^\w+:/.test(text) ? text : `https://${text}`, email: `mailto:${text}`, phone_number: `tel:${text}` }[entity.type];
  if (address && SAFE.test(address)) return h("a", { href: address, target: "_blank", rel: "noreferrer" }, children);
  return h("span", {}, children);
}

function nodes(text, start, end, entities) {
  const found = [];
  let at = start;
  while (entities.length) {
    const [first] = entities;
    const stop = Math.min(first.offset + first.length, end);
    const inner = entities.slice(1).filter((one) => one.offset < stop);
    if (first.offset > at) found.push(text.slice(at, first.offset));
    found.push(wrap(first, text.slice(first.offset, stop), nodes(text, first.offset, stop, inner)));
    at = stop;
    entities = entities.slice(1).filter((one) => one.offset >= stop);
  }
  if (at < end) found.push(text.slice(at, end));
  return found;
}

// Each line has the direction of its own words.
export function rich(text, entities) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return h("div", { class: "text", dir: "auto" }, nodes(text, 0, text.length, sorted));
}
