// What is picked from a list is added to the field below as a line of its own; without script one types the names there.
"use strict";

(function () {
  function add(field) {
    const name = field.value.trim();
    const into = document.getElementById(field.dataset.adds);
    const offered = Array.from(field.list ? field.list.options : [], (each) => each.value);
    if (!name || !into || !offered.includes(name)) return false;
    const lines = into.value.split("\n").map((line) => line.trim()).filter(Boolean);
    if (!lines.includes(name)) lines.push(name);
    into.value = lines.join("\n");
    field.value = "";
    return true;
  }

  document.addEventListener("input", function (event) {
    const field = event.target;
    // A choice from the list comes without a kind of typing (Chromium) or as a replacement (Firefox).
    if (field.dataset && field.dataset.adds && (!event.inputType || event.inputType === "insertReplacementText")) add(field);
  });
  document.addEventListener("change", function (event) {
    if (event.target.dataset && event.target.dataset.adds) add(event.target);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && event.target.dataset && event.target.dataset.adds) {
      event.preventDefault();
      add(event.target);
    }
  });
})();
