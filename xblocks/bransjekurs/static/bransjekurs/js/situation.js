/* A situation from work: words to tap, and something to do, judged here and kept in the outbox.

   What there is to do has a script of its own (choosing.js, ordering.js, writing.js): the page loads those that its
   kinds of situation need. Every text is in the page. */
function BransjekursSituation(runtime, element) {
  "use strict";

  const block = BransjekursBlock(runtime, element);
  const { root } = block;
  const sending = window.BransjekursSending(block);
  const part = (within, name) => within.querySelector(`[data-${name}]`);
  const WAYS = [
    ["form[data-right]", "BransjekursChoosing"],
    ["form[data-table]", "BransjekursOrdering"],
    ["form[data-message]", "BransjekursWriting"],
  ];
  const doings = new Map(); // each situation that is shown → what is done in it

  function start() {
    root.querySelectorAll("[data-situation]").forEach((situation) => {
      const way = WAYS.find(([form]) => situation.querySelector(form));
      if (doings.has(situation) || !way) return;
      doings.set(situation, window[way[1]](situation, actsOf(situation)));
    });
  }

  function actsOf(situation) {
    return { keep: (task, answer) => keep(situation, task, answer), answered, ended: (stay) => end(situation, stay), sending };

    /** Keep an answer, and show what is said of it; returns that. */
    function answered(form, answer, verdict) {
      keep(situation, form.dataset.taskId, answer);
      const shown = situation.querySelector(`template[data-verdict="${verdict}"]`).content.cloneNode(true);
      part(form, "feedback").replaceChildren(shown);
      return part(form, "feedback");
    }
  }

  function keep(situation, task, answer) {
    sending.keep({ situation: situation.dataset.situation, task, answer });
  }

  function end(situation, stay) {
    part(situation, "situation-end").hidden = false;
    if (!stay) part(situation, "situation-end").querySelector("h3").focus();
  }

  root.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-do-again], [data-done]");
    if (!pressed) return;
    const situation = pressed.closest("[data-situation]");
    if (pressed.matches("[data-done]")) {
      keep(situation, pressed.dataset.done, "");
      part(situation, "is-done").hidden = false;
    } else {
      part(situation, "situation-end").hidden = true;
      doings.get(situation).restart();
    }
  });
  root.addEventListener("bransjekurs:swapped", start);
  if (root.querySelector("[data-card]")) window.BransjekursWordCards(block, sending);
  start();
}
