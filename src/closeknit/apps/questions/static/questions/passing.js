// Six questions from hand to hand. Answers live in this page's memory and nowhere else.
"use strict";
(() => {
  const pass = document.getElementById("pass");
  const find = (selector) => pass.querySelector(selector);
  const all = (selector) => [...pass.querySelectorAll(selector)];
  const field = document.getElementById("answer");
  const sets = all("[data-set]").map((list) => [...list.children]);
  if (!sets.length) return;

  find("[data-plain]").hidden = true;

  let set = Math.floor(Math.random() * sets.length);
  let at = 0;
  let answers = [];

  const question = () => sets[set][at];

  const show = (part) => {
    for (const section of all("[data-part]")) section.hidden = section.dataset.part !== part;
    (find(`[data-part="${part}"] [tabindex="-1"]`) ?? pass).focus();
    scrollTo({ top: 0 });
  };

  const fill = (name, text) => {
    find(`[data-${name}]`).hidden = !text;
    find(`[data-${name}-text]`).textContent = text ?? "";
  };

  const ask = () => {
    for (const place of all("[data-question]")) place.textContent = question().textContent;
    fill("literal", question().dataset.literal);
    find("[data-literal]").open = false;
    const whose = answers.length ? "second" : "first";
    for (const one of all("[data-whose]")) one.hidden = one.dataset.whose !== whose;
    field.value = "";
    show("write");
  };

  const begin = () => {
    answers = [];
    ask();
  };

  const forget = () => {
    answers = [];
    field.value = "";
    for (const place of all("[data-answer]")) place.textContent = "";
  };

  const next = () => {
    forget();
    at += 1;
    if (at < sets[set].length) ask();
    else show("end");
  };

  const open = () => {
    answers.push(field.value.trim());
    for (const place of all("[data-answer]")) {
      const said = answers[Number(place.dataset.answer)];
      place.textContent = said || place.dataset.empty;
      place.classList.toggle("soft", !said);
    }
    fill("follow", question().dataset.follow);
    field.value = "";
    show("opened");
  };

  const deeds = {
    begin,
    cover: () => {
      answers.push(field.value.trim());
      field.value = "";
      show("covered");
    },
    take: ask,
    open,
    skip: next,
    next,
    again: () => {
      set = (set + 1) % sets.length;
      at = 0;
      begin();
    },
  };

  pass.addEventListener("click", (event) => {
    const deed = event.target.closest?.("[data-do]");
    if (deed) deeds[deed.dataset.do]();
  });
  addEventListener("pagehide", forget);
})();
