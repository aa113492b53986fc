/* What the device keeps for a participant, and for how long: answers that wait to be sent, and drafts.

   Waiting answers stay till they are sent, at most as long as the server believes their time. A draft is for its writer
   alone: it is gone when another person opens a page of words or situations here, and after a week. Where the browser
   keeps nothing for the page, nothing is lost while the page is open. See docs/decisions. */
window.BransjekursKept = (function () {
  "use strict";

  const DAY = 24 * 60 * 60 * 1000;
  const ANSWERS = /^bransjekurs-[0-9a-f]{16}$/;
  const DRAFT = "bransjekurs-draft-";

  function read(key) {
    try {
      return JSON.parse(window.localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  /** Keep a value, or nothing in its place; says whether the browser did. */
  function write(key, value) {
    try {
      if (value) window.localStorage.setItem(key, JSON.stringify(value));
      else window.localStorage.removeItem(key);
      return true;
    } catch {
      return false;
    }
  }

  const isYoung = (days) => (one) => Date.now() - one.at < days * DAY;

  /** Remove what is too old, and what others than `person` have begun to write. */
  function tidy(person) {
    let keys = [];
    try {
      keys = Object.keys(window.localStorage);
    } catch {
      // Nothing is kept for this page.
    }
    for (const key of keys) {
      const kept = read(key);
      if (ANSWERS.test(key) && Array.isArray(kept)) {
        const young = kept.filter(isYoung(30));
        if (young.length < kept.length) write(key, young.length && young);
      } else if (key.startsWith(DRAFT) && !(kept && key.startsWith(`${DRAFT}${person}-`) && isYoung(7)(kept))) {
        write(key, null);
      }
    }
  }

  return { read, write, tidy, draftKey: (person, name) => `${DRAFT}${person}-${name}` };
})();
