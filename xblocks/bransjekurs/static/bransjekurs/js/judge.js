/* Judges an answer by the table that came with its task. The same look-up as in domain/answers.py, where the rules are
   told; the server does it again when the answer arrives. Needs alignment.js. */
window.BransjekursJudge = (function () {
  "use strict";

  const RIGHT = ["right", "substitute", "letters"];
  const has = (hints, word) => Object.prototype.hasOwnProperty.call(hints, word);
  const spelledOut = (word) => word.replace(/[æä]/g, "ae").replace(/[øö]/g, "oe").replace(/å/g, "aa");
  const bare = (word) => word.replace(/[æå]/g, "a").replace(/ø/g, "o");

  function normalise(text) {
    const edges = /^[ .,!?«»"']+|[ .,!?«»"']+$/g;
    return text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").replace(edges, "");
  }

  function wordAlone(table, typed) {
    const space = typed.indexOf(" ");
    return space >= 0 && table.skip.includes(typed.slice(0, space)) ? typed.slice(space + 1) : typed;
  }

  /** What to explain about a normalised answer. */
  function lookUp(table, typed) {
    const { hints, near } = table;
    if (!typed) return "gave_up";
    if (has(hints, typed)) return hints[typed];
    const word = wordAlone(table, typed);
    const long = spelledOut(word);
    if (has(hints, word)) return hints[word];
    if (has(hints, long)) return hints[long] === "right" ? "substitute" : hints[long];
    if (has(hints, bare(word)) && RIGHT.includes(hints[bare(word)])) return "letters";
    if (has(hints, long.replace(/[ -]/g, ""))) return "split";
    return Object.keys(near).some((right) => apart(word, right, near[right])) ? "spelling" : table.otherwise;
  }

  function apart(word, right, most) {
    const [typed, wanted] = [Array.from(word), Array.from(right)];
    if (Math.abs(typed.length - wanted.length) > most) return false;
    return Math.max(typed.length, wanted.length) - window.BransjekursAlignment.common(typed, wanted)[0][0] <= most;
  }

  return { normalise, wordAlone, lookUp };
})();
