// Five steps, from writing the update to reading the report. What is done follows from the facts, whichever way was taken.
import { ask, fill, h, toast } from "./dom.js";
import { group, person, standing, state } from "./store.js";
import { spoken, word } from "./words.js";

const STEPS = [["write", "written"], ["send", "sent"], ["react", "reacted"], ["pass", "passed"], ["read", "read"]];
const ELEMENTS = ["acknowledgement", "meaning", "follow_up"];

export class Guide {
  constructor(element, page) {
    Object.assign(this, { element, page });
    this.steps = STEPS.map(([name]) => ({ name, element: h("li", { class: "step" }) }));
    this.fields = ELEMENTS.map((name) => {
      const area = h("textarea", { rows: 5, lang: "nl", id: `update-${name}`, oninput: () => this.judge(name, area.value) });
      return { name, area, label: h("label", { for: `update-${name}` }), verdict: h("p", { class: "verdict", "aria-live": "polite" }) };
    });
    this.form = h("form", { class: "update", onsubmit: (event) => (event.preventDefault(), this.save()) });
  }

  words() {
    this.drawn = null;
    this.form.replaceChildren(
      ...this.fields.flatMap(({ name, area, label, verdict }) => {
        label.textContent = word(name);
        return [label, area, verdict];
      }),
      h("p", { class: "note" }, word("guide_write_note")),
      h("button", { class: "main" }, word("save")),
    );
    for (const one of this.fields) if (one.shown) this.tellVerdict(one, one.shown);
    this.draw();
  }

  async fetch() {
    if (this.fetched) return;
    this.fetched = true;
    const found = await ask("room/update");
    if (!found) return (this.fetched = false);
    for (const one of this.fields) {
      one.area.value = found.texts[one.name] ?? "";
      this.tellVerdict(one, found.verdicts[one.name]);
    }
  }

  async judge(name, text) {
    const one = this.fields.find((field) => field.name === name);
    const verdict = await ask("room/plain", { text });
    if (verdict && one.area.value === text) this.tellVerdict(one, verdict);
  }

  tellVerdict(one, verdict) {
    one.shown = verdict;
    const found = verdict.findings.map((each) => h("li", { lang: "nl" }, h("strong", {}, each.words), ` ${each.say_instead}`));
    fill(one.verdict, h("meter", { min: 0, max: 100, low: 50, high: 70, optimum: 100, value: verdict.score, "aria-hidden": "true" }), h("span", {}, word("plain_score", { score: verdict.score })), found.length ? h("ul", {}, found) : h("span", {}, ` ${word("plain_fine")}`));
  }

  async save() {
    const texts = Object.fromEntries(this.fields.map(({ name, area }) => [name, area.value]));
    const done = await ask("room/update", { texts });
    done?.warnings.forEach((one) => toast(one));
  }

  draw() {
    const guide = state.room?.guide;
    if (!state.room) return void (this.drawn = null);
    if (!guide) return fill(this.element, h("p", {}, word("guide_none")));
    this.fetch();
    const current = STEPS.findIndex(([, fact]) => !guide[fact]);
    const facts = JSON.stringify([guide, current, this.arrived(), state.room.opened, spoken()]);
    if (this.drawn === facts) return;
    const moved = this.current !== undefined && this.current !== current;
    this.drawn = facts;
    this.current = current;
    const item = ([name, fact], number) => {
      const status = guide[fact] ? "done" : number === current ? "now" : "later";
      return h(
        "li",
        { class: `step ${status}`, "aria-current": status === "now" ? "step" : undefined },
        h("h3", {}, h("span", { class: "number", "aria-hidden": "true" }, guide[fact] ? "✓" : String(number + 1)), word(`guide_${name}`), status === "done" ? h("span", { class: "unseen" }, ` (${word("guide_done")})`) : null),
        status === "now" || (status === "done" && name === "read") ? this.about(name, guide) : null,
      );
    };
    const end = current < 0 ? h("p", { class: "end", role: "status" }, word("guide_end")) : null;
    this.element.replaceChildren(
      h("h2", {}, word("guide_title")),
      h("p", { class: "unseen", role: "status" }, current >= 0 ? `${word("guide_step", { number: current + 1 })}: ${word(`guide_${STEPS[current][0]}`)}` : word("guide_end")),
      h("ol", { class: "steps" }, STEPS.map(item)),
      ...(end ? [end] : []),
    );
    document.querySelectorAll(".pointed").forEach((one) => one.classList.remove("pointed"));
    const pointed = { send: ".phone.group", react: ".phone:not(.group)" }[STEPS[current]?.[0]];
    if (pointed) document.querySelectorAll(pointed).forEach((one) => one.classList.add("pointed"));
    if (moved && current >= 0) this.element.scrollTop = 0;
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

  async answer(button) {
    button.disabled = true;
    const open = new Set(this.page.openPhones());
    const users = state.overview.people.filter((one) => !open.has(one.id) && standing(one.id)?.roles.includes("parent")).map((one) => one.id);
    await ask("crowd", { users });
    button.disabled = false;
  }
}
