// What there is, as the server tells it: kept here, and told to whoever draws it.
const listeners = new Set();

export const LOADED = 60; // Of each chat the server tells so many of the newest messages at first.

export const state = {
  now: 0, // How far the rehearsal's clock is ahead of this machine's, in milliseconds.
  overview: { bots: [], people: [], groups: [], faults: [] },
  room: null,
  awaitsRoom: false, // Somebody rehearses here, and tells of it as soon as all is ready.
  connected: false,
  chats: new Map(), // key → { messages: Map(id → message), whole }: whole when there is nothing before them
  read: new Map(), // user|chat|topic → the last message that was seen
};

export const onChange = (listener) => listeners.add(listener);
const tell = (what) => listeners.forEach((listener) => listener(what));

export const clock = () => Date.now() + state.now;
export const person = (id) => state.overview.people.find((one) => one.id === id);
export const group = (key) => state.overview.groups.find((one) => one.key === key);
export const standing = (id) => state.room?.people.find((one) => one.user_id === id);
export const isCoordinator = (id) => standing(id)?.roles.includes("coordinator") ?? false;

// The language in which the bot speaks to somebody.
export const languageOf = (id) => (isCoordinator(id) ? "nl" : standing(id)?.language || person(id)?.language);

// What begins after the first load is known from its beginning.
export function chatOf(key) {
  if (!state.chats.has(key)) state.chats.set(key, { messages: new Map(), whole: true });
  return state.chats.get(key);
}

export const inTopic = (message, topic) => topic === null || (message.topic ?? 0) === topic;

export function messages(key, topic = null) {
  return [...chatOf(key).messages.values()].filter((one) => !one.deleted && inTopic(one, topic));
}

const place = (user, key, topic) => `${user}|${key}|${topic ?? "all"}`;

export function unread(user, key, topic = null) {
  const seen = Math.max(state.read.get(place(user, key, topic)) ?? 0, state.read.get(place(user, key, null)) ?? 0);
  return messages(key, topic).filter((one) => one.id > seen && one.from_id !== user && !one.service).length;
}

export const lastRead = (user, key, topic = null) => state.read.get(place(user, key, topic)) ?? 0;

export function markRead(user, key, topic = null) {
  const newest = Math.max(0, ...messages(key, topic).map((one) => one.id));
  if (newest > lastRead(user, key, topic)) state.read.set(place(user, key, topic), newest);
}

// What changed above the oldest message that is known here comes along when somebody asks for what was before it.
export function take(found, { earlier = false } = {}) {
  const touched = new Set();
  for (const message of found) {
    const chat = chatOf(message.chat);
    const known = chat.messages.has(message.id);
    const [oldest] = chat.messages.keys();
    if (!known && !earlier && message.id < oldest) continue;
    chat.messages.set(message.id, message);
    if (!known && [...chat.messages.keys()].at(-2) > message.id) sort(chat);
    touched.add(message.chat);
  }
  return touched;
}

function sort(chat) {
  chat.messages = new Map([...chat.messages].sort(([a], [b]) => a - b));
}

export function connect() {
  const feed = new EventSource("/rehearsal/feed");
  let run;
  feed.addEventListener("all", (event) => {
    const all = JSON.parse(event.data);
    if (run !== undefined && all.run !== run) {
      // Another rehearsal than the one that is shown: nothing of that one counts here.
      feed.close();
      return location.reload();
    }
    run = all.run;
    state.connected = true;
    state.now = all.now * 1000 - Date.now();
    state.awaitsRoom = all.room;
    state.overview = all.overview;
    state.chats.clear();
    take(all.messages);
    for (const chat of state.chats.values()) chat.whole = chat.messages.size < LOADED;
    tell({ all: true });
  });
  feed.addEventListener("changes", (event) => {
    const changes = JSON.parse(event.data);
    if (changes.now !== undefined) state.now = changes.now * 1000 - Date.now();
    if (changes.overview) state.overview = changes.overview;
    const found = changes.messages ?? [];
    tell({ overview: Boolean(changes.overview), chats: take(found), messages: found, answers: changes.answers ?? [] });
  });
  feed.addEventListener("room", (event) => {
    state.room = JSON.parse(event.data);
    tell({ room: true });
  });
  feed.addEventListener("error", () => {
    state.connected = false;
    tell({ connection: true });
  });
}
