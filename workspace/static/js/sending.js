// What becomes of a text when it is sent: a message, a command, or a snippet where it is too long for a message.

import { postMessage, runCommand, uploadFile, uploadSnippet } from "./api.js";

/** Slack's composer makes a snippet of a longer text. Commands have no such way out. */
export const LONGEST_MESSAGE = 12000;

/** `sent`: whether it was taken. `error`: a sentence, where nothing in the channel says why it was not. */
export async function say(text, channel, threadTs, store) {
  const place = { channel, thread_ts: threadTs };
  const command = /^(\/\S+)\s?([^]*)$/.exec(text);
  if (command) {
    const answer = await runCommand({ ...place, command: command[1], text: command[2] });
    return { sent: answer.ok && answer.result, error: answer.error };
  }
  const answer =
    text.length > LONGEST_MESSAGE
      ? await uploadSnippet({ ...place, ...split(text, store.bot.mention) })
      : await postMessage({ ...place, text });
  return { sent: answer.ok, error: answer.error };
}

/** Share a file, with what is written as its comment. */
export async function share(file, comment, channel, threadTs) {
  const content = await inBase64(file);
  const answer = await uploadFile({ channel, thread_ts: threadTs, name: file.name, content, comment });
  return { sent: answer.ok, error: answer.error };
}

function inBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/** A first line that mentions the bot is said beside the snippet, not in it. */
function split(text, mention) {
  const [first, ...rest] = text.split("\n");
  const isComment = first.includes(mention) && first.length < 1000 && rest.length > 0;
  return isComment ? { comment: first, text: rest.join("\n").trim() } : { text };
}
