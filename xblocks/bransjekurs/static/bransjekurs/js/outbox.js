/* Answers that wait to be sent: kept on the device, sent in the order in which they were given, each with its age.

   A reload loses nothing. Where the browser keeps nothing for the page, they wait in memory. Needs kept.js. */
window.BransjekursOutbox = function (key, send) {
  "use strict";

  const AT_ONCE = 40;
  const kept = window.BransjekursKept;
  let memory = null; // used when the browser's storage is not
  let sending = null;

  const read = () => memory || kept.read(key) || [];

  function write(answers) {
    if (memory || !kept.write(key, answers.length && answers)) memory = answers;
  }

  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  async function sendSome() {
    const now = Date.now();
    const batch = read().slice(0, AT_ONCE);
    const answers = batch.map(({ at, ...answer }) => ({ ...answer, age: Math.max(0, (now - at) / 1000) }));
    const reply = await send(answers);
    // The server tells which ones it has taken care of, be it by refusing them; without that, all of them stay.
    if (!reply.received) throw "session";
    const done = new Set(reply.received);
    write(read().filter((answer) => !done.has(answer.id)));
  }

  async function sendAll() {
    while (read().length) await sendSome();
  }

  return {
    add: (answer) => write([...read(), { ...answer, id: newId(), at: Date.now() }]),
    size: () => read().length,
    /** Send all; rejects with what stopped it. Two calls at once are one. */
    flush() {
      sending = sending || sendAll().finally(() => (sending = null));
      return sending;
    },
  };
};
