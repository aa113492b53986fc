/* Words to tap in a situation: each opens its card, from which the word can be heard, said and practised.

   Practising a word asks the server for a task, so the script of a round ([data-round-script]) comes with the first
   one. `sending` and `block` are the situation's. Needs recording.js. */
window.BransjekursWordCards = function (block, sending) {
  "use strict";

  const { root } = block;
  const all = (selector) => [...root.querySelectorAll(selector)];
  const voice = window.BransjekursRecording(root);
  let left = null; // the situations, while one of their words is practised
  let loading = null;

  function open(tapped) {
    const card = root.querySelector(`[id="${tapped.hash.slice(1)}"]`);
    all("[data-card]").forEach((other) => (other.hidden = true));
    tapped.closest("[data-line]").after(card);
    card.hidden = false;
    card.opener = tapped;
    block.showSpeakButtons();
    voice.at(card.querySelector("[data-voice-place]"));
    card.querySelector("h4").focus();
  }

  function close(card) {
    voice.forget();
    card.hidden = true;
    card.opener.focus();
  }

  const load = (src) =>
    new Promise((resolve, reject) => {
      document.head.append(Object.assign(document.createElement("script"), { src, onload: resolve, onerror: reject }));
    });

  /** Begin a round of one word; the first time, when what it needs has come. */
  async function practise(form) {
    const source = root.querySelector("[data-round-script]").dataset.roundScript;
    loading = loading || load(source).then(() => window.BransjekursRounds(block, sending));
    try {
      await loading;
      loading.done = true;
      form.requestSubmit();
    } catch {
      loading = null;
      block.showProblem("network", form);
    }
  }

  root.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!form.matches("[data-one-word]")) return;
      left = root.querySelector(".bransjekurs");
      if (loading && loading.done) return;
      event.preventDefault();
      event.stopPropagation();
      practise(form);
    },
    true,
  );
  root.addEventListener("click", (event) => {
    const pressed = event.target.closest("a, button");
    if (!pressed) return;
    if (pressed.matches("[data-tap]")) {
      event.preventDefault();
      open(pressed);
    } else if (pressed.matches("[data-close-card]")) close(pressed.closest("[data-card]"));
    else if (pressed.matches("[data-back]")) {
      root.querySelector(".bransjekurs").replaceWith(left);
      sending.flush();
    }
  });
};
