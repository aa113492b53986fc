/* A message to write: the text and the ticks are a draft on the device; what the participant sends goes to the outbox,
   and the draft is gone. Needs kept.js. */
window.BransjekursWriting = function (situation, on) {
  "use strict";

  const { keep, sending } = on;
  const kept = window.BransjekursKept;
  const part = (name) => situation.querySelector(`[data-${name}]`);
  const form = part("message");
  const { text } = form.elements;
  const ticks = [...form.querySelectorAll("[name=check]")];
  const draft = kept.draftKey(sending.person, `${sending.key}-${situation.dataset.situation}`);

  function keepDraft() {
    if (!sending.key) return; // an author tries it
    const ticked = ticks.map((tick) => tick.checked);
    const isEmpty = !text.value && !ticked.includes(true);
    kept.write(draft, !isEmpty && { text: text.value, ticked, at: Date.now() });
  }

  function giveBack() {
    const { text: words, ticked } = kept.read(draft) || {};
    if (words) text.value = words;
    if (ticked) ticks.forEach((tick, n) => (tick.checked = Boolean(ticked[n])));
    if (text.value) keepDraft(); // what was taken back comes with the page
  }

  function send() {
    const words = text.value.trim();
    part("empty").hidden = Boolean(words);
    if (!words) return text.focus();
    keep(part("send-text").dataset.sendText, words);
    keep(part("done").dataset.done, "");
    part("is-done").hidden = false;
    part("sent-text").textContent = words;
    part("sent").hidden = false;
    text.value = "";
    ticks.forEach((tick) => (tick.checked = false));
    keepDraft();
    part("sent").querySelector("h3").focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  form.addEventListener("input", keepDraft);
  form.addEventListener("click", (event) => {
    const key = event.target.closest("[data-letter]");
    if (!key) return;
    text.setRangeText(key.textContent, text.selectionStart, text.selectionEnd, "end");
    text.focus();
    keepDraft();
  });
  giveBack();
};
