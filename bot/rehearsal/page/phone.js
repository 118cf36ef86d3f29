// A phone with its owner, and the coordinators' group.
import { ask, h } from "./dom.js";
import { icon } from "./icons.js";
import { isRtl, Screen } from "./screen.js";
import { group, person, state, unread } from "./store.js";
import { word } from "./words.js";

export class Phone {
  constructor(user, close) {
    Object.assign(this, { user, close, screen: null });
    this.title = h("div", { class: "owner" });
    this.notice = h("div", { class: "notice", hidden: true });
    this.body = h("div", { class: "glass" });
    this.element = h("section", { class: "phone", "data-user": user }, this.title, this.body, this.notice);
    this.element.addEventListener("contentvisibilityautostatechange", () => this.screen?.toEnd());
  }

  get owner() {
    return person(this.user);
  }

  words() {
    this.element.setAttribute("aria-label", word("phone_of", { name: this.owner?.name ?? "" }));
    this.drawTitle();
    this.drawNotice();
    this.screen?.words();
    this.screen?.draw();
  }

  draw() {
    const chat = this.owner?.chats[0];
    if (chat && this.screen?.key !== chat.key) {
      this.screen?.close();
      this.screen = new Screen(this.user, chat.key);
      this.body.replaceChildren(this.screen.element);
      this.screen.draw();
    }
    this.element.setAttribute("aria-label", word("phone_of", { name: this.owner?.name ?? "" }));
    this.drawTitle();
    this.drawNotice();
  }

  drawTitle() {
    const { name, language } = this.owner;
    const act = (action, body = {}) => () => ask(`users/${this.user}/${action}`, { bot_id: this.bot, ...body });
    const chat = this.owner.chats[0];
    const choices = [
      chat?.blocked ? ["come_back", act("start")] : ["block", act("block")],
      ["deactivate", act("deactivate")],
      ["close_phone", this.close],
    ];
    const own = state.room?.languages.find((one) => one.code === language)?.name ?? language;
    const key = `${name}|${own}|${chat?.blocked}|${this.owner.deactivated}|${word("block")}`;
    if (this.titleKey === key) return;
    this.titleKey = key;
    const details = h(
      "details",
      { class: "menu" },
      h("summary", { "aria-label": word("more") }, "⋮"),
      h("div", { class: "choices" }, choices.map(([choice, does]) => h("button", { type: "button", onclick: () => (details.removeAttribute("open"), does()) }, word(choice)))),
    );
    this.title.replaceChildren(
      h("span", { class: "avatar", "aria-hidden": "true" }, [...name][0] ?? "?"),
      h("h2", { dir: "auto" }, name, h("small", { lang: language || undefined, dir: "auto" }, own)),
      details,
    );
    this.element.dir = "ltr";
    this.element.classList.toggle("rtl", isRtl(language));
  }

  get bot() {
    return this.owner.chats[0]?.bot_id ?? state.overview.bots[0]?.id;
  }

  drawNotice() {
    const { name, deactivated, chats } = this.owner;
    const start = (text) => [h("p", {}, text), h("button", { type: "button", class: "main", onclick: () => ask(`users/${this.user}/start`, { bot_id: this.bot }) }, word(chats.length ? "come_back" : "start"))];
    const shown = deactivated ? [h("p", {}, word("deactivated"))] : !chats.length ? start(word("not_started", { name })) : chats[0].blocked ? start(word("blocked", { name })) : [];
    this.notice.hidden = !shown.length;
    if (this.screen) this.screen.bar.hidden = Boolean(shown.length);
    if (this.noticeKey !== shown.map((one) => one.textContent).join("|")) {
      this.noticeKey = shown.map((one) => one.textContent).join("|");
      this.notice.replaceChildren(...shown);
    }
  }
}

export class GroupPanel {
  constructor(key) {
    // A forum opens on its general topic, as the apps do: the other topics show what is new in them.
    Object.assign(this, { key, topic: group(key)?.forum ? 0 : null, screen: null, user: null });
    this.title = h("div", { class: "owner" });
    this.topics = h("div", { class: "topics", role: "group" });
    this.body = h("div", { class: "glass" });
    this.element = h("section", { class: "phone group" }, this.title, this.topics, this.body);
  }

  words() {
    this.titleKey = null;
    this.draw();
    this.drawTopics(true);
    this.screen?.words();
    this.screen?.draw();
  }

  get people() {
    return (group(this.key)?.members ?? []).map(person).filter(Boolean);
  }

  draw() {
    const members = this.people;
    if (!members.length) return;
    if (!members.some((one) => one.id === this.user)) this.user = members[0].id;
    this.element.setAttribute("aria-label", `${word("group")}: ${group(this.key).title}`);
    this.drawTitle();
    this.drawTopics();
    if (!this.screen || this.screen.user !== this.user || this.screen.topic !== this.topic) {
      this.screen?.close();
      this.screen = new Screen(this.user, this.key, { topic: this.topic, withNames: true });
      this.body.replaceChildren(this.screen.element);
      this.screen.draw();
    }
  }

  drawTitle() {
    const { title } = group(this.key);
    const key = `${title}|${this.people.map((one) => one.id)}|${word("group_as")}`;
    if (this.titleKey === key) return;
    this.titleKey = key;
    const acting = h("select", { onchange: (event) => ((this.user = Number(event.target.value)), this.draw()) }, this.people.map((one) => h("option", { value: String(one.id) }, one.name)));
    acting.value = String(this.user);
    this.title.replaceChildren(
      h("span", { class: "avatar", "aria-hidden": "true" }, icon("group")),
      h("h2", { dir: "auto" }, title, h("small", {}, word("group"))),
      h("label", { class: "acting" }, h("span", {}, word("group_as")), acting),
    );
  }

  drawTopics(anew = false) {
    const { topics } = group(this.key) ?? { topics: [] };
    if (this.topic && !topics.some((one) => one.id === this.topic)) {
      this.topic = 0;
      this.draw();
    }
    const counted = [{ id: null, name: word("everything") }, { id: 0, name: word("general") }, ...topics];
    const label = (one) => (one.id === null || one.id === this.topic ? 0 : unread(this.user, this.key, one.id));
    const key = JSON.stringify([counted.map((one) => [one.id, one.name, label(one), one.closed]), this.topic, word("topics")]);
    if (this.topicsKey === key && !anew) return;
    this.topicsKey = key;
    this.topics.setAttribute("aria-label", word("topics"));
    this.topics.hidden = !topics.length;
    const tab = (one) => {
      const count = label(one);
      return h(
        "button",
        { type: "button", "aria-pressed": String(one.id === this.topic), "data-topic": one.id === null ? "all" : String(one.id), onclick: () => ((this.topic = one.id), this.draw(), this.drawTopics()) },
        h("span", { dir: "auto" }, `${one.closed ? "🔒 " : ""}${one.name}`),
        count ? h("span", { class: "badge", "aria-label": word("unread", { count }) }, String(count)) : null,
      );
    };
    const had = this.topics.contains(document.activeElement) ? document.activeElement.dataset.topic : null;
    this.topics.replaceChildren(...counted.map(tab));
    if (had) this.topics.querySelector(`[data-topic="${had}"]`)?.focus();
  }
}
