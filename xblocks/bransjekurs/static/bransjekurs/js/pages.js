// Small help on the teacher's pages; everything works without it.
//   data-copy="id"        copies that field's text, then shows what is hidden in the status beside it
//   data-tick-all="name"  ticks every box of that name in its form
//   form data-go-on       is sent by itself after a second
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
  const goOn = document.querySelector("form[data-go-on]");
  if (goOn) setTimeout(() => goOn.submit(), 1000);
  document.querySelector("[data-error-summary]")?.focus();
})();
