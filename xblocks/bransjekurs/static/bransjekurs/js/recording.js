/* Hear yourself beside the word. The recording lives in this page's memory only: it is sent nowhere, and is gone with
   the next word, with its button, or with the page.

   One set of buttons serves all words ([data-own-voice], hidden where the browser cannot record); `at` moves it to a
   word. [data-when] says in which states something shows. Every text is in the page. */
window.BransjekursRecording = function (root) {
  "use strict";

  const LONGEST = 10000; // milliseconds
  const WHY = { NotAllowedError: "refused", SecurityError: "refused", NotFoundError: "none" };
  let recorder = null;
  let sound = null;
  let turn = 0; // what an earlier word began is not to be shown at a later one

  const box = () => root.querySelector("[data-own-voice]");

  /** A frame must let its pages use the microphone; not all browsers tell whether it does. */
  function can() {
    const policy = document.permissionsPolicy || document.featurePolicy;
    const allowed = !policy || !policy.allowsFeature || policy.allowsFeature("microphone");
    return Boolean(window.isSecureContext && window.MediaRecorder && navigator.mediaDevices && allowed);
  }

  function show(state, focused) {
    const parts = [...box().querySelectorAll("[data-when]")];
    parts.forEach((one) => (one.hidden = !one.dataset.when.split(" ").includes(state)));
    box().querySelectorAll("[data-why]").forEach((line) => (line.hidden = true));
    if (focused) box().querySelector(`[data-${focused}]`).focus();
  }

  function tell(problem) {
    show("ready");
    box().querySelector(`[data-why="${WHY[problem.name] || "other"}"]`).hidden = false;
  }

  const endOf = (stream) => stream.getTracks().forEach((track) => track.stop());

  async function record() {
    forget();
    const mine = turn;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      if (mine === turn) begin(stream, mine);
      else endOf(stream);
    } catch (problem) {
      if (mine === turn) tell(problem);
    }
  }

  function begin(stream, mine) {
    const parts = [];
    const made = new MediaRecorder(stream);
    recorder = made;
    made.addEventListener("dataavailable", (event) => parts.push(event.data));
    made.addEventListener("stop", () => {
      endOf(stream);
      if (mine !== turn) return;
      sound = new Audio(URL.createObjectURL(new Blob(parts, { type: made.mimeType })));
      show("recorded", "hear-own");
    });
    made.start();
    setTimeout(() => mine === turn && stop(), LONGEST);
    show("recording", "stop");
  }

  function stop() {
    if (recorder && recorder.state === "recording") recorder.stop();
  }

  /** Let go of the recording and of the microphone. */
  function forget() {
    turn += 1;
    stop();
    if (sound) {
      sound.pause();
      URL.revokeObjectURL(sound.src);
    }
    sound = recorder = null;
  }

  function hear() {
    sound.currentTime = 0;
    sound.play();
  }

  /** Put the buttons at a word, without what was recorded at another. */
  function at(place) {
    if (!place || !box() || !can()) return;
    forget();
    place.append(box());
    box().hidden = false;
    show("ready");
  }

  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-own-voice] button");
    if (!button) return;
    if (button.matches("[data-record]")) record();
    else if (button.matches("[data-stop]")) stop();
    else if (button.matches("[data-hear-own]")) hear();
    else if (button.matches("[data-delete-own]")) {
      forget();
      show("ready", "record");
    }
  });
  root.addEventListener("bransjekurs:swapped", forget);
  window.addEventListener("pagehide", forget);
  return { at, forget };
};
