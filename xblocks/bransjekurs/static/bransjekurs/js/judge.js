/* Judges an answer by the table that came with its task. The same look-up as in domain/answers.py, where the rules are
   told; the server does it again when the answer arrives. */
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

  /** For each pair of places, how many letters the two rests have in common, in order. */
  function common(typed, right) {
    const table = Array.from({ length: typed.length + 1 }, () => new Array(right.length + 1).fill(0));
    for (let i = typed.length - 1; i >= 0; i -= 1) {
      for (let j = right.length - 1; j >= 0; j -= 1) {
        const same = typed[i] === right[j];
        table[i][j] = same ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
      }
    }
    return table;
  }

  function apart(word, right, most) {
    const [typed, wanted] = [Array.from(word), Array.from(right)];
    if (Math.abs(typed.length - wanted.length) > most) return false;
    return Math.max(typed.length, wanted.length) - common(typed, wanted)[0][0] <= most;
  }

  /** The letters of two words beside each other; an empty string stands where one of them lacks the letter. */
  function aligned(word, expected) {
    const [typed, right] = [Array.from(word), Array.from(expected)];
    const table = common(typed, right);
    const pairs = [];
    let [i, j, fromI, fromJ] = [0, 0, 0, 0];
    const beside = (endI, endJ) => {
      for (; fromI < endI || fromJ < endJ; fromI += 1, fromJ += 1) {
        pairs.push([fromI < endI ? typed[fromI] : "", fromJ < endJ ? right[fromJ] : ""]);
      }
    };
    while (i < typed.length && j < right.length) {
      if (typed[i] === right[j]) {
        beside(i, j);
        pairs.push([typed[i], right[j]]);
        [i, j] = [i + 1, j + 1];
        [fromI, fromJ] = [i, j];
      } else if (table[i + 1][j] >= table[i][j + 1]) i += 1;
      else j += 1;
    }
    beside(typed.length, right.length);
    return pairs;
  }

  /** Of steps that were put in order: which can stay. Those in `same` may change places. */
  function inPlace({ right, same }, keys) {
    const as = (key) => same[key] || key;
    const pairs = aligned(keys.map(as), right.map(as)).filter((pair) => pair[0]);
    return pairs.map((pair) => pair[0] === pair[1]);
  }

  return { normalise, wordAlone, lookUp, aligned, inPlace };
})();
