// Elements, made in one line; and what the server is asked.
import { word } from "./words.js";

export function h(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const FOCUSED = "a, button, input, select, summary, textarea";

// The same content again changes nothing; other content keeps the focus in its place. What stays keeps its handlers too:
// they look up what they need when they are called.
export function fill(element, ...children) {
  const made = h("div", {}, ...children);
  if (element.innerHTML === made.innerHTML) return;
  const place = [...element.querySelectorAll(FOCUSED)].indexOf(document.activeElement);
  element.replaceChildren(...made.childNodes);
  if (place >= 0) element.querySelectorAll(FOCUSED)[place]?.focus({ preventScroll: true });
}

export function toast(text, kind = "note") {
  const shown = h("div", { class: `toast ${kind}`, dir: "auto" }, text);
  document.getElementById("toasts").append(shown);
  setTimeout(() => shown.remove(), kind === "wrong" ? 9000 : 5000);
}

export async function ask(path, body, method = body === undefined ? "GET" : "POST") {
  let answer;
  try {
    answer = await fetch(`/rehearsal/${path}`, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    toast(word("life_away"), "wrong");
    return null;
  }
  const found = await answer.json().catch(() => ({ error: answer.statusText }));
  if (!answer.ok) {
    toast(word("error", { error: found.error ?? answer.statusText }), "wrong");
    return null;
  }
  return found;
}
