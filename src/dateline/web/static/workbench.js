/** Keys of the workbench; every page works without them. */
"use strict";
(() => {
  const OFF = "dateline-keys-off";
  const PAGES = { h: "/", r: "/review", c: "/claims", i: "/incidents", o: "/control", t: "/timeline", p: "/places", m: "/map", w: "/watches", s: "/sources", d: "/contradictions" };
  let going = false;

  const isWriting = (target) => target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
  const rows = () => [...document.querySelectorAll(".records > li")];

  /** Chooses the next row of a list, or the one before; focus goes to its first link. */
  function choose(step) {
    const all = rows();
    if (all.length === 0) return;
    const now = all.findIndex((row) => row.classList.contains("chosen"));
    const next = Math.min(all.length - 1, Math.max(0, now + step));
    all[now]?.classList.remove("chosen");
    all[next].classList.add("chosen");
    all[next].scrollIntoView({ block: "nearest" });
    (all[next].querySelector(".row-words a") ?? all[next].querySelector("a"))?.focus({ preventScroll: true });
  }

  /** What a key does on this page: a button or link that names it, or one of the keys of all pages. */
  function press(key) {
    if (going) {
      going = false;
      if (PAGES[key]) location.assign(PAGES[key]);
      return true;
    }
    const named = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (named) named.click();
    else if (key === "/") document.getElementById("find").focus();
    else if (key === "j") choose(1);
    else if (key === "k") choose(-1);
    else if (key === "g") going = true;
    else if (key === "?") location.assign("/help");
    else return false;
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isWriting(event.target)) return;
    if (localStorage.getItem(OFF) || (event.key === " " && event.target instanceof HTMLButtonElement)) return;
    if (press(event.key)) event.preventDefault();
  });

  // The words that a page is about stand out among the other marks.
  for (const text of document.querySelectorAll("[data-chosen]"))
    text.querySelector(`#${CSS.escape(text.dataset.chosen)}`)?.classList.add("chosen");

  // A job that is not done is looked at again.
  const job = document.getElementById("job");
  if (job && ["waits", "works"].includes(job.dataset.state)) setTimeout(() => location.reload(), 1000);

  const button = document.getElementById("keys");
  if (button) {
    const show = () => {
      const on = !localStorage.getItem(OFF);
      button.setAttribute("aria-pressed", String(on));
      button.textContent = on ? button.dataset.on : button.dataset.off;
    };
    button.addEventListener("click", () => {
      if (localStorage.getItem(OFF)) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "1");
      show();
    });
    show();
  }

  // One decision is sent once, however often its key is pressed.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
  addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));
})();
