// The names of the text as a file, which the server makes and the browser keeps.

import { exportNames } from "./api.js";
import { announce, byId } from "./elements.js";

// `text` returns the text that is shown. There is nothing to take along before names are found.
export function offerExports(text) {
  for (const button of byId("export").querySelectorAll("button")) {
    button.addEventListener("click", () => save(button, text()));
  }
}

export function showExports(hasNames) {
  byId("export").hidden = !hasNames;
  byId("export-problem").textContent = "";
}

async function save(button, text) {
  if (button.ariaDisabled === "true") return;
  button.ariaDisabled = "true";
  const format = button.dataset.format;
  try {
    keep(await exportNames(format, text), `names.${format}`);
    byId("export-problem").textContent = "";
    announce(`names.${format} is downloaded.`);
  } catch (error) {
    byId("export-problem").textContent = error.message;
    announce(error.message);
  } finally {
    button.ariaDisabled = "false";
  }
}

function keep(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
