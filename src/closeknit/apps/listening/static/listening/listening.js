// Keeps a talk the same on both phones: looks again when told, and shows the server's clock.
// Without this file the pages work, and look again by themselves every twenty seconds.
"use strict";
(() => {
  const LOOK = "/live/look/";
  const TIME = "/live/time/";
  const AGAIN = 5000;
  const AT_LEAST = 30000;
  const SAMPLES = 3;

  const part = () => document.querySelector("[data-talk]");

  const lookAgain = () => {
    const here = part();
    if (here && !("writing" in here.dataset)) htmx.trigger("#live", "look-again");
  };

  // Whoever shows the latest already is told so in a few bytes.
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    const { at } = part()?.dataset ?? {};
    if (detail.elt.id === "live" && at) detail.parameters.at = at;
  });

  /* The stream says that there is something to look at, never what. */

  let stream;

  const concerns = (id) => {
    const talk = part()?.dataset.talk;
    return talk === "all" || id === "all" || id === talk;
  };

  const listen = () => {
    if (!part() || document.hidden) return;
    stream?.close();
    stream = new EventSource(LOOK);
    // Whatever was said while nobody listened is found by looking.
    stream.addEventListener("open", lookAgain);
    stream.addEventListener("look-again", (event) => {
      if (concerns(event.data)) lookAgain();
    });
    stream.addEventListener("error", () => {
      if (stream.readyState !== EventSource.CLOSED) return;
      // Turned away: the page renews its ticket by looking, or leads to the password.
      setTimeout(() => {
        lookAgain();
        listen();
      }, AGAIN);
    });
  };

  const comeBack = () => {
    if (document.hidden) return;
    measure();
    lookAgain();
    if (!stream || stream.readyState === EventSource.CLOSED) listen();
  };

  document.addEventListener("visibilitychange", comeBack);
  addEventListener("online", comeBack);
  addEventListener("pagehide", () => stream?.close());
  setInterval(() => document.hidden || lookAgain(), AT_LEAST);

  /* The clock is the server's. Of a few answers the quickest tells its time best. */

  let ahead = 0;

  const sample = async () => {
    const before = Date.now();
    const answer = await fetch(TIME, { cache: "no-store", credentials: "omit" });
    const told = Number(await answer.text());
    const after = Date.now();
    return { ahead: told - (before + after) / 2, took: after - before };
  };

  const measure = async () => {
    const found = [];
    try {
      for (let number = 0; number < SAMPLES; number += 1) found.push(await sample());
    } catch {
      return;
    }
    ahead = found.reduce((best, one) => (one.took < best.took ? one : best)).ahead;
    show();
  };

  const spoken = (seconds) =>
    `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

  const show = () => {
    const clock = document.querySelector(".clock[data-ends]");
    if (!clock) return;
    const left = Number(clock.dataset.ends) - (Date.now() + ahead);
    clock.dataset.left = String(left);
    const text = left > 0 ? spoken(Math.ceil(left / 1000)) : clock.dataset.over;
    clock.classList.toggle("is-over", left <= 0);
    if (clock.textContent !== text) clock.textContent = text;
  };

  setInterval(show, 100);
  setInterval(() => document.hidden || measure(), 60000);

  /* What is swapped keeps the clock hidden, and the focus where somebody reads on. */

  let isHidden = false;

  // At the click it is still as it was. A toggle event would also tell of each new page's clock.
  document.addEventListener("click", ({ target }) => {
    const box = target.closest?.(".clock-box > summary")?.parentElement;
    if (box) isHidden = box.open;
  });
  document.addEventListener("htmx:afterSwap", () => {
    const box = document.querySelector(".clock-box");
    if (box && isHidden) box.open = false;
  });

  let hadFocus = false;

  document.addEventListener("htmx:beforeSwap", () => {
    hadFocus = Boolean(part()?.contains(document.activeElement));
  });
  document.addEventListener("htmx:afterSettle", () => {
    show();
    if (hadFocus && !part()?.contains(document.activeElement)) {
      part()?.querySelector(".instruction")?.focus();
    }
    if (part() && !stream) listen();
  });

  /* A phone that is looked at while somebody speaks does not go dark. */

  const stayAwake = async () => {
    if (!document.querySelector(".talk.aloud") || document.hidden) return;
    try {
      await navigator.wakeLock?.request("screen");
    } catch {
      // The battery is low, or the browser does not offer it here.
    }
  };

  document.addEventListener("visibilitychange", stayAwake);
  addEventListener("DOMContentLoaded", () => {
    measure();
    listen();
    stayAwake();
  });
})();
