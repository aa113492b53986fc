/* Steps to put in order: a press puts a step at the end of the list, where buttons move it up and down.

   Every text is in the page. `on` is told of each answer, how it was judged, and of the end. Needs alignment.js. */
window.BransjekursOrdering = function (situation, on) {
  "use strict";

  const form = situation.querySelector("form[data-table]");
  const table = JSON.parse(form.dataset.table);
  const part = (name) => form.querySelector(`[data-${name}]`);
  const [placed, pool] = [part("placed"), part("pool")];
  const steps = () => [...placed.children];
  const left = () => [...pool.children].filter((button) => !button.hidden);
  const inPool = (key) => pool.querySelector(`[data-option="${key}"]`);
  const wordsOf = (key) => inPool(key).textContent;

  function changed(step) {
    placed.hidden = !steps().length;
    part("undo").disabled = !steps().length;
    ["empty", "why-order"].forEach((name) => (part(name).hidden = true));
    if (step) part("moved").textContent = `${steps().indexOf(step) + 1}. ${wordsOf(step.dataset.key)}`;
  }

  function place(button) {
    const step = part("placed-step").content.cloneNode(true).firstElementChild;
    step.dataset.key = button.dataset.option;
    step.querySelectorAll("[data-words]").forEach((words) => (words.textContent = button.textContent));
    placed.append(step);
    button.hidden = true;
    changed(step);
    (left()[0] || form.querySelector("button:not([type])")).focus();
  }

  function move(button, step) {
    const other = button.matches("[data-up]") ? step.previousElementSibling : step.nextElementSibling;
    if (!other) return;
    if (button.matches("[data-up]")) other.before(step);
    else other.after(step);
    clearMarks();
    changed(step);
    button.focus();
  }

  function undo() {
    const last = steps().pop();
    last.remove();
    inPool(last.dataset.key).hidden = false;
    clearMarks();
    changed();
    inPool(last.dataset.key).focus();
  }

  const clearMarks = () => placed.querySelectorAll("[data-fits], [data-moves]").forEach((mark) => (mark.hidden = true));

  function mark(fits) {
    steps().forEach((step, n) => {
      step.querySelector("[data-fits]").hidden = !fits[n];
      step.querySelector("[data-moves]").hidden = fits[n];
    });
  }

  /** Say of the first step that is to be moved what comes before it. */
  function explain(fits) {
    const wrong = steps().map((step) => step.dataset.key).find((key, n) => !fits[n] && table.right.indexOf(key) > 0);
    part("why-order").hidden = !wrong;
    if (!wrong) return;
    part("first").textContent = wordsOf(wrong);
    part("before-it").textContent = wordsOf(table.right[table.right.indexOf(wrong) - 1]);
  }

  function check() {
    part("empty").hidden = !left().length;
    if (left().length) return left()[0].focus();
    const keys = steps().map((step) => step.dataset.key);
    const fits = window.BransjekursAlignment.inPlace(table, keys);
    const wrong = fits.filter((fit) => !fit).length;
    mark(fits);
    explain(fits);
    answered(keys.join(" "), wrong === 0 ? "right" : wrong === 1 ? "almost" : "wrong");
  }

  function showAnswer() {
    part("answer-order").hidden = false;
    answered("", "gave_up");
  }

  /** The list stays in sight, and the focus where it is: one may move the steps and check again. */
  function answered(answer, verdict) {
    on.answered(form, answer, verdict);
    if (["right", "gave_up"].includes(verdict)) on.ended(true);
  }

  function restart() {
    placed.replaceChildren();
    [...pool.children].forEach((button) => (button.hidden = false));
    part("answer-order").hidden = true;
    part("feedback").replaceChildren();
    changed();
    part("head").focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    check();
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[type=button]");
    if (!button) return;
    if (button.matches("[data-option]")) place(button);
    else if (button.matches("[data-up], [data-down]")) move(button, button.closest("li"));
    else if (button.matches("[data-undo]")) undo();
    else if (button.matches("[data-show-answer]")) showAnswer();
  });
  return { restart };
};
