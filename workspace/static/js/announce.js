// Tells screen readers what others say.

import { content } from "./blocks.js";

const LONGEST = 300;

export function announceNewMessages(store, region) {
  store.addEventListener("heard", ({ detail: message }) => {
    const author = store.user(message.user)?.name ?? "Someone";
    const where = message.channel === store.current ? "" : ` in ${store.channel(message.channel)?.name}`;
    const said = content(message, store).map((block) => block?.textContent ?? "");
    region.textContent = `${author}${where}: ${said.join(" ").slice(0, LONGEST)}`;
  });
}
