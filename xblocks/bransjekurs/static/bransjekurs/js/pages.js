// Small help on the teacher's pages; everything works without it.
//   data-copy="id"        copies that field's text, then shows what is hidden in the status beside it
//   data-tick-all="name"  ticks every box of that name in its form
//   form data-keep="key"  keeps typed text in this tab until a page says (data-told) that it was saved
(() => {
  "use strict";
  const SENT = "bransjekurs-sent";
  const keyOf = (form) => `bransjekurs:${location.pathname}:${form.dataset.keep}`;
  const texts = (form) => [...form.elements].filter((field) => field.matches("textarea:not([readonly]), input:not([type]), input[type=text]"));

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

  function keep(form) {
    const typed = {};
    for (const field of texts(form)) if (field.value !== field.defaultValue) typed[field.name] = field.value;
    if (Object.keys(typed).length) sessionStorage.setItem(keyOf(form), JSON.stringify(typed));
    else sessionStorage.removeItem(keyOf(form));
  }

  function giveBack(form) {
    const typed = JSON.parse(sessionStorage.getItem(keyOf(form)) || "{}");
    for (const field of texts(form)) if (field.name in typed) field.value = typed[field.name];
    if (Object.keys(typed).length) form.closest("details")?.setAttribute("open", "");
  }

  if (document.querySelector("[data-told]")) sessionStorage.removeItem(sessionStorage.getItem(SENT) || "");
  sessionStorage.removeItem(SENT);
  for (const form of document.querySelectorAll("form[data-keep]")) {
    giveBack(form);
    form.addEventListener("input", () => keep(form));
    form.addEventListener("submit", () => sessionStorage.setItem(SENT, keyOf(form)));
  }
  for (const button of document.querySelectorAll("[data-copy], [data-tick-all]")) {
    button.hidden = button.dataset.copy !== undefined && !navigator.clipboard;
    button.addEventListener("click", () => (button.dataset.copy ? copy(button) : tickAll(button)));
  }
  document.querySelector("[data-error-summary]")?.focus();
})();
