// Shows only the findings of the chosen rule and file; without it the page shows all of them.
const form = document.querySelector("form");
function choose() {
  const { rule, file } = Object.fromEntries(new FormData(form));
  let shown = 0;
  for (const section of document.querySelectorAll("section[data-file]")) {
    let any = false;
    for (const finding of section.querySelectorAll("article")) {
      const wanted = (!rule || finding.dataset.rule === rule) && (!file || section.dataset.file === file);
      finding.hidden = !wanted;
      any ||= wanted;
      shown += wanted;
    }
    section.hidden = !any;
  }
  document.querySelector("output").textContent = `${shown} shown`;
}
form.hidden = false;
form.addEventListener("input", choose);
choose();
