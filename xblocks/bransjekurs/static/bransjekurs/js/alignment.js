/* Two words, or two orders of steps, laid beside each other so that as much as possible stands alike. The same as in
   domain/answers.py and domain/situation_tasks.py. */
window.BransjekursAlignment = (function () {
  "use strict";

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

  return { common, aligned, inPlace };
})();
