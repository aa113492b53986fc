/* Choosing in a situation: what a sign means, what a place is called, what to say. One task at a time; in a dialogue
   what was said stays. Every text is in the page. `on` is told of each answer and of the end. */
window.BransjekursChoosing = function (situation, on) {
  "use strict";

  const all = (selector) => [...situation.querySelectorAll(selector)];
  const part = (within, name) => within.querySelector(`[data-${name}]`);
  const steps = part(situation, "steps");
  const adds = steps.dataset.steps === "add";
  const children = () => [...steps.children];
  const firstToChoose = (these) => these.findIndex((step) => part(step, "task-id"));

  /** Show the first of what comes one at a time; a dialogue goes on to where one is to choose. */
  function start() {
    const first = adds ? firstToChoose(children()) : 0;
    children().forEach((step, n) => (step.hidden = first >= 0 && n > first));
    markDots(0);
  }

  function markDots(now) {
    all("[data-dot]").forEach((dot, n) => {
      dot.toggleAttribute("data-passed", n < now);
      dot.toggleAttribute("data-now", n === now);
    });
  }

  function choose(form, gaveUp) {
    const given = gaveUp ? "" : String(new FormData(form).get("answer") || "");
    part(form, "empty").hidden = gaveUp || Boolean(given);
    if (!gaveUp && !given) return form.querySelector("input").focus();
    const verdict = !given ? "gave_up" : given === form.dataset.right ? "right" : "wrong";
    learn(form, on.answered(form, given, verdict), given, verdict);
    setDone(form, true);
    part(form, "onward").focus();
    part(form, "feedback").scrollIntoView({ block: "nearest" }); // a long one ends below the screen, and begins on it
  }

  /** Put under the feedback what one learns from what was chosen, and from the right answer. */
  function learn(form, shown, given, verdict) {
    const { right } = form.dataset;
    const why = (key) => [...form.querySelector(`[data-why="${key}"]`).cloneNode(true).childNodes];
    if (given) part(shown, "learn").append(...why(given));
    if (verdict === "right") return;
    part(shown, "answer-is").hidden = false;
    part(shown, "expected").textContent = form.querySelector(`[value="${right}"]`).closest("label").textContent.trim();
    part(shown, "learn-right").append(...why(right));
  }

  function setDone(form, done) {
    part(form, "answer").disabled = done;
    part(form, "before").hidden = done;
    part(form, "after").hidden = !done;
  }

  function goOn(form) {
    const step = form.closest("[data-step]");
    const coming = children().slice(children().indexOf(step) + 1);
    if (adds) {
      form.hidden = true;
      part(step, "after-task").hidden = false;
    } else step.hidden = true;
    const end = adds ? firstToChoose(coming) : 0;
    const shown = end < 0 ? coming : coming.slice(0, end + 1);
    shown.forEach((one) => (one.hidden = false));
    markDots(children().length - coming.length);
    if (!shown.length || end < 0) return on.ended();
    part(shown[shown.length - 1], "head").focus();
  }

  function restart() {
    all("form[data-right]").forEach((form) => {
      form.reset();
      form.hidden = false;
      setDone(form, false);
      part(form, "feedback").replaceChildren();
    });
    all("[data-after-task]").forEach((line) => (line.hidden = true));
    start();
    part(situation, "head").focus();
  }

  situation.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-right]")) return;
    event.preventDefault();
    if (!part(event.target, "answer").disabled) choose(event.target, false);
  });
  situation.addEventListener("click", (event) => {
    const pressed = event.target.closest("form[data-right] button");
    if (!pressed) return;
    if (pressed.matches("[data-show-answer]")) choose(pressed.form, true);
    else if (pressed.matches("[data-onward]")) goOn(pressed.form);
  });
  start();
  return { restart };
};
