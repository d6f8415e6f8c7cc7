/** Tells an open page that something is new, and keeps a card that is being read. */
"use strict";
(() => {
  const RENEW = 120_000;
  const bar = document.getElementById("news");
  let last = -1;
  let count = 0;
  let source = null;

  /** Says how much is new; the page stays as it is, whatever one is doing on it. */
  function show() {
    const again = document.createElement("a");
    again.href = location.pathname + location.search;
    again.textContent = bar.dataset.show;
    bar.replaceChildren(`${bar.dataset.said.replace("{n}", count)} `, again);
    bar.hidden = false;
  }

  /** Listens while the page is looked at: browsers keep few connections to one host. */
  function listen() {
    if (source || document.hidden || !bar) return;
    source = new EventSource(`/api/v1/changes?since=${last}`);
    source.addEventListener("from", (event) => { last = Number(event.lastEventId); });
    source.addEventListener("changes", (event) => {
      last = Number(event.lastEventId);
      count += JSON.parse(event.data).length;
      show();
    });
  }

  function stop() {
    source?.close();
    source = null;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));
  addEventListener("pagehide", stop);
  addEventListener("pageshow", listen);

  // A page that could not wait for what follows from a decision says when that is there.
  const behind = document.getElementById("behind");
  if (behind) {
    fetch("/fresh").then((answer) => {
      if (answer.ok) behind.firstChild.textContent = `${bar.dataset.worked} `;
    }).catch(() => null);
  }

  // A card that somebody is reading stays theirs.
  const lease = document.getElementById("lease");
  if (!lease) return;
  let active = true;
  for (const kind of ["keydown", "pointermove", "scroll"]) addEventListener(kind, () => { active = true; }, { passive: true });
  setInterval(async () => {
    if (!active || document.hidden) return;
    active = false;
    const answer = await fetch(`/api/v1/leases/${encodeURIComponent(lease.dataset.card)}`, { method: "PUT" }).catch(() => null);
    if (answer && !answer.ok) lease.textContent = lease.dataset.lost;
  }, RENEW);
})();
