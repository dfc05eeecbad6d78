// Shows the server's clock in a talk, and keeps it hidden where somebody hid it.
// Without this file the time stands there as it was when the page was made.
"use strict";
(() => {
  const TIME = "/live/time/";
  const SAMPLES = 3;

  const part = () => document.querySelector("[data-live]");

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
  });

  /* A phone that is looked at while somebody speaks does not go dark. */

  const stayAwake = async () => {
    if (!document.querySelector(".talk.aloud")) return;
    try {
      await navigator.wakeLock?.request("screen");
    } catch {
      // The battery is low, or the browser does not offer it here.
    }
  };

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    measure();
    stayAwake();
  });
  addEventListener("DOMContentLoaded", () => {
    measure();
    stayAwake();
  });
})();
