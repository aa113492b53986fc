/* A round of words: one task visible at a time, each answer posted to `answer`, the end to `finish_round`.

   An answer that could not be sent keeps its id, and is sent again on the next press. A word that the feedback
   says comes again ([data-again]) comes once more at the end. Needs block.js (and speak.js before that). */
function BransjekursPractice(runtime, element) {
  "use strict";

  const block = BransjekursBlock(runtime, element);
  const { root } = block;
  let queue = []; // tasks left, the visible one first
  let practised = new Set();
  let repeated = new Set();
  let unsent = new Map(); // task → the answer that awaits sending

  const part = (task, name) => task.querySelector(`[data-${name}]`);

  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
  }

  function start() {
    queue = [...root.querySelectorAll("[data-task]")];
    practised = new Set();
    repeated = new Set();
    unsent = new Map();
    if (queue.length) show(queue[0]);
  }

  function markDots() {
    const dots = [...root.querySelectorAll("[data-dot]")];
    const passed = dots.length - queue.length;
    dots.forEach((dot, n) => {
      dot.toggleAttribute("data-passed", n < passed);
      dot.toggleAttribute("data-now", n === passed);
    });
  }

  function show(task) {
    root.querySelectorAll("[data-task]").forEach((other) => (other.hidden = other !== task));
    task.reset();
    setAnswered(task, false);
    part(task, "feedback").replaceChildren();
    markDots();
    part(task, "focus").focus();
  }

  function setAnswered(task, answered) {
    part(task, "question").hidden = answered;
    part(task, "before").hidden = answered;
    part(task, "after").hidden = !answered;
    part(task, "answer").disabled = answered;
  }

  function newAnswer(task, gaveUp) {
    const typed = new FormData(task);
    const answer = gaveUp ? "" : (typed.get("answer") || "").trim();
    const article = gaveUp ? "" : typed.get("article") || "";
    return { id: newId(), term: task.dataset.term, kind: task.dataset.kind, answer, article, gave_up: gaveUp };
  }

  function isEmpty(task, { answer, article, gave_up: gaveUp }) {
    return !gaveUp && (!answer || (task.elements.article && !article));
  }

  async function check(task, gaveUp) {
    const data = unsent.get(task) || newAnswer(task, gaveUp);
    part(task, "empty").hidden = !isEmpty(task, data);
    if (isEmpty(task, data)) return part(task, "focus").focus();
    unsent.set(task, data);
    part(task, "answer").disabled = true;
    const result = await block.post("answer", data, task);
    if (!result) return;
    unsent.delete(task);
    showError(task, result.error);
    if (result.error) part(task, "answer").disabled = false;
    else tell(task, result.html);
  }

  function showError(task, message) {
    part(task, "error").textContent = message || "";
    part(task, "error").hidden = !message;
  }

  function tell(task, html) {
    practised.add(task.dataset.term);
    setAnswered(task, true);
    part(task, "feedback").innerHTML = html;
    block.showSpeakButtons();
    const again = part(task, "again");
    if (again && repeated.has(task)) again.remove();
    else if (again) repeatLater(task);
    part(task, "next").focus();
  }

  function repeatLater(task) {
    repeated.add(task);
    queue.push(task);
    const dots = root.querySelectorAll("[data-dot]");
    dots[0].after(dots[dots.length - 1].cloneNode());
  }

  async function next(task) {
    queue.shift();
    if (queue.length) return show(queue[0]);
    await finish(task);
  }

  async function finish(near) {
    const answer = await block.post("finish_round", { terms: [...practised] }, near);
    if (answer && answer.html) block.swap(answer.html);
    else if (answer) showError(root.querySelector("[data-task]:not([hidden])"), answer.error);
  }

  function typeLetter(key) {
    const field = key.closest("[data-task]").querySelector("input[type=text]");
    field.setRangeText(key.textContent, field.selectionStart, field.selectionEnd, "end");
    field.focus();
  }

  root.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-task]")) return;
    event.preventDefault();
    check(event.target, false);
  });

  root.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const task = button && button.closest("[data-task]");
    if (!button) return;
    if (button.matches("[data-key]")) typeLetter(button);
    else if (button.matches("[data-give-up]")) check(task, true);
    else if (button.matches("[data-next]")) next(task);
    else if (button.matches("[data-finish]")) finish(button.parentElement);
  });

  root.addEventListener("bransjekurs:swapped", start);
  start();
}
