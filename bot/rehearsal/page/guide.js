// Five steps, from writing the update to reading the report. What is done follows from the facts, whichever way was taken.
import { ask, fill, FOCUSED, h, toast } from "./dom.js";
import { group, person, standing, state } from "./store.js";
import { spoken, word } from "./words.js";

const STEPS = [["write", "written"], ["send", "sent"], ["react", "reacted"], ["pass", "passed"], ["read", "read"]];
const ELEMENTS = ["acknowledgement", "meaning", "follow_up"];

export class Guide {
  constructor(element, page) {
    Object.assign(this, { element, page });
    this.steps = STEPS.map(([name, fact]) => ({ name, fact, element: h("li", { class: "step" }) }));
    this.title = h("h2");
    this.status = h("p", { class: "unseen", role: "status" });
    this.end = h("p", { class: "end", role: "status", tabindex: "-1", hidden: true });
    this.list = h("ol", { class: "steps" }, this.steps.map((step) => step.element));
    this.fields = ELEMENTS.map((name) => {
      const area = h("textarea", { rows: 5, lang: "nl", id: `update-${name}`, oninput: () => this.judge(name, area.value) });
      return { name, area, label: h("label", { for: `update-${name}` }), verdict: h("p", { class: "verdict", "aria-live": "polite" }) };
    });
    this.note = h("p", { class: "note" });
    this.saving = h("button", { class: "main" });
    this.form = h(
      "form",
      { class: "update", onsubmit: (event) => (event.preventDefault(), this.save()) },
      this.fields.flatMap(({ area, label, verdict }) => [label, area, verdict]),
      this.note,
      this.saving,
    );
  }

  words() {
    for (const one of this.fields) {
      one.label.textContent = word(one.name);
      if (one.shown) this.tellVerdict(one, one.shown);
    }
    this.note.textContent = word("guide_write_note");
    this.saving.textContent = word("save");
    this.draw();
  }

  get texts() {
    return Object.fromEntries(this.fields.map(({ name, area }) => [name, area.value]));
  }

  // Somebody typed what is not saved yet.
  get unsaved() {
    return Boolean(this.saved) && this.fields.some(({ name, area }) => area.value !== this.saved[name]);
  }

  // Another page may have saved something since: then its texts come here too, unless somebody writes here.
  async fetch(version = 0) {
    if (this.fetched === version || this.unsaved) return;
    this.fetched = version;
    const found = await ask("room/update");
    if (!found) return void (this.fetched = undefined);
    if (this.fetched !== version) return;
    if (this.unsaved) return void (this.fetched = undefined);
    for (const one of this.fields) {
      const text = found.texts[one.name] ?? "";
      if (one.area.value !== text) one.area.value = text;
      this.tellVerdict(one, found.verdicts[one.name]);
    }
    this.saved = this.texts;
  }

  async judge(name, text) {
    const one = this.fields.find((field) => field.name === name);
    const verdict = await ask("room/plain", { text });
    if (verdict && one.area.value === text) this.tellVerdict(one, verdict);
  }

  tellVerdict(one, verdict) {
    one.shown = verdict;
    const found = verdict.findings.map((each) => h("li", { lang: "nl" }, h("strong", {}, each.words), ` ${each.say_instead}`));
    if (!one.area.value.trim()) return void one.verdict.replaceChildren();
    fill(
      one.verdict,
      h("meter", { min: 0, max: 100, low: 60, high: 70, optimum: 100, value: verdict.score, "aria-hidden": "true" }),
      h("span", {}, word("plain_score", { score: verdict.score })),
      verdict.plain && !found.length ? h("span", {}, ` ${word("plain_fine")}`) : null,
      found.length ? h("ul", {}, found) : null,
    );
  }

  async save() {
    if (!this.saved) return;
    const { texts } = this;
    const done = await ask("room/update", { texts });
    if (!done) return;
    this.saved = texts;
    done.warnings.forEach((one) => toast(one));
    this.draw();
  }

  draw() {
    const guide = state.room?.guide;
    if (!state.room) return;
    if (!guide) return fill(this.element, h("p", {}, word("guide_none")));
    this.fetch(guide.version);
    if (!this.element.contains(this.list)) this.element.replaceChildren(this.title, this.status, this.list, this.end);
    const current = STEPS.findIndex(([, fact]) => !guide[fact]);
    const moved = this.current !== undefined && this.current !== current;
    const hadFocus = this.element.contains(document.activeElement);
    this.current = current;
    this.title.textContent = word("guide_title");
    const told = current >= 0 ? `${word("guide_step", { number: current + 1 })}: ${word(`guide_${STEPS[current][0]}`)}` : word("guide_end");
    if (this.status.textContent !== told) this.status.textContent = told;
    this.steps.forEach((step, number) => this.drawStep(step, number, guide));
    this.end.hidden = current >= 0;
    this.end.textContent = current >= 0 ? "" : word("guide_end");
    document.querySelectorAll(".pointed").forEach((one) => one.classList.remove("pointed"));
    const pointed = { send: ".phone.group", react: ".phone:not(.group)" }[STEPS[current]?.[0]];
    if (pointed) document.querySelectorAll(pointed).forEach((one) => one.classList.add("pointed"));
    if (moved && current >= 0) this.element.scrollTop = 0;
    // Whoever was here goes along to what is to be done now, but not out of a sentence.
    const focused = this.element.contains(document.activeElement);
    if (!hadFocus || (focused && (!moved || current < 0 || this.form.contains(document.activeElement)))) return;
    (current >= 0 ? this.steps[current].element.querySelector("h3") : this.end).focus();
  }

  // A step is made anew only when it says something else: who types or has a button in it goes on.
  drawStep({ name, fact, element }, number, guide) {
    const status = guide[fact] ? "done" : number === this.current ? "now" : "later";
    const open = status === "now" || (status === "done" && (name === "read" || (name === "write" && this.unsaved)));
    const facts = { send: [state.room.opened], react: [this.arrived()], pass: [guide.reacted, this.arrived()] }[name] ?? [];
    const key = JSON.stringify([status, open, spoken(), ...(open ? facts : [])]);
    const step = this.steps[number];
    if (step.key === key) return;
    step.key = key;
    element.className = `step ${status}`;
    if (status === "now") element.setAttribute("aria-current", "step");
    else element.removeAttribute("aria-current");
    const heading = h(
      "h3",
      { tabindex: "-1" },
      h("span", { class: "number", "aria-hidden": "true" }, status === "done" ? "✓" : String(number + 1)),
      word(`guide_${name}`),
      status === "done" ? h("span", { class: "unseen" }, ` (${word("guide_done")})`) : null,
    );
    const about = open ? this.about(name, guide).filter(Boolean) : [];
    if (about.includes(this.form) && element.contains(this.form)) {
      // The form stays where it is; what stands above it is other words for the same.
      while (element.firstChild !== this.form) element.firstChild.remove();
      return element.prepend(heading, ...about.filter((one) => one !== this.form));
    }
    const place = [...element.querySelectorAll(FOCUSED)].indexOf(document.activeElement);
    element.replaceChildren(heading, ...about);
    if (place >= 0) element.querySelectorAll(FOCUSED)[place]?.focus({ preventScroll: true });
  }

  // Everything that was to go out for an update did.
  arrived() {
    return !state.room.ledger.rows.some((one) => one.bulletin_id && ["pending", "leased", "sending", "queued"].includes(one.state));
  }

  about(name, guide) {
    const text = h("p", {}, word(`guide_${name}_text`));
    const next = () => h("button", { type: "button", onclick: () => this.page.passTime({ next: true }) }, word("next"));
    switch (name) {
      case "write":
        return [text, this.form];
      case "send":
        return [text, h("button", { type: "button", class: "main", disabled: !state.room.opened, onclick: () => this.say() }, word("guide_send_do"))];
      case "react":
        return [text, this.arrived() ? null : h("p", {}, `${word("guide_arrive")} `, next()), this.others()];
      case "pass":
        return [text, h("p", {}, word("guide_react_count", { count: guide.reacted })), this.others(), h("button", { type: "button", class: "main", onclick: () => this.page.passTime({ seconds: 86400 }) }, word("day"))];
      default:
        return [text, h("a", { class: "main button", href: `/rehearsal/room/report?lang=${spoken()}`, target: "_blank" }, word("guide_read_do"))];
    }
  }

  others() {
    return h("button", { type: "button", disabled: !this.arrived(), onclick: (event) => this.answer(event.currentTarget) }, word("guide_react_do"));
  }

  async say() {
    const forum = state.overview.groups.find((one) => one.forum);
    const marit = group(forum.key).members.map(person).find(Boolean);
    await ask(`users/${marit.id}/say`, { chat_id: Number(forum.key), text: "/stuur" });
  }

  // It keeps the focus while it works, which a disabled button does not.
  async answer(button) {
    if (this.answering) return;
    this.answering = true;
    button.setAttribute("aria-busy", "true");
    const open = new Set(this.page.openPhones());
    const users = state.overview.people.filter((one) => !open.has(one.id) && standing(one.id)?.roles.includes("parent")).map((one) => one.id);
    await ask("crowd", { users });
    this.answering = false;
    button.removeAttribute("aria-busy");
  }
}
