/* A situation from work: words to tap, and something to do, judged here and kept in the outbox of practice.js.

   Every text is in the page. Needs the scripts of practice, ordering.js and writing.js. */
function BransjekursSituation(runtime, element) {
  "use strict";

  const { block, keep } = BransjekursPractice(runtime, element);
  const { root } = block;
  const all = (selector, within = root) => [...within.querySelectorAll(selector)];
  const part = (within, name) => within.querySelector(`[data-${name}]`);
  const situationOf = (inside) => inside.closest("[data-situation]");
  const writing = window.BransjekursWriting(root, keep);
  const orderings = new Map();
  let waiting = null; // the situations, while one of their words is practised

  function start() {
    all("[data-situation]").forEach((situation) => {
      all("[data-steps]", situation).forEach(begin);
      all("[data-placed]", situation).forEach(({ parentElement: form }) => {
        if (!orderings.has(form)) orderings.set(form, window.BransjekursOrdering(form, { answered }));
      });
    });
    all("[data-message]").forEach(writing.giveBack);
  }

  /** Show the first of what comes one at a time; a dialogue goes on to where one is to choose. */
  function begin(steps) {
    const parts = [...steps.children];
    const first = steps.dataset.steps === "add" ? parts.findIndex((step) => part(step, "task-id")) : 0;
    parts.forEach((step, n) => (step.hidden = first >= 0 && n > first));
    dots(steps, 0);
  }

  function dots(steps, now) {
    all("[data-dot]", situationOf(steps)).forEach((dot, n) => {
      dot.toggleAttribute("data-passed", n < now);
      dot.toggleAttribute("data-now", n === now);
    });
  }

  /** Keep an answer, and show what it teaches. */
  function answered(form, answer, verdict) {
    keep({ situation: situationOf(form).dataset.situation, task: form.dataset.taskId, answer });
    const shown = situationOf(form).querySelector(`template[data-verdict="${verdict}"]`).content.cloneNode(true);
    if (form.dataset.right) learn(form, shown, answer, verdict);
    part(form, "feedback").replaceChildren(shown);
    if (part(form, "placed") && ["right", "gave_up"].includes(verdict)) showEnd(situationOf(form));
  }

  function learn(form, shown, answer, verdict) {
    const { right } = form.dataset;
    const why = (key) => [...form.querySelector(`[data-why="${key}"]`).cloneNode(true).childNodes];
    if (part(shown, "learn")) part(shown, "learn").append(...why(answer));
    if (verdict === "right") return;
    part(shown, "answer-is").hidden = false;
    part(shown, "expected").textContent = form.querySelector(`[value="${right}"]`).closest("label").textContent.trim();
    part(shown, "learn-right").append(...why(right));
  }

  function choose(form, gaveUp) {
    const given = gaveUp ? "" : String(new FormData(form).get("answer") || "");
    part(form, "empty").hidden = gaveUp || Boolean(given);
    if (!gaveUp && !given) return form.querySelector("input").focus();
    answered(form, given, !given ? "gave_up" : given === form.dataset.right ? "right" : "wrong");
    setDone(form, true);
    part(form, "onward").focus();
  }

  function setDone(form, done) {
    part(form, "answer").disabled = done;
    part(form, "before").hidden = done;
    part(form, "after").hidden = !done;
  }

  /** Go on to the next step; in a dialogue what was said stays. */
  function goOn(form) {
    const step = form.closest("[data-step]");
    const steps = step.parentElement;
    const coming = [...steps.children].slice([...steps.children].indexOf(step) + 1);
    const adds = steps.dataset.steps === "add";
    if (adds) {
      form.hidden = true;
      part(step, "after-task").hidden = false;
    } else step.hidden = true;
    const end = adds ? coming.findIndex((one) => part(one, "task-id")) : 0;
    const shown = end < 0 ? coming : coming.slice(0, end + 1);
    shown.forEach((one) => (one.hidden = false));
    dots(steps, steps.children.length - coming.length);
    const last = shown[shown.length - 1];
    if (!last || (adds && end < 0)) return showEnd(situationOf(form));
    part(last, "head").focus();
  }

  function showEnd(situation) {
    const end = part(situation, "situation-end");
    end.hidden = false;
    if (!part(situation, "placed")) end.querySelector("h3").focus();
  }

  function doAgain(situation) {
    part(situation, "situation-end").hidden = true;
    all("form[data-right]", situation).forEach((form) => {
      form.reset();
      form.hidden = false;
      setDone(form, false);
      part(form, "feedback").replaceChildren();
    });
    all("[data-after-task]", situation).forEach((line) => (line.hidden = true));
    orderings.forEach((ordering, form) => situation.contains(form) && ordering.restart());
    all("[data-steps]", situation).forEach(begin);
    part(situation, "head").focus();
  }

  function showCard(tapped) {
    const card = root.querySelector(`[id="${tapped.hash.slice(1)}"]`);
    all("[data-card]").forEach((other) => (other.hidden = true));
    tapped.closest("[data-line]").after(card);
    card.hidden = false;
    card.opener = tapped;
    block.showSpeakButtons();
    card.querySelector("h4").focus();
  }

  function closeCard(card) {
    card.hidden = true;
    card.opener.focus();
  }

  root.addEventListener(
    "submit",
    (event) => {
      if (event.target.matches("[data-one-word]")) waiting = root.querySelector(".bransjekurs");
      if (!event.target.matches("form[data-right]")) return;
      event.preventDefault();
      if (!part(event.target, "answer").disabled) choose(event.target, false);
    },
    true,
  );
  root.addEventListener("click", (event) => {
    const pressed = event.target.closest("a, button");
    if (!pressed) return;
    if (pressed.matches("[data-tap]")) {
      event.preventDefault();
      showCard(pressed);
    } else if (pressed.matches("[data-close-card]")) closeCard(pressed.closest("[data-card]"));
    else if (pressed.matches("form[data-right] [data-show-answer]")) choose(pressed.form, true);
    else if (pressed.matches("[data-onward]")) goOn(pressed.form);
    else if (pressed.matches("[data-do-again]")) doAgain(situationOf(pressed));
    else if (pressed.matches("[data-back]")) root.querySelector(".bransjekurs").replaceWith(waiting);
  });
  root.addEventListener("bransjekurs:swapped", start);
  start();
}
