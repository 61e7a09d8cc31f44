"""Our own CSS and JavaScript run in Chromium 88, the oldest browser that we promise.

Third-party files are pinned to versions that do (docs/decisions.md) and are not looked at here.
"""

from __future__ import annotations

import re
from pathlib import Path

from tools.checks.files import numbered_lines, our_files

CSS = {
    r"\bcolor-mix\(": "color-mix (111)",
    r":has\(": ":has() (105)",
    r"@container\b": "@container (105)",
    r"@layer\b": "@layer (99)",
    r"@scope\b": "@scope (118)",
    r"@starting-style\b": "@starting-style (117)",
    r"\b(?:ok)?l(?:ch|ab)\(": "lab, lch, oklab, oklch (111)",
    r"\blight-dark\(": "light-dark() (123)",
    r"\d[dsl]v[hwib]\b": "dvh, svh, lvh (108)",
    r"\baccent-color\s*:": "accent-color (93)",
    r"\btext-wrap\s*:": "text-wrap (114)",
    r"\bsubgrid\b": "subgrid (117)",
    r"\bscrollbar-gutter\s*:": "scrollbar-gutter (94)",
    r"\bscrollbar-(?:color|width)\s*:": "scrollbar-color, scrollbar-width (121)",
    r"(?:^|[;{\s])(?:translate|rotate|scale)\s*:": "translate, rotate, scale as properties (104)",
    r"\boverflow(?:-[xy])?\s*:\s*clip\b": "overflow: clip (90)",
    r"@media[^{]*[<>]": "range syntax in @media (104)",
    r"^\s*&|[{;]\s*&": "nested rules (120)",
    r"\bfield-sizing\s*:": "field-sizing (123)",
    r"\banchor-name\s*:|\banchor\(": "anchor positioning (125)",
    r"::highlight\(": "::highlight() (105)",
    r":user-(?:in)?valid\b": ":user-valid (119)",
}
JAVASCRIPT = {
    r"\.at\(": "at() (92)",
    r"\bObject\.(?:hasOwn|groupBy)\b": "Object.hasOwn (93), Object.groupBy (117)",
    r"\bstructuredClone\(": "structuredClone (98)",
    r"\.findLast(?:Index)?\(": "findLast (97)",
    r"\.to(?:Sorted|Reversed|Spliced)\(": "toSorted, toReversed, toSpliced (110)",
    r"\bPromise\.(?:withResolvers|try)\b": "Promise.withResolvers (119)",
    r"\bcrypto\.randomUUID\(": "crypto.randomUUID (92)",
    r"\bAbortSignal\.(?:timeout|any)\b": "AbortSignal.timeout (103)",
    r"\bnew Highlight\(|\bCSS\.highlights\b": "the highlight API (105)",
    r"\bstartViewTransition\(": "view transitions (111)",
    r"\b(?:show|hide|toggle)Popover\(": "popover (114)",
    r"\bcheckVisibility\(": "checkVisibility (105)",
    r"\bshowPicker\(": "showPicker (99)",
    r"\bArray\.fromAsync\b": "Array.fromAsync (121)",
    r"^\s*static\s*\{": "static blocks (94)",
    r"^await\b": "top-level await (89)",
    r"\bset(?:HTMLUnsafe|HTML)\(": "setHTML (124)",
    r"\.(?:union|intersection|isSubsetOf|isSupersetOf|symmetricDifference)\(": "set methods (122)",
}
HTML = {
    r"\spopover[\s=>]": "popover (114)",
    r"\sinert[\s=>]": "inert (102)",
    r"\sloading=\"lazy\"[^>]*<iframe|<search\b": "search element (118)",
}
RULES = {".css": CSS, ".js": JAVASCRIPT, ".html": HTML}


def problems(root: Path) -> list[str]:
    """Every use of a feature that is newer than Chromium 88."""
    return [
        f"{path.relative_to(root)}:{number}: newer than Chromium 88: {feature}"
        for path in our_files(root, "src/*.css", "src/*.js", "src/*.html")
        for number, line in numbered_lines(path)
        for feature in too_new(line, path.suffix)
    ]


def too_new(line: str, suffix: str) -> list[str]:
    """Features in one line that Chromium 88 does not know, with the version that first did."""
    return [feature for pattern, feature in RULES[suffix].items() if re.search(pattern, line)]
