/* A round of words: one task visible at a time, judged here by the task's own table, so that it needs no network.

   Answers go to the outbox and are sent when they can be. A word that the feedback says comes again ([data-again])
   comes once more at the end. Needs speak.js, block.js, judge.js, outbox.js and round.js. */
function BransjekursPractice(runtime, element) {
  "use strict";

  const ROUND = "form[data-handler=start_round]:not([data-one-word])";
  const block = BransjekursBlock(runtime, element);
  const { root } = block;
  const find = (selector) => root.querySelector(selector);
  const outbox = window.BransjekursOutbox(find("[data-outbox]").dataset.outbox, (answers) =>
    block.send("send_answers", { answers }),
  );
  const round = window.BransjekursRound(root, { answered: keep, finished: finish, shown: block.showSpeakButtons });
  const ready = new Map(); // how a round begins → its content, fetched before it is asked for

  function keep(answer) {
    outbox.add(answer);
    flush();
  }

  /** Try to send what waits; say how much is left. */
  async function flush() {
    let problem = null;
    try {
      await outbox.flush();
    } catch (stopped) {
      problem = typeof stopped === "string" ? stopped : null;
    }
    const waiting = find("[data-waiting]");
    if (waiting) waiting.hidden = !outbox.size();
    root.querySelectorAll("[data-waiting-count]").forEach((place) => (place.textContent = outbox.size()));
    if (problem && waiting) block.showProblem(problem, waiting);
    return !outbox.size();
  }

  /** Show what was learned; without a network, that the answers are kept. */
  async function finish() {
    const sent = await flush();
    const answer = sent && (await block.send("finish_round", {}).catch(() => null));
    if (answer && answer.html) return block.swap(answer.html);
    return round.showEnd();
  }

  const modeOf = (form) => (form.elements.mode ? form.elements.mode.value : "today");

  /** Fetch the rounds that can be begun from here, so that beginning one needs no network. */
  function prepare() {
    ready.clear();
    const forms = [...root.querySelectorAll(ROUND)].slice(0, 1);
    forms.forEach(async (form) => {
      const answer = await block.send("start_round", { mode: modeOf(form) }).catch(() => null);
      if (answer && answer.html && form.isConnected) ready.set(modeOf(form), answer.html);
    });
  }

  root.addEventListener(
    "submit",
    (event) => {
      const html = event.target.matches(ROUND) && ready.get(modeOf(event.target));
      if (!html) return;
      event.preventDefault();
      event.stopPropagation();
      block.swap(html);
    },
    true,
  );

  root.addEventListener("click", (event) => {
    if (event.target.closest("[data-finish], [data-send-now]")) finish();
  });

  root.addEventListener("bransjekurs:swapped", begin);
  window.addEventListener("online", () => (round.isOver() ? finish() : flush()));

  function begin() {
    round.start();
    prepare();
    flush();
  }

  begin();
  return { block, keep };
}
