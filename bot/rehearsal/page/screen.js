// One chat as one person sees it: messages, buttons under them, and a place to write.
import { ask, h, toast } from "./dom.js";
import { icon } from "./icons.js";
import { base64, canRecord, lengthOf, Recorder } from "./recorder.js";
import { rich } from "./rich.js";
import { chatOf, languageOf, lastRead, LOADED, markRead, messages, person, state, take } from "./store.js";
import { locale, spoken, word } from "./words.js";

const SHOWN = LOADED; // Elements that a list keeps; earlier messages come when they are asked for.
const MOST_FETCHES = 5; // For one tap: a topic may have nothing in what came.
const drafts = new Map(); // user|chat|topic → what stands in the input and was not sent.
const RTL = /^(ar|fa|ur|he|ckb|ps|prs|ary)\b/;
export const isRtl = (language) => RTL.test(language ?? "");
const zone = () => state.room?.zone;
const time = (seconds) =>
  new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit", timeZone: zone() }).format(seconds * 1000);
const dayOf = (seconds) =>
  new Intl.DateTimeFormat(locale(), { weekday: "long", day: "numeric", month: "long", timeZone: zone() }).format(seconds * 1000);

// As the apps do: what a link brings along is not shown.
const shownText = (message) => (message.from_bot ? message.text : message.text.replace(/^\/start .+/s, "/start"));

export class Screen {
  // `topic` null shows everything; `withNames` says who wrote, as groups do.
  constructor(user, key, { topic = null, withNames = false } = {}) {
    Object.assign(this, { user, key, topic, withNames, shown: SHOWN, drawn: new Map(), reply: null, editing: null });
    this.list = h("ol", { class: "messages" });
    this.log = h("div", { class: "log", role: "log", "aria-live": "polite", tabindex: "0" }, this.list);
    this.log.addEventListener("scroll", () => (this.atEnd = !this.log.clientHeight || this.log.scrollTop + this.log.clientHeight > this.log.scrollHeight - 60));
    this.atEnd = true;
    this.resized = new ResizeObserver(() => this.toEnd());
    this.resized.observe(this.log);
    this.bar = this.composer();
    this.element = h("div", { class: "screen" }, this.log, this.bar);
    this.seenBefore = lastRead(user, key, topic);
    for (const name of ["dragover", "dragleave", "drop"]) this.element.addEventListener(name, (event) => this.drag(event));
    this.write(drafts.get(this.draft) ?? "");
    this.words();
    this.draw();
  }

  // Put away, or replaced by another: nothing of it goes on.
  close() {
    this.closed = true;
    this.resized.disconnect();
    clearInterval(this.ticking);
    this.recorder?.drop();
    this.recorder = null;
  }

  get draft() {
    return `${this.user}|${this.key}|${this.topic}`;
  }

  get group() {
    return this.key.startsWith("-");
  }

  words() {
    this.log.setAttribute("aria-label", word("messages_of", { name: person(this.user)?.name ?? "" }));
    this.element.dataset.drop = word("drop_here");
    this.element.dir = !this.group && isRtl(person(this.user)?.language) ? "rtl" : "ltr";
    this.tellLanguage();
    this.drawComposer();
  }

  // A screen reader speaks a private chat in its own language.
  tellLanguage() {
    const language = this.group ? null : languageOf(this.user);
    if (language) this.log.lang = language;
    else this.log.removeAttribute("lang");
  }

  // Draw everything anew.
  draw() {
    this.drawn.clear();
    this.newest = 0;
    const all = messages(this.key, this.topic);
    const some = all.slice(-this.shown);
    const nodes = [];
    if (some.length < all.length || !chatOf(this.key).whole) nodes.push(this.earlier());
    for (const message of some) nodes.push(...this.nodesFor(message, true));
    this.list.replaceChildren(...nodes);
    this.grow();
    this.toEnd();
  }

  // The server knows chats, not topics: fetch until there is more to show here.
  async fetchEarlier() {
    const had = this.drawn.size;
    for (let turn = 0; turn < MOST_FETCHES; turn += 1) {
      const chat = chatOf(this.key);
      if (chat.whole || messages(this.key, this.topic).length >= had + (turn ? 1 : SHOWN)) return true;
      const [before] = chat.messages.keys();
      const found = await ask(`chats/${this.key}/messages?before=${before}&most=${LOADED}`);
      if (!found) return false;
      take(found, { earlier: true });
      chat.whole = found.length < LOADED;
    }
    return true;
  }

  earlier() {
    const more = async () => {
      if (this.fetching) return;
      this.fetching = true;
      const had = this.drawn.size;
      const done = await this.fetchEarlier();
      this.fetching = false;
      if (!done) return;
      this.shown = Math.max(SHOWN, had + SHOWN);
      this.atEnd = false;
      const focused = this.list.contains(document.activeElement);
      const below = this.log.scrollHeight - this.log.scrollTop;
      this.draw();
      this.log.scrollTop = this.log.scrollHeight - below;
      if (focused) (this.list.querySelector(".earlier button") ?? this.log).focus({ preventScroll: true });
    };
    return h("li", { class: "service earlier", lang: spoken() }, h("button", { type: "button", class: "quiet", onclick: more }, word("earlier")));
  }

  // A day under which nothing is left has no heading.
  tidy() {
    for (const heading of this.list.querySelectorAll(".day")) {
      let next = heading.nextElementSibling;
      while (next?.classList.contains("new")) next = next.nextElementSibling;
      if (!next || next.classList.contains("day")) heading.remove();
    }
    this.lastDay = [...this.list.querySelectorAll(".day")].at(-1)?.textContent;
  }

  // Only what changed.
  update(changed) {
    const known = chatOf(this.key).messages;
    let removed = false;
    for (const message of changed) {
      const old = this.drawn.get(message.id);
      const here = this.topic === null || (message.topic ?? 0) === this.topic;
      if (old && (message.deleted || !here)) {
        old.remove();
        this.drawn.delete(message.id);
        removed = true;
      } else if (old) {
        const [node] = this.nodesFor(message, false).slice(-1);
        const focused = old.contains(document.activeElement) ? document.activeElement.textContent : null;
        old.replaceWith(node);
        if (focused) [...node.querySelectorAll("button")].find((one) => one.textContent === focused)?.focus();
      } else if (!message.deleted && here && message.id > this.newest && known.has(message.id)) {
        // One that is older than what is shown changed above it, where nobody looks.
        this.list.append(...this.nodesFor(message, true));
      }
    }
    while (this.drawn.size > this.shown + SHOWN) {
      const [id, node] = this.drawn.entries().next().value;
      node.remove();
      this.drawn.delete(id);
      removed = true;
      if (!this.list.querySelector(".earlier")) this.list.prepend(this.earlier());
    }
    if (removed) this.tidy();
    this.toEnd();
  }

  // Once a frame, and only where somebody looks: measuring a phone that is out of sight would lay it out for nothing.
  toEnd() {
    if (this.ending) return;
    this.ending = true;
    requestAnimationFrame(() => {
      this.ending = false;
      if (!this.element.checkVisibility({ contentVisibilityAuto: true })) return;
      if (this.atEnd) this.log.scrollTop = this.log.scrollHeight;
      if (document.visibilityState === "visible") markRead(this.user, this.key, this.topic);
    });
  }

  nodesFor(message, withDay) {
    const nodes = [];
    if (withDay) {
      const day = dayOf(message.date);
      if (day !== this.lastDay || !this.drawn.size) nodes.push(h("li", { class: "service day", lang: spoken() }, h("span", {}, day)));
      this.lastDay = day;
      if (this.seenBefore && message.id > this.seenBefore && message.from_id !== this.user) {
        nodes.push(h("li", { class: "service new", lang: spoken() }, h("span", {}, word("new_line"))));
        this.seenBefore = 0;
      }
    }
    const node = message.service !== null ? this.service(message) : this.message(message);
    this.drawn.set(message.id, node);
    this.newest = Math.max(this.newest, message.id);
    nodes.push(node);
    return nodes;
  }

  service(message) {
    const about = message.service;
    const name = about?.name ?? (Array.isArray(about) ? about.map((one) => one.first_name).join(", ") : about?.first_name) ?? "";
    return h("li", { class: "service", "data-id": message.id, lang: spoken() }, h("span", { dir: "auto" }, word(message.kind, { name })));
  }

  message(message) {
    const own = message.from_id === this.user && !message.anonymous;
    const target = message.reply_to ? chatOf(this.key).messages.get(message.reply_to) : null;
    const quoted = target && target.service === null ? h("div", { class: "quoted", dir: "auto" }, target.text || word(target.kind)) : null;
    return h(
      "li",
      { class: `message ${own ? "own" : "other"}`, "data-id": message.id },
      h(
        "article",
        { class: "bubble" },
        this.withNames && !own ? h("p", { class: "who", dir: "auto" }, message.from) : null,
        quoted,
        this.medium(message),
        message.text ? rich(shownText(message), message.entities) : null,
        h(
          "p",
          { class: "when", lang: spoken() },
          message.edited_at ? `${word("edited")} ` : "",
          h("time", { datetime: new Date(message.date * 1000).toISOString() }, time(message.date)),
          this.menu(message, own),
        ),
      ),
      this.keyboard(message),
    );
  }

  medium(message) {
    const { kind, file } = message;
    if (kind === "voice") {
      const name = word("voice_note", { seconds: message.duration ?? 0 });
      return h("audio", { controls: true, preload: "none", src: file, "aria-label": name });
    }
    if (kind === "photo") return h("img", { src: file, alt: message.text || word("photo"), loading: "lazy" });
    if (kind === "sticker") return h("p", { class: "medium" }, word("sticker"));
    if (kind === "document") return h("a", { class: "medium file", href: file, download: message.file_name || "bestand" }, message.file_name || word("file"));
    if (kind === "location") return h("p", { class: "medium" }, word("location"));
    if (kind === "contact") return h("p", { class: "medium" }, word("contact"));
    return null;
  }

  keyboard(message) {
    if (!message.buttons.length) return null;
    const button = (one) =>
      one.url
        ? h("a", { class: "key", href: one.url, target: "_blank", rel: "noreferrer", dir: "auto" }, one.text)
        : h("button", { class: "key", type: "button", dir: "auto", onclick: (event) => this.tap(message, one, event.currentTarget) }, one.text);
    return h("div", { class: "keyboard" }, message.buttons.map((row) => h("div", { class: "row" }, row.map(button))));
  }

  menu(message, own) {
    const choices = [["reply", () => this.startReply(message)]];
    if (own && message.kind === "text") choices.push(["edit", () => this.startEdit(message)]);
    if (own) choices.push(["remove", () => this.act("delete", { message_id: message.id })]);
    const details = h(
      "details",
      { class: "menu" },
      h("summary", { "aria-label": word("message_menu") }, "⋯"),
      h("div", { class: "choices" }, choices.map(([name, act]) => h("button", { type: "button", onclick: () => (details.removeAttribute("open"), act()) }, word(name)))),
    );
    return details;
  }

  async tap(message, button, element) {
    element.classList.add("waiting");
    element.setAttribute("aria-busy", "true");
    const done = await this.act("tap", { label: button.text, message_id: message.id });
    if (done) this.waitingFor = { query: done.query_id, element };
    else element.classList.remove("waiting");
  }

  answered(answer) {
    if (answer.user_id !== this.user || answer.chat !== this.key) return;
    this.list.querySelectorAll(".waiting").forEach((one) => (one.classList.remove("waiting"), one.removeAttribute("aria-busy")));
    if (answer.text) toast(word("answer_alert", { text: answer.text }));
  }

  act(name, body) {
    const where = this.group ? { chat_id: Number(this.key) } : { bot_id: Number(this.key.split(":")[0]) };
    return ask(`users/${this.user}/${name}`, { ...where, ...body });
  }

  place() {
    const topic = this.group && this.topic ? { topic: this.topic } : {};
    return this.reply ? { ...topic, reply_to: this.reply.id } : topic;
  }

  // The place to write.
  composer() {
    this.input = h("textarea", { rows: 1, dir: "auto", onkeydown: (event) => this.key_(event), oninput: () => (this.keep(), this.grow()) });
    this.file = h("input", { type: "file", class: "unseen", tabindex: "-1", "aria-hidden": "true", onchange: () => this.sendFiles(this.file.files) });
    this.attach = h("button", { type: "button", class: "icon", onclick: () => this.file.click() }, icon("attach"));
    this.mic = h("button", { type: "button", class: "icon", onclick: () => this.record() }, icon("mic"));
    this.sendButton = h("button", { type: "submit", class: "icon send" }, icon("send"));
    this.about = h("p", { class: "about", hidden: true });
    this.recordingBar = h("div", { class: "recording", hidden: true });
    this.writing = h("div", { class: "writing" }, this.attach, this.file, this.input, this.mic, this.sendButton);
    return h("form", { class: "composer", onsubmit: (event) => (event.preventDefault(), this.submit()) }, this.about, this.recordingBar, this.writing);
  }

  drawComposer() {
    for (const [element, name] of [[this.attach, "attach"], [this.mic, "record"], [this.sendButton, "send"]]) {
      element.setAttribute("aria-label", word(name));
      element.title = word(name);
    }
    this.input.setAttribute("aria-label", word("write"));
    this.input.placeholder = word("write");
    this.file.setAttribute("aria-label", word("attach"));
  }

  grow() {
    this.input.style.height = "auto";
    if (this.input.scrollHeight) this.input.style.height = `${Math.min(this.input.scrollHeight, 120)}px`;
  }

  // What is written stays until it is sent, also while another topic or somebody else is on the screen.
  keep() {
    if (this.editing) return;
    if (this.input.value) drafts.set(this.draft, this.input.value);
    else drafts.delete(this.draft);
  }

  write(text) {
    this.input.value = text;
    this.keep();
    this.grow();
  }

  // What could not be sent stands in the input again, before what was written since.
  giveBack(text) {
    if (!text) return;
    const since = drafts.get(this.draft);
    const all = since ? `${text}\n${since}` : text;
    drafts.set(this.draft, all);
    if (!this.editing) this.write(all);
  }

  key_(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      if (!event.repeat) this.submit();
    } else if (event.key === "Escape" && (this.reply || this.editing)) {
      this.leave();
    }
  }

  startReply(message) {
    this.leave();
    this.reply = message;
    this.tellAbout(word("replying", { text: (message.text || word(message.kind)).slice(0, 80) }));
  }

  startEdit(message, text = message.text) {
    Object.assign(this, { editing: message, reply: null });
    this.write(text);
    this.tellAbout(word("editing"));
  }

  tellAbout(text) {
    this.about.hidden = false;
    this.about.replaceChildren(h("span", { dir: "auto" }, text), h("button", { type: "button", class: "icon", "aria-label": word("cancel"), onclick: () => this.leave() }, icon("close")));
    this.input.focus();
  }

  // Reply to nothing, edit nothing: what was being written before is there again.
  leave() {
    const wasEditing = this.editing;
    Object.assign(this, { reply: null, editing: null });
    this.about.hidden = true;
    if (wasEditing) this.write(drafts.get(this.draft) ?? "");
  }

  async submit() {
    const text = this.input.value.trim();
    if (!text) return;
    this.atEnd = true;
    const { editing, reply } = this;
    const said = editing ? ["edit", { message_id: editing.id, text }] : ["say", { text, ...this.place() }];
    if (!editing) this.write("");
    this.leave();
    if (await this.act(...said)) return;
    const free = !this.closed && !this.editing && !this.reply;
    if (editing && free) return this.startEdit(editing, text);
    this.giveBack(text);
    if (reply && free) this.startReply(reply);
  }

  async sendFiles(files, seconds) {
    for (const file of [...files]) {
      const kind = file.type.startsWith("audio/") || /\.(ogg|oga|opus)$/i.test(file.name) ? "voice" : ["image/png", "image/jpeg"].includes(file.type) ? "photo" : "document";
      const duration = kind === "voice" ? (seconds ?? (await lengthOf(file))) : 0;
      this.atEnd = true;
      const content = await base64(file);
      const about = this.place();
      const caption = kind === "voice" || this.editing ? "" : this.input.value.trim();
      if (caption) this.write("");
      if (this.reply) this.leave();
      const sent = await this.act("file", { kind, content, name: kind === "voice" ? "" : file.name, duration, caption, ...about });
      if (!sent) this.giveBack(caption);
    }
    this.file.value = "";
  }

  async record() {
    if (!canRecord()) return toast(word("no_microphone"), "wrong");
    const recorder = new Recorder();
    this.mic.disabled = true;
    const records = await recorder.start().then(() => true, () => false);
    this.mic.disabled = false;
    if (!records) {
      if (document.activeElement === document.body) this.mic.focus();
      return toast(word("no_microphone"), "wrong");
    }
    if (this.closed) return recorder.drop();
    this.recorder = recorder;
    const status = h("span", { role: "timer" });
    const tell = () => (status.textContent = word("recording", { seconds: recorder.seconds }));
    tell();
    this.ticking = setInterval(tell, 500);
    const end = async (keep) => {
      if (this.recorder !== recorder) return;
      this.recorder = null;
      clearInterval(this.ticking);
      this.recordingBar.hidden = true;
      this.writing.hidden = false;
      const { file, seconds } = await recorder.stop();
      if (keep) await this.sendFiles([file], seconds);
      this.mic.focus();
    };
    const stop = h("button", { type: "button", class: "main", onclick: () => end(true) }, word("record_stop"));
    this.recordingBar.replaceChildren(h("span", { class: "dot", "aria-hidden": "true" }), status, stop, h("button", { type: "button", class: "quiet", onclick: () => end(false) }, word("record_drop")));
    this.recordingBar.hidden = false;
    this.writing.hidden = true;
    stop.focus();
  }

  drag(event) {
    if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
    event.preventDefault();
    this.element.classList.toggle("dropping", event.type === "dragover");
    if (event.type === "drop") this.sendFiles(event.dataTransfer.files);
  }
}

