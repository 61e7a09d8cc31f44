/* Runs only in browsers without modules (IE core and the like): leads to the page that says what to do. */
location.replace(document.body ? document.body.getAttribute("data-incompatible") : "/browser/");
