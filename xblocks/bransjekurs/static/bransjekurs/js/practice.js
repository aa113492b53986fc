/* A round of words: one task visible at a time, judged here by the task's own table, so that it needs no network.

   Answers go to the outbox and are sent when they can be. `BransjekursRounds` gives any block rounds;
   `BransjekursPractice` is the block of words. Needs the other scripts that blocks/trade_language/scripts.py names. */
window.BransjekursRounds = function (block, sending) {
  "use strict";

  const ROUND = "form[data-handler=start_round]:not([data-one-word])";
  const { root } = block;
  const voice = window.BransjekursRecording(root);
  const round = window.BransjekursRound(root, { answered: sending.keep, finished: finish, asked: voice.forget, shown });
  const ready = new Map(); // how a round begins → its content, fetched before it is asked for

  function shown(task) {
    block.showSpeakButtons();
    voice.at(task.querySelector("[data-voice-place]"));
  }

  /** Show what was learned; without a network, that the answers are kept. */
  async function finish() {
    const sent = await sending.flush();
    const answer = sent && (await block.send("finish_round", {}).catch(() => null));
    if (answer && answer.html) return block.swap(answer.html);
    return round.showEnd();
  }

  const modeOf = (form) => (form.elements.mode ? form.elements.mode.value : "today");

  /** Fetch the round that can be begun from here, so that beginning it needs no network. */
  async function prepare() {
    ready.clear();
    const form = root.querySelector(ROUND);
    if (!form) return;
    const answer = await block.send("start_round", { mode: modeOf(form) }).catch(() => null);
    if (answer && answer.html && form.isConnected) ready.set(modeOf(form), answer.html);
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
  window.addEventListener("online", () => round.isOver() && finish());

  function begin() {
    round.start();
    prepare();
  }

  begin();
};

function BransjekursPractice(runtime, element) {
  "use strict";

  const block = BransjekursBlock(runtime, element);
  window.BransjekursRounds(block, window.BransjekursSending(block));
}
