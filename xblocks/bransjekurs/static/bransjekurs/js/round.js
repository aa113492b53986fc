/* The tasks of one round: shows them in turn, judges answers with judge.js and shows the feedback that fits.

   In each task stands what the word itself teaches. `on` is told when a task is asked, of each answer, of a task whose
   feedback is shown, and of the end. Needs judge.js and feedback.js. */
window.BransjekursRound = function (root, on) {
  "use strict";

  const judge = window.BransjekursJudge;
  const feedback = window.BransjekursFeedback(root);
  let queue = []; // tasks left, the visible one first
  let repeated = new Set();

  const all = (selector, within = root) => [...within.querySelectorAll(selector)];
  const part = (task, name) => task.querySelector(`[data-${name}]`);

  function start() {
    queue = all("[data-task]");
    repeated = new Set();
    if (queue.length) show(queue[0]);
  }

  function markDots() {
    const dots = all("[data-dot]");
    const passed = dots.length - queue.length;
    dots.forEach((dot, n) => {
      dot.toggleAttribute("data-passed", n < passed);
      dot.toggleAttribute("data-now", n === passed);
    });
  }

  function show(task) {
    all("[data-task]").forEach((other) => (other.hidden = other !== task));
    task.reset();
    setAnswered(task, false);
    part(task, "feedback").replaceChildren();
    markDots();
    on.asked();
    listen(task);
    part(task, "focus").focus();
  }

  function setAnswered(task, answered) {
    part(task, "question").hidden = answered;
    part(task, "before").hidden = answered;
    part(task, "after").hidden = !answered;
    part(task, "more").hidden = !answered;
    part(task, "answer").disabled = answered;
  }

  /** Hide what a task to listen to would give away, where the browser can say it. */
  function listen(task, can = true) {
    const button = part(task, "listen");
    if (!button) return;
    const sounds = can && !button.hidden;
    part(task, "heard").hidden = !sounds;
    part(task, "read").hidden = sounds;
  }

  function check(task, gaveUp) {
    const given = gaveUp ? "" : String(new FormData(task).get("answer") || "").trim();
    const isEmpty = !gaveUp && !judge.normalise(given);
    part(task, "empty").hidden = !isEmpty;
    if (isEmpty) return part(task, "focus").focus();
    const table = JSON.parse(task.dataset.table);
    const typed = judge.normalise(given);
    tell(task, judge.lookUp(table, typed), judge.wordAlone(table, typed));
    on.answered({ term: task.dataset.term, kind: task.dataset.kind, answer: given });
  }

  function tell(task, hint, typed) {
    setAnswered(task, true);
    part(task, "feedback").replaceChildren(feedback(hint, typed, task.dataset.expected));
    const again = part(task, "again");
    const comes = Boolean(part(task, "feedback").querySelector("[data-comes-again]")) && !repeated.has(task);
    again.hidden = !comes;
    if (comes) repeatLater(task);
    on.shown(task);
    part(task, "next").focus();
    part(task, "feedback").scrollIntoView({ block: "nearest" }); // what is said can be longer than the screen
  }

  function repeatLater(task) {
    repeated.add(task);
    queue.push(task);
    const dots = all("[data-dot]");
    dots[0].after(dots[dots.length - 1].cloneNode());
  }

  function next() {
    queue.shift();
    if (queue.length) show(queue[0]);
    else on.finished();
  }

  function showEnd() {
    all("[data-task], .bk-round-top").forEach((one) => (one.hidden = true));
    const more = root.querySelector("[data-reserve]");
    if (more) more.hidden = !all("[data-later]").length;
    root.querySelector("[data-end]").hidden = false;
    root.querySelector("[data-end] h2").focus();
  }

  /** Go on with the words that came along in reserve. */
  function startReserve() {
    all("[data-task]").forEach((task) => task.remove());
    all("[data-later]").forEach((task) => {
      task.removeAttribute("data-later");
      task.setAttribute("data-task", "");
    });
    const dots = root.querySelector(".bk-dots");
    dots.replaceChildren(...all("[data-task]").map(() => dots.firstElementChild.cloneNode()));
    root.querySelector("[data-end]").hidden = true;
    root.querySelector(".bk-round-top").hidden = false;
    start();
  }

  function typeLetter(key) {
    const field = key.closest("[data-task]").querySelector("input[type=text]");
    field.setRangeText(key.textContent, field.selectionStart, field.selectionEnd, "end");
    field.focus();
  }

  root.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-task]")) return;
    event.preventDefault();
    if (!part(event.target, "answer").disabled) check(event.target, false);
  });

  root.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const task = button && button.closest("[data-task]");
    if (!button) return;
    if (button.matches("[data-key]")) typeLetter(button);
    else if (button.matches("[data-give-up]")) check(task, true);
    else if (button.matches("[data-next]")) next();
    else if (button.matches("[data-cannot-listen]")) listen(task, false);
    else if (button.matches("[data-reserve]")) startReserve();
  });

  const isOver = () => Boolean(root.querySelector("[data-end]:not([hidden])"));
  return { start, showEnd, isOver };
};
