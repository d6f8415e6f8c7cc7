/** Which events the timeline shows: those told as having happened, denied, feared, demanded. */

export function setUpTimeline(): void {
  const form = document.getElementById("modes");
  const section = document.getElementById("timeline");
  if (!form || !section) return;
  form.addEventListener("change", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement)) return;
    section.classList.toggle(`without-${box.name}`, !box.checked);
    refreshDays();
  });
}

/** Hides the days of which no row is shown. */
export function refreshDays(): void {
  const section = document.getElementById("timeline");
  for (const day of section?.querySelectorAll<HTMLElement>(".day") ?? [])
    day.hidden = ![...day.querySelectorAll(".trow")].some((row) => section && visible(row, section));
}

function visible(row: Element, section: Element): boolean {
  if (row.classList.contains("sifted")) return false;
  return [...row.classList].every((name) => !section.classList.contains(name.replace(/^is-/, "without-")));
}
