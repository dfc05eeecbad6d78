// While the phones are away. Nothing here asks the server for anything.
"use strict";
(() => {
  const dark = document.querySelector("[data-left]");
  const part = (name) => dark.querySelector(`[data-${name}]`);
  const PARTS = ["going", "still", "over"];
  // The page was made a moment ago. From then on the device counts, whatever its clock says.
  const ends = performance.now() + Number(dark.dataset.left);
  let isOver = false;

  const show = (name) => {
    PARTS.forEach((one) => (part(one).hidden = one !== name));
    part(name).querySelector("h1")?.focus();
  };

  const stayAwake = async () => {
    if (document.hidden || isOver) return;
    try {
      await navigator.wakeLock?.request("screen");
    } catch {
      // The battery is low, or the browser does not offer it here.
    }
  };

  // Somebody looked at something else. That stays between them and this device.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    stayAwake();
    if (!isOver) show("still");
  });
  part("go-on").addEventListener("click", () => show("going"));

  setInterval(() => {
    if (isOver || performance.now() < ends) return;
    isOver = true;
    show("over");
  }, 1000);

  stayAwake();
})();
