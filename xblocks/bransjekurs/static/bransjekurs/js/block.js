/* What every block does: send forms to its handlers, and show what comes back.

   <form data-handler="name"> is posted as JSON. The answer's `html` takes the place of the block's content; its
   `error` is shown in the form's [data-error]. Nothing typed is lost: on any trouble the form stays as it is.
   Where speak.js is loaded before it, buttons that read aloud work too. */
function BransjekursBlock(runtime, element) {
  "use strict";

  const root = element.jquery ? element[0] : element;
  const showSpeakButtons = window.BransjekursSpeak ? window.BransjekursSpeak(root) : () => {};
  const find = (selector) => root.querySelector(selector);

  function cookie(name) {
    const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`));
    return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
  }

  /** Names and values of a form; boxes to tick and lists to choose several from always give a list. */
  function valuesOf(form, button) {
    const values = {};
    for (const field of form.elements) {
      const isMany = field.type === "checkbox" || field.type === "select-multiple";
      if (isMany && field.name && !field.disabled) values[field.name] = [];
    }
    for (const [name, value] of new FormData(form)) {
      if (Array.isArray(values[name])) values[name].push(value);
      else values[name] = value;
    }
    if (button && button.name) values[button.name] = button.value;
    return values;
  }

  /** Show the line for one kind of problem under `near`; without a kind, hide them all. */
  function showProblem(kind, near) {
    const problems = find("[data-problems]");
    if (!problems) return;
    if (near) near.after(problems);
    problems.querySelectorAll("[data-problem]").forEach((line) => (line.hidden = line.dataset.problem !== kind));
  }

  async function send(handler, data) {
    const response = await fetch(runtime.handlerUrl(element, handler), {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": cookie("csrftoken") },
      body: JSON.stringify(data),
    });
    const isJson = (response.headers.get("Content-Type") || "").includes("json");
    if (isJson && response.status < 500) {
      const answer = await response.json();
      if (response.ok || answer.error) return answer;
    }
    // A sign-in page, or a refused token: the session has ended.
    throw response.status >= 500 ? "server" : "session";
  }

  /** Post to a handler. Returns its answer, or null after showing under `near` what went wrong. */
  async function post(handler, data, near) {
    if (near.getAttribute("aria-busy") === "true") return null;
    near.setAttribute("aria-busy", "true");
    showProblem(null);
    try {
      return await send(handler, data);
    } catch (problem) {
      showProblem(typeof problem === "string" ? problem : "network", near);
      return null;
    } finally {
      near.removeAttribute("aria-busy");
    }
  }

  function focusOn(target) {
    if (!target) return;
    for (let fold = target.parentElement.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    if (target.matches(":not(a[href], button, input, textarea, select, summary, [tabindex])")) target.tabIndex = -1;
    target.focus();
  }

  /** Put new content in the block; folds stay as they were, and focus goes to what matters in it. */
  function swap(html) {
    const active = root.contains(document.activeElement) ? document.activeElement : null;
    const around = active && active.closest("[id]:not([hidden])");
    const folds = [...root.querySelectorAll("details[id]")].map((fold) => [fold.id, fold.open]);
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const old = find(".bransjekurs");
    if (old) old.replaceWith(fresh.content);
    else root.replaceChildren(fresh.content);
    const byId = (id) => find(`[id="${id}"]`);
    folds.forEach(([id, open]) => byId(id) && (byId(id).open = open));
    const same = around && byId(around.id);
    const main = find("[data-focus]:not([hidden] *), [data-error-summary], [data-told]");
    focusOn(main || (same && same.matches("details") ? same.querySelector("summary") : same) || find("h2, h3"));
    showSpeakButtons();
    root.dispatchEvent(new CustomEvent("bransjekurs:swapped"));
  }

  root.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-handler]");
    if (!form) return;
    event.preventDefault();
    const place = form.querySelector("[data-error]");
    const answer = await post(form.dataset.handler, valuesOf(form, event.submitter), form);
    if (!answer) return;
    if (answer.html) swap(answer.html);
    // Studio refreshes the unit; other runtimes have nothing to be told.
    if (answer.saved && runtime.notify) runtime.notify("save", { state: "end" });
    if (answer.html) return;
    if (place) {
      place.textContent = answer.error || "";
      place.hidden = !answer.error;
    }
  });

  return { root, post, send, swap, showProblem, showSpeakButtons };
}
