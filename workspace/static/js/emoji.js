// Emoji by Slack's names: those that a bot is likely to use. Others keep their name, as Slack does with unknown ones.

const NAMES = {
  "+1": "👍",
  "-1": "👎",
  bar_chart: "📊",
  blue_book: "📘",
  book: "📖",
  books: "📚",
  bulb: "💡",
  bust_in_silhouette: "👤",
  busts_in_silhouette: "👥",
  cityscape: "🏙️",
  classical_building: "🏛️",
  earth_africa: "🌍",
  eyes: "👀",
  grey_question: "❔",
  heavy_check_mark: "✔️",
  hourglass_flowing_sand: "⏳",
  information_source: "ℹ️",
  label: "🏷️",
  mag: "🔍",
  memo: "📝",
  newspaper: "📰",
  office: "🏢",
  point_right: "👉",
  question: "❓",
  round_pushpin: "📍",
  speech_balloon: "💬",
  tada: "🎉",
  thinking_face: "🤔",
  thumbsdown: "👎",
  thumbsup: "👍",
  warning: "⚠️",
  wave: "👋",
  white_check_mark: "✅",
  x: "❌",
};

/** `unicode` is what Slack sends beside a name: code points in hexadecimal, joined by hyphens. */
export function emoji(name, unicode) {
  if (/^[0-9a-f]+(-[0-9a-f]+)*$/i.test(unicode ?? "")) {
    const points = unicode.split("-").map((part) => Number.parseInt(part, 16));
    if (points.every((point) => point <= 0x10ffff)) return String.fromCodePoint(...points);
  }
  return Object.hasOwn(NAMES, name) ? NAMES[name] : `:${name}:`;
}
