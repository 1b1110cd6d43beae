// Times as people say them. A Slack timestamp is seconds since 1970 with six decimals.

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });

export function dateOf(ts) {
  return new Date(Number(ts) * 1000);
}

export function clock(ts) {
  return CLOCK.format(dateOf(ts));
}

export function full(ts) {
  return FULL.format(dateOf(ts));
}

/** "Today", "Yesterday" or the date. */
export function dayName(ts) {
  const date = dateOf(ts);
  const now = new Date();
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (date.toDateString() === now.toDateString()) return "Today";
  if (date.toDateString() === yesterday.toDateString()) return "Yesterday";
  return DAY.format(date);
}

const TOKENS = {
  date_num: { dateStyle: "short" },
  date: { dateStyle: "long" },
  date_short: { dateStyle: "medium" },
  date_long: { dateStyle: "full" },
  date_pretty: { dateStyle: "long" },
  date_short_pretty: { dateStyle: "medium" },
  date_long_pretty: { dateStyle: "full" },
  time: { timeStyle: "short" },
  time_secs: { timeStyle: "medium" },
};

/** Slack's date format, "{date_short} at {time}"; where it holds an unknown token, the fallback. */
export function formatted(timestamp, format, fallback) {
  let known = true;
  const text = format.replace(/\{(\w+)\}/g, (_, token) => {
    if (!TOKENS[token]) known = false;
    return known ? new Intl.DateTimeFormat(undefined, TOKENS[token]).format(dateOf(timestamp)) : "";
  });
  return known ? text : (fallback ?? full(timestamp));
}
