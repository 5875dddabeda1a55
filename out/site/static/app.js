// Filters the table that a form of filters belongs to. Everything can be read
// without it; the filters are shown only when this runs.
"use strict";
for (const form of document.querySelectorAll("[data-filters]")) {
  const name = form.dataset.filters;
  const table = document.getElementById(name);
  if (!table) continue;
  const rows = [...table.tBodies[0].rows];
  const text = rows.map((r) => (r.dataset.find || r.textContent).toLowerCase());
  const words = form.querySelector("[data-words]");
  const fields = [...form.querySelectorAll("[data-field]")];
  const from = form.querySelector("[data-from]");
  const to = form.querySelector("[data-to]");
  const count = form.querySelector("[data-count]");
  const controls = [words, ...fields, from, to].filter(Boolean);
  const keyOf = (c) => c.dataset.field || ("words" in c.dataset ? "words" : "from" in c.dataset ? "from" : "to");

  const apply = () => {
    const want = (words ? words.value : "").toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((r, i) => {
      const ok = want.every((w) => text[i].includes(w)) &&
        fields.every((f) => !f.value || r.dataset[f.dataset.field] === f.value) &&
        (!from || !from.value || r.dataset.day >= from.value) &&
        (!to || !to.value || r.dataset.day <= to.value);
      r.hidden = !ok;
      if (ok) shown++;
    });
    count.textContent = shown === rows.length ? `${rows.length} rows` : `${shown} of ${rows.length} rows`;
  };
  const remember = () => {
    const q = new URLSearchParams();
    for (const c of controls) if (c.value) q.set(keyOf(c), c.value);
    try { history.replaceState(null, "", q.size ? "#" + q : location.pathname + location.search); } catch { /* a file address may not allow it */ }
  };
  const q = new URLSearchParams(location.hash.slice(1));
  for (const c of controls) {
    if (q.has(keyOf(c))) c.value = q.get(keyOf(c));
    c.addEventListener("input", () => { apply(); remember(); });
  }
  const reset = form.querySelector("[data-reset]");
  if (reset) reset.addEventListener("click", () => { for (const c of controls) c.value = ""; apply(); remember(); });
  form.hidden = false;
  apply();
}
