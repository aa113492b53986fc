// Small help on the teacher's pages; everything works without it.
//   data-copy="id"        copies that field's text, then shows what is hidden in the status beside it
//   data-tick-all="name"  ticks every box of that name in its form
//   data-print            prints the page
//   form data-go-on       is sent by itself and the page's data-fresh parts are renewed, sooner while something moves
//                         and later while nothing does, till the page has no such form any more; data-fresh="title"
//                         is its heading
(() => {
  "use strict";
  function copy(button) {
    const field = document.getElementById(button.dataset.copy);
    navigator.clipboard.writeText(field.value).then(
      () => { button.parentElement.querySelector("[role=status] [hidden]")?.removeAttribute("hidden"); },
      () => { field.focus(); field.select(); },
    );
  }

  function tickAll(button) {
    for (const box of button.form.querySelectorAll(`[name="${button.dataset.tickAll}"]`)) box.checked = true;
  }

  for (const button of document.querySelectorAll("[data-copy], [data-tick-all]")) {
    button.hidden = button.dataset.copy !== undefined && !navigator.clipboard;
    button.addEventListener("click", () => (button.dataset.copy ? copy(button) : tickAll(button)));
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  const SOON = 1000, LATE = 15000, SLOWER = 1.5; // milliseconds
  const part = (page, name) => page.querySelector(`[data-fresh="${name}"]`);

  // The part that holds the form stays as it is till the work is done: nobody loses the place that they are at.
  function renew(form, page) {
    const done = !part(page, "status") || !page.querySelector("form[data-go-on]");
    const focused = form.contains(document.activeElement);
    let moved = false;
    for (const old of document.querySelectorAll("[data-fresh]")) {
      const fresh = part(page, old.dataset.fresh);
      if (!fresh || fresh.innerHTML === old.innerHTML || (old.contains(form) && !done)) continue;
      old.innerHTML = fresh.innerHTML;
      moved = true;
    }
    if (moved) document.title = page.title;
    // Whoever was at the button that is gone now goes on at the top, not nowhere.
    if (focused && !form.isConnected) part(document, "title")?.focus();
    return { done, moved };
  }

  async function goOn(form, wait) {
    let next = Math.min(wait * SLOWER, LATE);
    try {
      const answer = await fetch(form.getAttribute("action") || location.href, { method: "POST", body: new FormData(form) });
      if (answer.ok) {
        const { done, moved } = renew(form, new DOMParser().parseFromString(await answer.text(), "text/html"));
        if (done) return;
        if (moved) next = SOON;
      }
    } catch { /* no network: later */ }
    setTimeout(goOn, next, form, next);
  }

  const unfinished = document.querySelector("form[data-go-on]");
  if (unfinished) setTimeout(goOn, SOON, unfinished, SOON);
  document.querySelector("[data-error-summary]")?.focus();
})();
