// What the page knows, and what it shows of it.

/** As long as Slack shows that somebody is at work without a word from them. */
const FORGET_READING_MS = 120_000;

export class Store extends EventTarget {
  #messages = new Map();
  #users = new Map();
  #groups = new Map();
  #unread = new Map();
  #queued = false;
  #forgetting;

  /** Everything anew; the open channel stays open where it still exists. */
  load(state) {
    this.team = state.team;
    this.you = state.you;
    this.bot = state.bot;
    this.commands = state.commands;
    this.limits = state.limits;
    this.shortcuts = state.shortcuts;
    this.view = state.view;
    this.channels = state.channels;
    this.hasHome = state.has_home;
    this.home = state.home;
    this.#read(state.reading);
    this.#users = new Map(state.users.map((user) => [user.id, user]));
    this.#groups = new Map(state.groups.map((group) => [group.id, group]));
    this.#messages = new Map(state.channels.map((channel) => [channel.id, new Map()]));
    for (const message of state.messages) this.#put(message);
    if (!this.channel(this.current)) this.current = state.channels[0].id;
    if (this.threadTs && !this.message(this.threadTs)) this.threadTs = null;
    this.changed();
  }

  apply(change) {
    if (change.kind === "message") this.#take(change.message);
    if (change.kind === "deleted") this.#delete(change.channel, change.ts);
    if (change.kind === "home" && change.user === this.you) this.home = change.view;
    if (change.kind === "reading") this.#read(change.places);
    if (change.kind === "view" && change.user === this.you) this.view = change.view;
    this.changed();
  }

  user(id) {
    return this.#users.get(id);
  }

  group(id) {
    return this.#groups.get(id);
  }

  channel(id) {
    return this.channels.find((channel) => channel.id === id);
  }

  message(ts) {
    return this.#messages.get(this.current)?.get(ts);
  }

  unread(channelId) {
    return this.#unread.get(channelId) ?? 0;
  }

  /** The open channel's messages outside threads, and the roots of threads. */
  inChannel() {
    return this.#all().filter((message) => (message.thread_ts ?? message.ts) === message.ts);
  }

  inThread(ts) {
    return this.#all().filter((message) => message.ts === ts || message.thread_ts === ts);
  }

  /** What the bot is doing in a thread, in words; none when it is not. */
  readingInThread(threadTs) {
    return this.#readingIn(new Set([threadTs]));
  }

  /** In the channel a question to the bot counts although its answer comes in a thread. */
  readingInChannel() {
    return this.#readingIn(
      new Set([null, ...this.inChannel().filter((message) => !message.reply_count).map((each) => each.ts)]),
    );
  }

  open(channelId) {
    this.current = channelId;
    this.threadTs = null;
    this.#unread.delete(channelId);
    this.#changedTo("opened");
  }

  openThread(ts) {
    this.threadTs = ts;
    this.#changedTo("thread");
  }

  /** Tell the views, once for everything that happens at the same time. */
  changed() {
    if (this.#queued) return;
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      this.dispatchEvent(new Event("change"));
    });
  }

  /** The event comes when the views have changed: what is not shown yet cannot have the focus. */
  #changedTo(event) {
    this.changed();
    queueMicrotask(() => this.dispatchEvent(new Event(event)));
  }

  #readingIn(threads) {
    const places = this.reading.filter((place) => place.channel === this.current && threads.has(place.thread_ts));
    const status = places.find((place) => place.status)?.status ?? "is reading…";
    return places.length ? `${this.bot.name} ${status}` : "";
  }

  #all() {
    return [...(this.#messages.get(this.current)?.values() ?? [])];
  }

  #put(message) {
    const isNew = !this.#messages.get(message.channel)?.has(message.ts);
    this.#messages.get(message.channel)?.set(message.ts, message);
    return isNew;
  }

  #take(message) {
    if (message.ephemeral_user && message.ephemeral_user !== this.you) return;
    if (!this.#put(message) || message.user === this.you) return;
    if (message.channel !== this.current) this.#unread.set(message.channel, this.unread(message.channel) + 1);
    this.dispatchEvent(new CustomEvent("heard", { detail: message }));
  }

  #read(places) {
    this.reading = places;
    clearTimeout(this.#forgetting);
    if (places.length) this.#forgetting = setTimeout(() => this.#read([]), FORGET_READING_MS);
    this.changed();
  }

  #delete(channelId, ts) {
    this.#messages.get(channelId)?.delete(ts);
    if (channelId === this.current && ts === this.threadTs) this.threadTs = null;
  }
}
