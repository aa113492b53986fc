/* Sends what waits in the outbox as soon as it can, and says how much is left. Needs kept.js and outbox.js. */
window.BransjekursSending = function (block) {
  "use strict";

  const { root } = block;
  const { outbox: key, person } = root.querySelector("[data-outbox]").dataset;
  if (!key) return { keep() {}, flush: async () => true, person, key }; // an author tries it
  window.BransjekursKept.tidy(person);
  const outbox = window.BransjekursOutbox(key, (answers) => block.send("send_answers", { answers }));

  /** Try to send; returns whether nothing is left. */
  async function flush() {
    let problem = null;
    try {
      await outbox.flush();
    } catch (stopped) {
      problem = typeof stopped === "string" ? stopped : null;
    }
    const waiting = root.querySelector("[data-waiting]");
    if (waiting) waiting.hidden = !outbox.size();
    root.querySelectorAll("[data-waiting-count]").forEach((place) => (place.textContent = outbox.size()));
    if (problem && waiting) block.showProblem(problem, waiting);
    return !outbox.size();
  }

  function keep(answer) {
    outbox.add(answer);
    flush();
  }

  root.addEventListener("bransjekurs:swapped", flush);
  window.addEventListener("online", flush);
  flush();
  return { keep, flush, person, key };
};
