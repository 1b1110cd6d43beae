// Mentions of people and channels.

import { h } from "/shared/dom.js";

export function userMention(store, id) {
  const mine = id === store.you ? " mine" : "";
  return h("span", { class: `mention${mine}` }, `@${store.user(id)?.name ?? "someone"}`);
}

export function groupMention(store, id) {
  return h("span", { class: "mention" }, `@${store.group(id)?.handle ?? "group"}`);
}

export function channelMention(store, id) {
  const channel = store.channel(id);
  if (!channel) return h("span", { class: "mention" }, "#unknown");
  return h("button", { class: "mention", type: "button", onclick: () => store.open(id) }, `#${channel.name}`);
}
