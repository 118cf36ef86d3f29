// The desk: a guide, what is planned, what was sent, what can go wrong, and the conversation as a picture.
import { ask, fill, h } from "./dom.js";
import { Guide } from "./guide.js";
import { isCoordinator, person, standing, state } from "./store.js";
import { has, locale, word } from "./words.js";

const TABS = ["guide", "planned", "ledger", "faults", "flow"];
const moment = (seconds) =>
  new Intl.DateTimeFormat(locale(), { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: state.room?.zone }).format(seconds * 1000);
const nameOf = (id) => person(id)?.name ?? word("somebody");
const wordOr = (key, otherwise) => (has(key) ? word(key) : otherwise);

export class Desk {
  constructor(element, page) {
    Object.assign(this, { element, page, chosen: "guide" });
    this.bar = h("div", { class: "tabs", role: "tablist" });
    this.panels = Object.fromEntries(TABS.map((name) => [name, h("div", { class: `panel ${name}`, role: "tabpanel", id: `panel-${name}`, "aria-labelledby": `tab-${name}`, tabindex: "0" })]));
    element.append(this.bar, ...Object.values(this.panels));
    this.guide = new Guide(this.panels.guide, page);
    this.flow = new FlowPanel(this.panels.flow);
  }

  words() {
    const tab = (name) => {
      const selected = name === this.chosen;
      const turn = (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        this.choose(TABS[(TABS.indexOf(name) + step + TABS.length) % TABS.length]);
        this.bar.querySelector("[aria-selected=true]").focus();
      };
      return h("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}`, "aria-selected": String(selected), tabindex: selected ? "0" : "-1", onclick: () => this.choose(name), onkeydown: turn }, word(`tab_${name}`));
    };
    this.bar.setAttribute("aria-label", word("desk"));
    this.bar.replaceChildren(...TABS.map(tab));
    for (const name of TABS) this.panels[name].hidden = name !== this.chosen;
    this.guide.words();
    this.flow.words();
    this.draw({ all: true, room: true });
  }

  choose(name) {
    const focused = this.bar.contains(document.activeElement);
    this.chosen = name;
    this.words();
    if (focused) this.bar.querySelector("[aria-selected=true]").focus();
  }

  draw(what) {
    if (!this.bar.children.length) return;
    const wasBare = this.bare;
    this.bare = state.connected && !state.awaitsRoom;
    if (this.bare) {
      for (const name of ["guide", "planned", "ledger", "flow"]) this.bar.querySelector(`#tab-${name}`).hidden = true;
      if (this.chosen !== "faults") this.choose("faults");
    } else {
      for (const one of this.bar.children) one.hidden = false;
      if (wasBare) this.choose("guide");
    }
    if (!(what.room || what.all || what.overview)) return;
    this.drawFaults();
    if (!state.room) return fill(this.panels.guide, h("p", {}, word("life_starting")));
    this.guide.draw();
    this.drawPlanned();
    this.drawLedger();
    if (what.room || what.all) this.flow.draw();
  }

  drawPlanned() {
    const planned = state.room?.planned ?? [];
    const away = state.room && state.room.life !== "running";
    const row = (one) =>
      h(
        "tr",
        {},
        h("td", {}, h("time", { datetime: new Date(one.at * 1000).toISOString() }, moment(one.at))),
        h("td", { dir: "auto" }, whatIs(one), one.count ? h("small", {}, `× ${one.count}`) : one.user_id ? h("small", {}, nameOf(one.user_id)) : null),
        h("td", {}, one.why === "now" && away ? word("why_away") : wordOr(`why_${one.why}`, one.why)),
      );
    const shown = planned.length
      ? h("table", {}, h("thead", {}, h("tr", {}, ["when", "what", "why"].map((name) => h("th", { scope: "col" }, word(`planned_${name}`))))), h("tbody", {}, bundled(planned).map(row)))
      : h("p", {}, word("planned_none"));
    fill(this.panels.planned, h("h2", {}, word("planned_title")), shown);
  }

  drawLedger() {
    const { counts = {}, rows = [] } = state.room?.ledger ?? {};
    const chip = ([name, count]) => h("li", { class: `state ${name}` }, h("strong", {}, String(count)), ` ${wordOr(`state_${name}`, name)}`);
    const call = ([kind, name, tries]) => {
      const text = `${wordOr(`state_${name}`, name)}${tries > 1 ? `, ${word("tried", { count: tries })}` : ""}`;
      return h("li", { class: `state ${name}`, title: `${kind}: ${text}` }, h("span", { class: "unseen" }, text), tries > 1 ? h("span", { "aria-hidden": "true" }, String(tries)) : null);
    };
    const row = (one) =>
      h(
        "tr",
        {},
        h("td", { dir: "auto" }, one.recipient_kind === "group" ? word("the_group") : nameOf(one.user_id), h("small", {}, wordOr(`${one.purpose}_purpose`, one.purpose))),
        h("td", {}, h("span", { class: `state ${one.state}` }, wordOr(`state_${one.state}`, one.state)), one.reason ? h("small", {}, wordOr(`why_${one.reason}`, one.reason)) : null),
        h("td", {}, h("ul", { class: "calls" }, one.parts.map(call))),
      );
    fill(
      this.panels.ledger,
      h("h2", {}, word("ledger_title")),
      h("p", {}, word("ledger_text")),
      h("ul", { class: "counts" }, Object.entries(counts).map(chip)),
      rows.length
        ? h("table", {}, h("thead", {}, h("tr", {}, ["who", "state", "calls"].map((name) => h("th", { scope: "col" }, word(`ledger_${name}`))))), h("tbody", {}, rows.map(row)))
        : h("p", {}, word("ledger_none")),
    );
  }

  drawFaults() {
    const waiting = ({ trouble, times }) => state.overview.faults.some((one) => one.trouble === trouble && (one.times === null) === (times === null));
    const isDead = () => ["killed", "failed", "stopped"].includes(state.room?.life);
    const item = (name, on, turn) =>
      h(
        "li",
        {},
        h("button", { type: "button", role: "switch", "aria-checked": String(on), "aria-describedby": `about-${name}`, onclick: turn }, h("span", { class: "knob", "aria-hidden": "true" }), word(`fault_${name}`)),
        h("p", { id: `about-${name}` }, word(`fault_${name}_text`)),
      );
    const fault = (name, body) =>
      item(name, waiting(body), () => (waiting(body) ? ask("faults", { trouble: body.trouble, method: body.method }, "DELETE") : ask("faults", body)));
    const forum = () => state.overview.groups.find((one) => one.forum && one.topics.length);
    const discard = () => {
      const found = forum();
      if (found) ask(`groups/${found.key}/delete_topic`, { topic: found.topics.at(-1).id });
    };
    fill(
      this.panels.faults,
      h("h2", {}, word("faults_title")),
      h("p", {}, word("faults_text")),
      h(
        "ul",
        { class: "switches" },
        state.room ? item("kill", isDead(), () => ask(`room/bot/${isDead() ? "start" : "kill"}`, {})) : null,
        fault("429", { trouble: "429", method: "sendMessage", times: 3, retry_after: 3 }),
        fault("silence", { trouble: "silence", method: "sendMessage", times: 1, accepted: true }),
        fault("reset", { trouble: "reset", method: "sendMessage", times: 2 }),
        fault("slow", { trouble: "slow", times: null, seconds: 2 }),
        fault("500", { trouble: "500", times: null }),
      ),
      h("div", { class: "actions" },
        h("button", { type: "button", disabled: !forum(), onclick: discard }, word("fault_topic")),
        h("p", {}, word(forum() ? "fault_topic_text" : "fault_topic_none")),
        h("button", { type: "button", class: "quiet", onclick: () => ask("faults", undefined, "DELETE") }, word("fault_clear")),
      ),
    );
  }
}

function whatIs(one) {
  if (one.what === "bulletin") return word("bulletin_begins", { name: one.name });
  if (one.what === "delivery") return wordOr(`${one.name}_purpose`, one.name);
  return wordOr(one.name, one.name);
}

// The same thing at the same moment for several people is one line.
function bundled(planned) {
  const found = new Map();
  for (const one of planned) {
    const key = [Math.floor(one.at / 60), one.what, one.name, one.why].join("|");
    const first = found.get(key);
    if (first) first.people.push(one.user_id);
    else found.set(key, { ...one, people: [one.user_id] });
  }
  return [...found.values()].map((one) => (one.people.length > 1 ? { ...one, user_id: null, name: one.name, count: one.people.length } : one));
}

class FlowPanel {
  constructor(element) {
    this.element = element;
    this.follow = h("select", { onchange: () => this.draw() });
    this.flow = h("select", { onchange: () => ((this.follow.value = ""), this.draw()) });
    this.language = h("select", { onchange: () => this.draw() });
    this.here = h("p", { class: "here", "aria-live": "polite" });
    this.picture = h("div", { class: "picture", tabindex: "0" });
    this.wider = h("button", { type: "button", class: "quiet", onclick: () => this.widen() });
  }

  words() {
    const labelled = (name, select) => {
      select.setAttribute("aria-label", word(name));
      return h("label", {}, h("span", {}, word(name)), select);
    };
    this.element.replaceChildren(
      h("h2", {}, word("flow_title")),
      h("p", {}, word("flow_text")),
      h("div", { class: "row" }, labelled("flow_follow", this.follow), labelled("flow_choose", this.flow), labelled("flow_language", this.language), this.wider),
      this.here,
      this.picture,
    );
    this.wider.textContent = word(document.body.classList.contains("wide") ? "flow_smaller" : "flow_larger");
    this.draw();
  }

  // The picture is larger than a desk: it may take most of the page.
  widen() {
    const wide = document.body.classList.toggle("wide");
    this.wider.textContent = word(wide ? "flow_smaller" : "flow_larger");
    this.wider.setAttribute("aria-pressed", String(wide));
    this.centre();
  }

  centre() {
    this.picture.scrollLeft = (this.picture.scrollWidth - this.picture.clientWidth) / 2;
  }

  // Where each phone is: the innermost step of each conversation that stands open.
  positions() {
    return (state.room?.people ?? []).flatMap((one) => one.conversations.flatMap((talk) => talk.steps.map((step) => ({ ...step, user: one.user_id, asks: talk.asks }))));
  }

  options() {
    const people = state.overview.people.filter((one) => standing(one.id));
    const keep = (select, options) => {
      const value = select.value;
      fill(select, options);
      select.value = [...select.options].some((one) => one.value === value) ? value : (select.options[0]?.value ?? "");
    };
    keep(this.follow, [h("option", { value: "" }, word("flow_follow_all")), ...people.map((one) => h("option", { value: String(one.id) }, one.name))]);
    keep(this.flow, state.room.flows.map((one) => h("option", { value: one }, one)));
    keep(this.language, state.room.languages.map((one) => h("option", { value: one.code }, one.name)));
    if (!this.begun) {
      this.begun = true;
      this.flow.value = "welcome";
      this.language.value = "nl";
    }
  }

  // A picture that did not come is asked for again at the next change.
  async fetch(address) {
    let error;
    try {
      const answer = await fetch(address);
      if (answer.ok) return await answer.text();
      error = word("error", { error: answer.statusText });
    } catch {
      error = word("life_away");
    }
    this.picture.textContent = error;
    return null;
  }

  async draw() {
    if (!state.room) return;
    this.options();
    const all = this.positions();
    const followed = Number(this.follow.value);
    if (followed) {
      const last = all.filter((one) => one.user === followed).at(-1);
      if (last) this.flow.value = last.flow;
      this.language.value = standing(followed)?.language ?? this.language.value;
      if (isCoordinator(followed)) this.language.value = "nl";
    }
    const here = all.filter((one) => one.flow === this.flow.value && (!followed || one.user === followed));
    const names = [...new Set(here.map((one) => person(one.user)?.name))].join(", ");
    fill(this.here, names ? word("flow_here", { names }) : word("flow_nobody"));
    const source = `${this.flow.value}|${this.language.value}|${state.room.renewed}`;
    if (this.element.hidden) return;
    if (this.source !== source) {
      this.source = source;
      const picture = await this.fetch(`/rehearsal/room/flows/${this.flow.value}.svg?lang=${this.language.value}`);
      if (this.source !== source) return;
      if (picture === null) return (this.source = null);
      this.picture.innerHTML = picture;
      this.centre();
      return this.draw();
    }
    const lit = new Set(here.map((one) => `step-${one.step}`));
    this.picture.querySelectorAll(".step").forEach((one) => one.classList.toggle("lit", lit.has(one.id)));
    const first = [...lit][0];
    if (first && this.litFirst !== first) this.picture.querySelector(`#${CSS.escape(first)}`)?.scrollIntoView({ block: "center", inline: "center" });
    this.litFirst = first;
  }
}

