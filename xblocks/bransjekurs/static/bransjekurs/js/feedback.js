/* What is said of an answer to a word: the letters of both beside each other, and what to look at.

   Every text is in the page: <template data-feedback-for="hint"> for each kind of feedback. Needs alignment.js. */
window.BransjekursFeedback = function (root) {
  "use strict";

  const MOST_CELLS = 18; // more letters do not fit beside each other on a phone
  const all = (selector, within) => [...within.querySelectorAll(selector)];

  /** Return the feedback for a hint, filled in. */
  return function made(hint, typed, expected) {
    const shown = root.querySelector(`template[data-feedback-for="${hint}"]`).content.cloneNode(true);
    all("[data-typed]", shown).forEach((place) => (place.textContent = typed));
    all("[data-expected]", shown).forEach((place) => (place.textContent = expected));
    const cells = shown.querySelector("[data-cells]");
    if (cells) layOut(shown, cells, window.BransjekursAlignment.aligned(typed, expected.toLowerCase()));
    return shown;
  };

  function layOut(shown, cells, pairs) {
    const fits = pairs.length <= MOST_CELLS;
    cells.hidden = !fits;
    shown.querySelector("[data-plain]").hidden = fits;
    all(".bk-cells", cells).forEach((row, n) => {
      row.classList.toggle("bk-cells-many", pairs.length > 14);
      row.replaceChildren(...pairs.map((pair) => cell(pair, n)));
    });
  }

  function cell(pair, n) {
    const box = document.createElement("span");
    box.textContent = pair[n];
    if (pair[0] !== pair[1]) box.className = n === 0 ? "bk-cell-typed" : pair[1] ? "bk-cell-right" : "bk-cell-none";
    return box;
  }
};
