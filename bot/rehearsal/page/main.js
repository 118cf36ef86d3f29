// The page: who is there, whose phones lie open, the group beside them, the clock above, and the desk.
import { Desk } from "./desk.js";
import { ask, fill, h, toast } from "./dom.js";
import { icon } from "./icons.js";
import { GroupPanel, Phone } from "./phone.js";
import { clock, connect, isCoordinator, onChange, person, state, unread } from "./store.js";
import { locale, speak, spoken, word } from "./words.js";

const OPEN_AT_FIRST = ["Lotte", "Fatma", "Amal"];
const byId = (id) => document.getElementById(id);
const phones = new Map();
let groupPanel = null;
let chosenFirst = false;
const awaited = new Set(); // Who was made here; the overview has not told of them yet.
let zone = null;
const desk = new Desk(byId("desk"), { passTime, openPhones: () => [...phones.keys()] });

// Words, light and dark.
function remembered(name, otherwise) {
  try {
    return localStorage.getItem(`weerklank.${name}`) ?? otherwise;
  } catch {
    return otherwise;
  }
}
function remember(name, value) {
  try {
    localStorage.setItem(`weerklank.${name}`, value);
  } catch {
    // A page that may keep nothing works all the same.
  }
}
function useTheme(theme) {
  document.documentElement.dataset.theme = theme;
  remember("theme", theme);
}
function useLanguage(code) {
  speak(code);
  remember("language", code);
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", word(element.dataset.label));
  byId("add").setAttribute("aria-label", word("add_parent"));
  fill(byId("theme"), ["auto", "light", "dark"].map((one) => h("option", { value: one }, word(`theme_${one}`))));
  byId("theme").value = document.documentElement.dataset.theme;
  byId("language").value = spoken();
  document.title = `Weerklank · ${word("rehearsal")}`;
  drawClockButtons();
  for (const phone of phones.values()) phone.words();
  groupPanel?.words();
  desk.words();
  drawPeople();
  drawRoom();
}
byId("language").addEventListener("change", (event) => useLanguage(event.target.value));
byId("theme").addEventListener("change", (event) => useTheme(event.target.value));

// The clock.
const face = h("time", { id: "now" });
const quiet = h("span", { class: "quiet-until" });
const timeButtons = h("div", { class: "moves" });
byId("clock").append(h("div", { class: "face" }, face, quiet), timeButtons);
function drawClockButtons() {
  const button = (name, body) => h("button", { type: "button", "data-time": name, onclick: () => passTime(body) }, word(name));
  timeButtons.replaceChildren(button("hour", { seconds: 3600 }), button("day", { seconds: 86400 }), button("next", { next: true }));
}
export async function passTime(body) {
  const pressed = timeButtons.contains(document.activeElement) ? document.activeElement : null;
  document.body.classList.add("moving");
  timeButtons.querySelectorAll("button").forEach((one) => (one.disabled = true));
  const done = await ask(state.room ? "room/time" : "clock", state.room ? body : { advance: body.seconds ?? 3600 });
  document.body.classList.remove("moving");
  timeButtons.querySelectorAll("button").forEach((one) => (one.disabled = false));
  if (pressed && document.activeElement === document.body) pressed.focus();
  if (done?.stuck) toast(done.moved ? word("time_stuck") : word("time_stuck_still"), "wrong");
  else if (done?.moved === false) toast(word("nothing_next"));
  return done;
}
function tick() {
  const zone = state.room?.zone;
  const now = new Date(clock());
  face.dateTime = now.toISOString();
  face.textContent = new Intl.DateTimeFormat(locale(), { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", timeZone: zone }).format(now);
  const until = state.room?.quiet_until;
  quiet.textContent = until ? word("quiet_until", { time: new Intl.DateTimeFormat(locale(), { weekday: "short", hour: "2-digit", minute: "2-digit", timeZone: zone }).format(until * 1000) }) : "";
}
setInterval(tick, 1000);

// People.
function unreadOf(id) {
  const one = person(id);
  return one.chats.reduce((sum, chat) => sum + unread(id, chat.key), 0);
}
function drawPeople() {
  const chip = (one) => {
    const open = phones.has(one.id);
    const count = open ? 0 : unreadOf(one.id);
    const label = [word("open_phone", { name: one.name }), one.language, count ? word("unread", { count }) : ""].filter(Boolean).join(", ");
    return h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: `chip ${isCoordinator(one.id) ? "coordinator" : ""}`, "aria-pressed": String(open), "aria-label": label, "data-user": one.id },
        h("span", { class: "avatar", "aria-hidden": "true" }, [...one.name][0] ?? "?"),
        h("span", { dir: "auto" }, one.name),
        h("small", {}, one.language),
        count ? h("span", { class: "badge" }, String(count)) : null,
      ),
    );
  };
  fill(byId("people"), state.overview.people.map(chip));
}
byId("people").addEventListener("click", (event) => {
  const button = event.target.closest("button[data-user]");
  if (button) toggle(Number(button.dataset.user));
});
function toggle(id) {
  if (phones.has(id)) put(id);
  else take(id, true);
  drawPeople();
}
function take(id, focus = false) {
  const phone = new Phone(id, () => (put(id), drawPeople()));
  phones.set(id, phone);
  byId("phones").insertBefore(phone.element, groupPanel?.element ?? null);
  phone.draw();
  if (focus) {
    phone.element.scrollIntoView({ behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth", inline: "nearest", block: "nearest" });
    (phone.element.querySelector("textarea") ?? phone.element.querySelector(".main"))?.focus({ preventScroll: true });
    view("phones");
  }
}
function put(id) {
  phones.get(id)?.screen?.close();
  phones.get(id)?.element.remove();
  phones.delete(id);
}

function takeAwaited() {
  for (const id of awaited) {
    if (!person(id)) continue;
    awaited.delete(id);
    if (!phones.has(id)) take(id, true);
  }
}

// Somebody new: mostly a parent.
const ROLES = ["parent", "coordinator", "translator", "key_person", "moderator", "contact_person", "advisor", "reader"];
byId("add-icon").append(icon("plus"));
byId("add").addEventListener("click", () => {
  const dialog = byId("adding");
  const name = h("input", { name: "name", required: true, maxlength: "40", autocomplete: "off" });
  const languages = state.room?.languages.filter((one) => state.room.offered.includes(one.code)) ?? [{ code: "nl", name: "Nederlands" }, { code: "en", name: "English" }];
  const language = h("select", { name: "language" }, languages.map((one) => h("option", { value: one.code }, one.name)));
  const role = h("select", { name: "role" }, ROLES.map((one) => h("option", { value: one }, word(`role_${one}`))));
  const joined = h("input", { type: "checkbox", name: "joined" });
  const add = async (event) => {
    event.preventDefault();
    dialog.close();
    const body = { name: name.value, language: language.value, role: role.value, taps: joined.checked };
    const made = state.room ? await ask("room/people", body) : await ask("users", { first_name: name.value, language_code: language.value });
    if (!made) return;
    awaited.add(made.id);
    takeAwaited();
    drawPeople();
  };
  dialog.replaceChildren(
    h("form", { method: "dialog", onsubmit: add },
      h("h2", { id: "adding-title" }, word("add_title")),
      h("label", {}, word("add_name"), name),
      h("label", {}, word("add_language"), language),
      state.room ? h("label", {}, word("add_role"), role) : null,
      state.room ? h("label", { class: "check" }, joined, word("add_joined")) : null,
      h("p", { class: "row" }, h("button", { class: "main" }, word("add_do")), h("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, word("cancel"))),
    ),
  );
  dialog.showModal();
});

// The room.
function drawRoom() {
  const room = state.room;
  byId("coalition").textContent = room?.coalition ?? "";
  byId("trajectory").textContent = room?.trajectory ?? "";
  const life = state.connected ? (room?.life ?? (state.awaitsRoom ? "starting" : "")) : "away";
  byId("life").className = `life ${life}`;
  fill(byId("life"), life ? word(`life_${life}`) : "");
  const banner = byId("banner");
  banner.hidden = !room?.mistakes.length;
  if (room?.mistakes.length) fill(banner, h("strong", {}, word("flow_wrong")), h("ul", {}, room.mistakes.map((one) => h("li", {}, one))));
  tick();
}
function drawGroup() {
  const found = state.overview.groups.find((one) => !one.migrated_to);
  if (!found) return;
  if (groupPanel?.key !== found.key) {
    groupPanel?.screen?.close();
    groupPanel?.element.remove();
    groupPanel = new GroupPanel(found.key);
    byId("phones").append(groupPanel.element);
  }
  groupPanel.draw();
}
function openFirst() {
  if (chosenFirst || !state.overview.people.length) return;
  const wanted = OPEN_AT_FIRST.map((name) => state.overview.people.find((one) => one.name === name));
  if (state.room && wanted.every(Boolean)) {
    chosenFirst = true;
    wanted.forEach((one) => phones.has(one.id) || take(one.id));
  } else if (!state.awaitsRoom) {
    chosenFirst = true;
    state.overview.people.slice(0, 3).forEach((one) => take(one.id));
  }
}
function view(name) {
  document.body.dataset.view = name;
  byId("desk").setAttribute("role", name === "desk" ? "main" : "complementary");
  document.querySelectorAll(".views button").forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.view === name)));
  for (const phone of phones.values()) phone.screen?.toEnd();
}
document.querySelectorAll(".views button").forEach((one) => one.addEventListener("click", () => view(one.dataset.view)));
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((one) => one.contains(event.target) || one.removeAttribute("open"));
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("details.menu[open]").forEach((one) => (one.removeAttribute("open"), one.querySelector("summary").focus()));
});

onChange((what) => {
  if (what.all || what.overview || what.room) {
    for (const id of [...phones.keys()]) if (!person(id)) put(id);
    openFirst();
    takeAwaited();
    drawGroup();
  }
  if (what.room) for (const screen of screens()) screen.tellLanguage();
  if (what.room && zone !== state.room.zone) {
    zone = state.room.zone;
    for (const phone of phones.values()) phone.drawTitle();
    for (const screen of screens()) screen.draw();
  }
  if (what.all || what.overview) for (const phone of phones.values()) phone.draw();
  if (what.all) {
    for (const phone of phones.values()) phone.screen?.draw();
    groupPanel?.screen?.draw();
  }
  if (what.messages?.length) {
    const changed = Map.groupBy ? Map.groupBy(what.messages, (one) => one.chat) : grouped(what.messages);
    for (const screen of screens()) if (changed.has(screen.key)) screen.update(changed.get(screen.key));
    groupPanel?.drawTopics();
  }
  for (const answer of what.answers ?? []) for (const screen of screens()) screen.answered(answer);
  if (what.all || what.overview || what.room || what.messages?.length) drawPeople();
  if (what.room || what.all || what.connection) drawRoom();
  desk.draw(what);
});
function grouped(found) {
  const map = new Map();
  for (const one of found) map.set(one.chat, [...(map.get(one.chat) ?? []), one]);
  return map;
}
function* screens() {
  for (const phone of phones.values()) if (phone.screen) yield phone.screen;
  if (groupPanel?.screen) yield groupPanel.screen;
}

useTheme(remembered("theme", "auto"));
const asked = new URLSearchParams(location.search).get("lang");
useLanguage(asked ?? remembered("language", navigator.language.startsWith("nl") ? "nl" : navigator.language.startsWith("en") ? "en" : "nl"));
view("phones");
connect();
