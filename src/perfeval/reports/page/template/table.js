"use strict";
(() => {
  const table = document.getElementById("evaluations"), body = table.tBodies[0], rows = Array.from(body.rows);
  const heads = Array.from(table.tHead.rows[0].cells), state = document.getElementById("state");
  const words = document.getElementById("words"), grades = document.getElementById("grades");
  const gradeAt = rows.length ? Array.from(rows[0].cells).findIndex((c) => c.className === "result") : -1;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  let column = -1, falling = false;

  // Plain decimals of any length, compared digit by digit: no number of this page becomes a binary float.
  const parts = (text) => {
    const [whole, rest = ""] = text.replace("-", "").split(".");
    return [text.startsWith("-"), whole.replace(/^0+/, ""), rest.replace(/0+$/, "")];
  };
  const decimals = (a, b) => {
    const [minus, wholeA, restA] = parts(a), [other, wholeB, restB] = parts(b);
    if (minus !== other) return minus ? -1 : 1;
    const order = wholeA.length - wholeB.length || (wholeA < wholeB ? -1 : wholeA > wholeB ? 1 : restA < restB ? -1 : restA > restB ? 1 : 0);
    return minus ? -order : order;
  };
  const compared = (a, b) => {
    const one = a.cells[column], two = b.cells[column], sign = falling ? -1 : 1;
    if (heads[column].dataset.kind !== "number") return sign * collator.compare(one.textContent, two.textContent);
    const [first, second] = [one.dataset.key, two.dataset.key];
    if (!first || !second) return (first ? 0 : 1) - (second ? 0 : 1);
    return sign * decimals(first, second);
  };
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const tell = () => {
    const shown = rows.filter((row) => !row.hidden).length;
    const said = [filled(state.dataset.shown, { n: shown, all: rows.length })];
    if (column >= 0) said.push(filled(state.dataset.sorted, { name: heads[column].textContent, way: falling ? state.dataset.descending : state.dataset.ascending }));
    state.textContent = said.join(" · ");
  };
  const sort = (n) => {
    falling = n === column ? !falling : heads[n].dataset.kind === "number";
    column = n;
    heads.forEach((head, m) => m === n ? head.setAttribute("aria-sort", falling ? "descending" : "ascending") : head.removeAttribute("aria-sort"));
    body.append(...[...rows].sort(compared));
    tell();
  };
  const filter = () => {
    const wanted = words.value.trim().toLocaleLowerCase();
    for (const row of rows) {
      const graded = !grades.value || (gradeAt >= 0 && row.cells[gradeAt].textContent === grades.value);
      row.hidden = !graded || !row.textContent.toLocaleLowerCase().includes(wanted);
    }
    tell();
  };
  heads.forEach((head, n) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sort(n));
    head.replaceChildren(button);
  });
  words.addEventListener("input", filter);
  grades.addEventListener("change", filter);
  document.querySelector(".controls").hidden = false;
  tell();
})();
