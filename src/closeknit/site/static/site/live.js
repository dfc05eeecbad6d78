// Fetches a part of a page again when the server says so. What changed is never in the call.
// Without this file such pages work, and look again by themselves now and then.
"use strict";
(() => {
  const LOOK = "/live/look/";
  const AGAIN = 5000;
  const AT_LEAST = 30000;

  const part = () => document.querySelector("[data-live]");

  const lookAgain = () => {
    const here = part();
    // Somebody writes in it: what they wrote stays under their hands.
    if (!here || "liveRests" in here.dataset) return;
    if ("liveReload" in here.dataset) location.reload();
    else htmx.trigger("#live", "look-again");
  };

  // Whoever shows the latest already is told so in a few bytes.
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    const { at } = part()?.dataset ?? {};
    if (detail.elt.id === "live" && at) detail.parameters.at = at;
  });

  // An answer that comes when the page has moved on would wipe out what is typed into it by now.
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const here = part();
    const isAtRest = !here || "liveRests" in here.dataset;
    if (detail.requestConfig?.elt?.id === "live" && isAtRest) detail.shouldSwap = false;
  });

  let stream;
  let wasOpen = false;

  const concerns = (id) => {
    const mine = part()?.dataset.live;
    return mine === "all" || id === "all" || id === mine;
  };

  const listen = () => {
    if (!part() || document.hidden) return;
    stream?.close();
    stream = new EventSource(LOOK);
    stream.addEventListener("open", () => {
      // Whatever was said while nobody listened is found by looking.
      if (wasOpen || !("liveReload" in (part()?.dataset ?? {}))) lookAgain();
      wasOpen = true;
    });
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
    lookAgain();
    if (!stream || stream.readyState === EventSource.CLOSED) listen();
  };

  document.addEventListener("visibilitychange", comeBack);
  addEventListener("online", comeBack);
  addEventListener("pagehide", () => stream?.close());
  setInterval(() => document.hidden || lookAgain(), AT_LEAST);
  document.addEventListener("htmx:afterSettle", () => {
    if (part() && !stream) listen();
  });
  addEventListener("DOMContentLoaded", listen);
})();
