/* Read aloud. The buttons stay hidden where the browser has no Norwegian voice.

   <button data-speak="#id" hidden> reads the element with that id; any other value is read as it stands. */
(function () {
  "use strict";

  const speech = window.speechSynthesis;
  const LANGUAGES = ["nb", "no", "nn"];

  function norwegianVoice() {
    const voices = speech ? speech.getVoices() : [];
    return voices.find((voice) => LANGUAGES.includes(voice.lang.slice(0, 2).toLowerCase()));
  }

  /** Make the buttons in `root` work; returns a function that shows those in content that came later. */
  window.BransjekursSpeak = function (root) {
    function show() {
      root.querySelectorAll("[data-audio]").forEach((button) => (button.hidden = false));
      if (!norwegianVoice()) return;
      root.querySelectorAll("[data-speak]").forEach((button) => (button.hidden = false));
    }

    /** The author's own file needs no voice; if it cannot be played, the voice says it. */
    function play(button) {
      const sound = new Audio(button.dataset.audio);
      return sound.play().catch(() => (norwegianVoice() ? say(button) : (button.hidden = true)));
    }

    function textOf(value) {
      const source = value.startsWith("#") && root.querySelector(`[id="${value.slice(1)}"]`);
      return source ? source.textContent : value;
    }

    root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-speak]");
      // A block on a page of ours is inside another element that listens: the word is to be said once.
      if (!button || event.defaultPrevented) return;
      event.preventDefault();
      if (button.dataset.audio) play(button);
      else say(button);
    });

    function say(button) {
      const wasSpeaking = speech.speaking;
      speech.cancel();
      if (wasSpeaking && button === root.lastSpoken) return;
      root.lastSpoken = button;
      const utterance = new SpeechSynthesisUtterance(textOf(button.dataset.speak));
      utterance.voice = norwegianVoice();
      utterance.lang = utterance.voice.lang;
      speech.speak(utterance);
    }

    if (speech) speech.addEventListener("voiceschanged", show);
    show();
    return show;
  };

  // On a page of ours the body is the container; in a host, each block starts its own.
  if (document.body && document.body.classList.contains("bransjekurs")) window.BransjekursSpeak(document.body);
})();
