// Follows what happens in the workspace, across lost connections and restarts.

import { loadState } from "./api.js";

const TRY_AGAIN_MS = 2000;

export class Stream {
  #store;
  #source = null;
  #position = "";
  #onlineChanged;

  /** `onlineChanged` is told true or false. */
  constructor(store, onlineChanged) {
    this.#store = store;
    this.#onlineChanged = onlineChanged;
    // A browser allows six connections to one server, and each open tab holds one: hidden tabs give theirs back.
    document.addEventListener("visibilitychange", () => (document.hidden ? this.#close() : this.#follow()));
  }

  /** Load everything, then follow; try until the workspace answers. */
  async start() {
    this.#close();
    try {
      const state = await loadState();
      this.#position = state.position;
      this.#store.load(state);
      this.#onlineChanged(true);
      this.#follow();
    } catch {
      this.#startLater();
    }
  }

  #follow() {
    if (this.#source || document.hidden || !this.#position) return;
    this.#source = new EventSource(`/page/stream?after=${this.#position}`);
    this.#source.onopen = () => this.#onlineChanged(true);
    this.#source.onmessage = (event) => this.#take(event);
    this.#source.onerror = () => this.#failed();
  }

  #take(event) {
    this.#position = event.lastEventId;
    const change = JSON.parse(event.data);
    if (change.kind === "reset") this.start();
    else this.#store.apply(change);
  }

  #failed() {
    this.#onlineChanged(false);
    // The browser connects again by itself, unless the server refused the stream.
    if (this.#source?.readyState === EventSource.CLOSED) this.#startLater();
  }

  #startLater() {
    this.#onlineChanged(false);
    setTimeout(() => this.start(), TRY_AGAIN_MS);
  }

  #close() {
    this.#source?.close();
    this.#source = null;
  }
}
