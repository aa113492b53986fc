// Keeps what is typed in a form with data-keep="key" on this machine until the server says that it has it (data-told).
// It comes back after a lost connection, a closed tab or a reload. Nothing is kept for longer than a day, nor past the
// moment when another person (data-person on the body) uses the same machine.
(() => {
  "use strict";
  const PREFIX = "bransjekurs-keep:";
  const SENT = "bransjekurs-sent";
  const DAY = 24 * 60 * 60 * 1000;
  const person = document.body.dataset.person || "";
  const keyOf = (form) => `${PREFIX}${person}:${location.pathname}:${form.dataset.keep}`;
  const TYPED = "textarea:not([readonly]), select, input:not([type=hidden], [type=file], [type=password], [readonly])";
  const fields = (form) => [...form.elements].filter((field) => field.name && field.matches(TYPED));
  const isTick = (field) => field.type === "checkbox" || field.type === "radio";
  // Forms that the server gave back: what was typed stands in them as if it had been there from the start.
  const returned = new Set();
  const valueOf = (field) => (isTick(field) ? field.checked : field.value);
  const nameOf = (field) => (isTick(field) ? `${field.name}=${field.value}` : field.name);

  function usual(field) {
    if (isTick(field)) return field.defaultChecked;
    if (!field.options) return field.defaultValue;
    const chosen = [...field.options].find((option) => option.defaultSelected) || field.options[0];
    return chosen ? chosen.value : "";
  }

  function tidy() {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(PREFIX)) continue;
      let at = 0;
      try { at = JSON.parse(localStorage.getItem(key)).at; } catch { /* not ours to read: remove it */ }
      if (Date.now() - at > DAY || !key.startsWith(`${PREFIX}${person}:`)) localStorage.removeItem(key);
    }
  }

  function keep(form) {
    const changed = fields(form).filter((field) => returned.has(form) || valueOf(field) !== usual(field));
    const values = Object.fromEntries(changed.map((field) => [nameOf(field), valueOf(field)]));
    // What was written where there is no field now (the second week of a pattern) is kept with the rest.
    for (const field of form.querySelectorAll("[data-kept]")) values[field.name] = field.value;
    const seen = form.elements.seen?.value;
    if (Object.keys(values).length) localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), seen, values }));
    else localStorage.removeItem(keyOf(form));
  }

  function giveBack(form) {
    const kept = JSON.parse(localStorage.getItem(keyOf(form)) || "null");
    if (!kept) return;
    for (const field of fields(form)) {
      if (!(nameOf(field) in kept.values)) continue;
      if (isTick(field)) field.checked = kept.values[nameOf(field)];
      else field.value = kept.values[nameOf(field)];
    }
    for (const [name, value] of Object.entries(kept.values)) {
      if (typeof value !== "string" || form.elements[name]) continue;
      const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
      field.dataset.kept = "";
      form.append(field);
    }
    // What the form showed when this was written, so that the server can tell that somebody has saved since.
    if (form.elements.seen && kept.seen !== undefined) form.elements.seen.value = kept.seen;
    for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  }

  function send(event, form) {
    keep(form);
    if (navigator.onLine) return void sessionStorage.setItem(SENT, keyOf(form));
    event.preventDefault();
    document.querySelector("[data-offline]")?.removeAttribute("hidden");
    form.append(document.querySelector("[data-offline]") || "");
  }

  tidy();
  const sent = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  // The server has it, or gives it back in the form itself with what is wrong or what somebody else has saved.
  const answered = document.querySelector("[data-told], [data-error-summary]");
  if (answered) localStorage.removeItem(sent || "");
  for (const form of document.querySelectorAll("form[data-keep]")) {
    if (keyOf(form) === sent && !document.querySelector("[data-told]")) returned.add(form);
    giveBack(form);
    if (returned.has(form) && answered) keep(form);
    form.addEventListener("input", () => keep(form));
    form.addEventListener("submit", (event) => send(event, form));
  }
  addEventListener("online", () => document.querySelector("[data-offline]")?.setAttribute("hidden", ""));
})();
