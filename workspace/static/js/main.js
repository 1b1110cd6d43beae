// Puts the page together.

import { announceNewMessages } from "./announce.js";
import { ChannelPane } from "./channel.js";
import { Modal } from "./modal.js";
import { followNames } from "./name-cards.js";
import { SamplesDialog } from "./samples-dialog.js";
import { Sidebar } from "./sidebar.js";
import { Store } from "./store.js";
import { Stream } from "./stream.js";
import { ThreadPane } from "./thread.js";

const byId = (id) => document.getElementById(id);
const app = byId("app");
const store = new Store();

const samples = new SamplesDialog(byId("samples"), () => channel);
const channel = new ChannelPane(store, byId("channel"), samples, () => toggleMenu(true));
new Sidebar(store, byId("sidebar"));
new ThreadPane(store, byId("thread"));
new Modal(store, byId("modal"));
announceNewMessages(store, byId("announcer"));
followNames(app, byId("name-card"), byId("announcer"));

/** On a narrow screen the channels are behind a button. */
function toggleMenu(isOpen) {
  app.classList.toggle("menu-open", isOpen);
  if (isOpen) byId("sidebar").querySelector("[aria-current]")?.focus();
  else byId("channel").querySelector(".menu").focus();
}

byId("scrim").addEventListener("click", () => toggleMenu(false));
byId("sidebar").addEventListener("keydown", (event) => {
  if (event.key === "Escape") toggleMenu(false);
});
store.addEventListener("opened", () => {
  app.classList.remove("menu-open");
  channel.focus();
});
store.addEventListener("change", () => channel.focus(), { once: true });

new Stream(store, (isOnline) => {
  byId("offline").hidden = isOnline;
}).start();
