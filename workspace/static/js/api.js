// The page's own API.

async function post(path, body) {
  let response;
  try {
    response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    return { ok: false, error: "The workspace does not answer. Is it still running?" };
  }
  try {
    return await response.json();
  } catch {
    return { ok: false, error: `The workspace refused this (status ${response.status}).` };
  }
}

export async function loadState() {
  const response = await fetch("/page/state");
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}

export async function loadFile(id) {
  const response = await fetch(`/page/files/${encodeURIComponent(id)}`);
  return response.ok ? response.text() : null;
}

/** `tab` is "home" or "messages". */
export const openHome = (tab) => post("/page/home", { tab });
export const postMessage = (said) => post("/page/messages", said);
export const uploadFile = (sent) => post("/page/uploads", sent);
export const uploadSnippet = (said) => post("/page/snippets", said);

/** `result` is false where the command was not taken; the person has been told why in the channel. */
export const runCommand = (said) => post("/page/commands", said);

/** A message's, where `channel` and `ts` are given, else a global one. */
export const applyShortcut = (used) => post("/page/shortcuts", used);
export const press = (button) => post("/page/actions", button);

/** `result` holds a sentence for each block that keeps the modal from being submitted. */
export const submitView = (left) => post("/page/views/submissions", left);
export const closeView = (left) => post("/page/views/closings", left);
