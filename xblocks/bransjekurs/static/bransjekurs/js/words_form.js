/* The author's form of words and situations: a table out and in, and what there is to do, to try.
   Needs block.js, round.js and situation.js. */
function BransjekursWordsForm(runtime, element) {
  "use strict";

  const block = BransjekursBlock(runtime, element);
  const { root } = block;
  const find = (selector) => root.querySelector(selector);

  function save(name, base64) {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes]));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  /** Hold the chosen file ready; without one, the form is saved as it is. */
  function hold(input) {
    const file = input.files[0];
    const places = [find("[data-table-name]"), find("[data-table]"), find("[data-take]")];
    places.forEach((place) => (place.disabled = true));
    if (!file) return;
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      places[0].value = file.name;
      places[1].value = reader.result.slice(reader.result.indexOf(",") + 1);
      places[2].disabled = false;
    });
    reader.readAsDataURL(file);
  }

  function close() {
    find("[data-tried]").replaceChildren();
    find("[data-tried]").hidden = true;
    find("[data-words-form]").hidden = false;
    find("[data-try]").focus();
  }

  async function tryOut(button) {
    const answer = await block.post("try_out", {}, button);
    if (answer && answer.error) return tell(answer.error);
    if (!answer || !answer.html) return null;
    const place = document.createElement("div"); // a new one each time: what listens there goes with it
    place.innerHTML = answer.html;
    find("[data-tried]").replaceChildren(place);
    find("[data-tried]").hidden = false;
    find("[data-words-form]").hidden = true;
    if (place.querySelector("[data-round]")) tryRound(place.firstElementChild);
    else trySituations(place);
    return place;
  }

  function trySituations(place) {
    window.BransjekursSituation(runtime, place);
    place.querySelector("h2").focus();
  }

  function tryRound(shown) {
    block.showSpeakButtons();
    const round = window.BransjekursRound(shown, {
      asked() {},
      answered() {},
      finished: close,
      shown: block.showSpeakButtons,
    });
    round.start();
  }

  function tell(message) {
    const place = find("[data-words-form] > [data-error]");
    place.textContent = message;
    place.hidden = false;
  }

  root.addEventListener("change", (event) => {
    if (event.target.matches("[data-table-file]")) hold(event.target);
  });

  root.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.matches("[data-finish]")) close();
    else if (button.matches("[data-try]")) tryOut(button);
    // Only its own button takes the table.
    else if (button.type === "submit") {
      const taken = button.matches("[data-take]");
      [find("[data-table-name]"), find("[data-table]")].forEach((place) => (place.disabled = !taken));
    } else if (button.matches("[data-fetch]")) {
      const answer = await block.post("fetch_table", { kind: button.dataset.fetch }, button);
      if (answer && answer.file) save(answer.name, answer.file);
    }
  });
}
