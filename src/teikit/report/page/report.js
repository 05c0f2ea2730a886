// Shows only what is chosen; without it the page shows everything.
const form = document.querySelector("form");
const sections = Array.from(document.querySelectorAll("section.file"), (section) => [
  section, Array.from(section.querySelectorAll("article")),
]);
function choose() {
  const { rule, file, severity } = Object.fromEntries(new FormData(form));
  let shown = 0;
  for (const [section, findings] of sections) {
    let any = false;
    const here = !file || section.dataset.file === file;
    for (const finding of here ? findings : []) {
      const wanted = (!rule || finding.dataset.rule === rule) &&
        (!severity || finding.classList.contains(severity));
      finding.hidden = !wanted;
      any ||= wanted;
      if (wanted) shown += Number(finding.dataset.count);
    }
    section.hidden = !any;
  }
  form.querySelector("output").textContent = `${shown.toLocaleString("en")} shown`;
}
if (form) {
  form.hidden = false;
  form.addEventListener("input", choose);
  form.addEventListener("submit", (event) => event.preventDefault());
  // A link to a finding shows it, whatever is chosen.
  window.addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target?.closest("[hidden]")) {
      form.reset();
      choose();
      target.scrollIntoView();
    }
  });
  choose();
}
