/* Chromium 88 knows aspect-ratio; what does not is older than we promise to serve. */
if (!CSS.supports("aspect-ratio", "1 / 1")) location.replace(document.body.dataset.incompatible);
