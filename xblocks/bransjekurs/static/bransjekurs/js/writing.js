/* A message to write: the text and the ticks stay on the device; only what the participant sends goes to the outbox. */
window.BransjekursWriting = function (root, keep) {
  "use strict";

  const part = (within, name) => within.querySelector(`[data-${name}]`);
  const situationOf = (inside) => inside.closest("[data-situation]");
  const idOf = (inside) => situationOf(inside).dataset.situation;
  const ticksOf = (form) => [...form.querySelectorAll("[name=check]")];
  const draftOf = (form) => `${part(root, "outbox").dataset.outbox}-${idOf(form)}`;

  function keepDraft(form) {
    const ticks = ticksOf(form).map((tick) => tick.checked);
    try {
      window.localStorage.setItem(draftOf(form), JSON.stringify({ text: form.elements.text.value, ticks }));
    } catch {
      // A browser that keeps nothing for the page: the text stays in the page.
    }
  }

  function giveBack(form) {
    try {
      const { text, ticks } = JSON.parse(window.localStorage.getItem(draftOf(form)));
      form.elements.text.value = text;
      ticksOf(form).forEach((tick, n) => (tick.checked = Boolean(ticks[n])));
    } catch {
      // Nothing is kept.
    }
  }

  function send(form) {
    const text = form.elements.text.value.trim();
    part(form, "empty").hidden = Boolean(text);
    if (!text) return form.elements.text.focus();
    const situation = situationOf(form);
    keep({ situation: idOf(form), task: part(form, "send-text").dataset.sendText, answer: text });
    part(situation, "sent-text").textContent = text;
    part(situation, "sent").hidden = false;
    done(part(form, "done"));
    part(situation, "sent").querySelector("h3").focus();
  }

  function done(button) {
    keep({ situation: idOf(button), task: button.dataset.done, answer: "" });
    part(situationOf(button), "is-done").hidden = false;
  }

  function typeLetter(key) {
    const field = key.closest("form").elements.text;
    field.setRangeText(key.textContent, field.selectionStart, field.selectionEnd, "end");
    field.focus();
    keepDraft(field.form);
  }

  root.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-message]")) return;
    event.preventDefault();
    send(event.target);
  });
  root.addEventListener("input", (event) => {
    const form = event.target.closest("[data-message]");
    if (form) keepDraft(form);
  });
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-done], [data-letter]");
    if (!button) return;
    if (button.matches("[data-done]")) done(button);
    else typeLetter(button);
  });
  return { giveBack };
};
