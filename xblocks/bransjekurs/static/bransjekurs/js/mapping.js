// Saves one area of the mapping as it is filled in; without it, the form is saved by its button.
// What is typed is kept on this device until the server has it: in the tab alone where data-store="tab".
// A kept draft remembers which revision it was written on, so that the server can tell when two have written.
(() => {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const PAUSE = 1500;
  const RETRY = 5000;
  const OURS = ["csrfmiddlewaretoken", "do"];
  const store = form.dataset.store === "tab" ? sessionStorage : localStorage;
  const key = `bransjekurs:${form.dataset.who}:${location.pathname}`;
  let timer = 0;
  let queue = Promise.resolve("saved");

  const values = () => [...new FormData(form)].filter(([name]) => !OURS.includes(name));
  const answers = () => JSON.stringify(values().filter(([name]) => name !== "revision"));
  const keep = () => store.setItem(key, JSON.stringify(values()));

  function tell(...kinds) {
    for (const line of document.querySelectorAll("[data-save]")) line.hidden = !kinds.includes(line.dataset.save);
  }

  function giveBack(kept) {
    for (const field of form.elements) {
      const mine = kept.filter(([name]) => name === field.name).map(([, value]) => value);
      if (!field.name || OURS.includes(field.name)) continue;
      if (field.matches("[type=radio], [type=checkbox]")) field.checked = mine.includes(field.value);
      else field.value = mine[0] ?? "";
    }
  }

  /** Send the form as it stands; returns what became of it: saved, network, session or refused. */
  async function send() {
    const sent = answers();
    const body = new FormData(form);
    body.set("do", "autosave");
    tell("saving");
    let response;
    try {
      response = await fetch(location.href, { method: "POST", body, redirect: "error", credentials: "same-origin" });
    } catch {
      return navigator.onLine && (await reachable()) ? "session" : "network";
    }
    if ([400, 409].includes(response.status)) return "refused";
    if (!response.ok) return response.status < 500 ? "session" : "network";
    form.elements.revision.value = (await response.json()).revision;
    if (answers() === sent) store.removeItem(key);
    else keep();
    return "saved";
  }

  // A request that was sent to another page (to sign in) and one that went nowhere look alike.
  const reachable = () => fetch(location.href, { method: "HEAD", redirect: "manual" }).then(() => true, () => false);

  function save() {
    clearTimeout(timer);
    queue = queue.then(send).then((outcome) => {
      tell(...(outcome === "network" ? ["network", "lost"] : [outcome]));
      if (outcome === "network") timer = setTimeout(save, RETRY);
      return outcome;
    });
    return queue;
  }

  function changed() {
    keep();
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  }

  form.addEventListener("input", changed);
  // A choice, or a field that one leaves, is saved at once.
  form.addEventListener("change", () => { keep(); save(); });
  window.addEventListener("online", () => store.getItem(key) && save());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const outcome = await save();
    if (outcome === "saved") location.assign(form.dataset.next);
    // The server says what is wrong, or shows what somebody else has written.
    if (outcome === "refused") form.submit();
  });
  document.querySelector("[data-drop]")?.addEventListener("click", () => store.removeItem(key));

  const kept = store.getItem(key);
  if ("conflict" in form.dataset) keep();
  else if (kept) {
    giveBack(JSON.parse(kept));
    save();
  }
  document.querySelector("[data-error-summary]")?.focus();
})();
