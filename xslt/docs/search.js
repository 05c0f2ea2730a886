// The filter of the documentation page, which does without it where there is no JavaScript.
(function () {
  "use strict";
  var box = document.getElementById("search");
  var field = document.getElementById("filter");
  var count = document.getElementById("count");
  var specs = Array.prototype.slice.call(document.querySelectorAll("section.spec"));
  var links = Array.prototype.slice.call(document.querySelectorAll("nav li[data-name]"));
  var lists = Array.prototype.slice.call(document.querySelectorAll("nav details"));
  var parts = specs.map(function (one) { return one.parentNode; }).filter(function (one, at, all) {
    return all.indexOf(one) === at;
  });
  var texts = specs.map(function (one) {
    var desc = one.querySelector(".desc");
    return (one.getAttribute("data-name") + " " + one.querySelector("h3").textContent + " " +
      (desc ? desc.textContent : "")).toLowerCase();
  });
  box.hidden = false;
  function filter() {
    var words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    function fits(text) { return words.every(function (word) { return text.indexOf(word) >= 0; }); }
    var found = {}, shown = 0;
    specs.forEach(function (one, at) {
      var fit = fits(texts[at]);
      one.hidden = !fit;
      found[one.id] = fit;
      if (fit) { shown += 1; }
    });
    links.forEach(function (one) { one.hidden = !found[one.getAttribute("data-name")]; });
    lists.forEach(function (one, at) {
      one.open = words.length ? !!one.querySelector("li:not([hidden])") : at === 0;
    });
    parts.forEach(function (one) { one.hidden = !one.querySelector("section.spec:not([hidden])"); });
    document.body.classList.toggle("filtered", words.length > 0);
    count.textContent = words.length ? shown + " of " + specs.length : "";
  }
  field.addEventListener("input", filter);
  window.addEventListener("hashchange", function () {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && !target.offsetParent) { field.value = ""; filter(); target.scrollIntoView(); }
  });
}());
