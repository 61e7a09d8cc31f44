/* A metric of a subject through time: what stands, what stood before, and the city's line beside it. */
(function () {
  "use strict";
  const holder = document.getElementById("series");
  const data = document.getElementById("series-data");
  if (!holder || !data || !window.echarts) return;
  const plot = JSON.parse(data.textContent);
  const words = holder.dataset;
  const css = getComputedStyle(document.documentElement);
  const colour = function (name) { return css.getPropertyValue(name).trim(); };
  const symbol = function (dot) { return dot.restated ? "diamond" : dot.contested ? "triangle" : "circle"; };
  const item = function (dot, named) {
    return { value: [dot.at, dot.value], dot: dot, named: named, symbol: symbol(dot), symbolSize: dot.restated || dot.contested ? 11 : 7,
      itemStyle: dot.contested ? { color: colour("--caution") } : undefined };
  };
  const about = function (found) {
    const dot = found.data.dot;
    const marks = [dot.restated ? words.restated : "", dot.contested ? words.contested : ""].filter(Boolean);
    const head = found.data.named + "  " + dot.period;
    const value = dot.text + " " + plot.unit + "  " + words.version.replace("%n", dot.version);
    return [head, value].concat(marks, dot.source.length > 40 ? dot.source.slice(0, 39) + "…" : dot.source).join("\n");
  };
  const single = plot.line.length < 12;
  const lines = [{
    name: plot.name, type: "line", data: plot.line.map(function (dot) { return item(dot, plot.name); }),
    lineStyle: { color: colour("--jade"), width: 2 }, itemStyle: { color: colour("--jade") },
    label: { show: single, position: "top", color: colour("--ink-soft"), formatter: function (found) { return found.data.dot.text; } },
    labelLayout: { hideOverlap: true }
  }];
  plot.benchmarks.forEach(function (beside) {
    const named = beside.name + "（" + words.benchmark + "）";
    lines.push({
      name: named, type: "line", data: beside.line.map(function (dot) { return item(dot, named); }),
      lineStyle: { color: colour("--unknown"), width: 1.5, type: "dashed" }, itemStyle: { color: colour("--unknown") },
      endLabel: { show: true, formatter: named, color: colour("--unknown"), fontSize: 12 }
    });
  });
  if (plot.earlier.length) {
    lines.push({
      name: words.earlier, type: "scatter", symbol: "circle", symbolSize: 8,
      data: plot.earlier.map(function (dot) { return { value: [dot.at, dot.value], dot: dot, named: words.earlier }; }),
      itemStyle: { color: "#fff", borderColor: colour("--ink-faint"), borderWidth: 1.5 }
    });
  }
  const chart = window.echarts.init(holder, null, { renderer: "canvas" });
  chart.setOption({
    animation: false,
    aria: { enabled: true, label: { description: words.about } },
    textStyle: { fontFamily: css.getPropertyValue("--font") },
    grid: { left: 12, right: plot.benchmarks.length ? 150 : 32, top: 28, bottom: 8, containLabel: true },
    tooltip: { trigger: "item", renderMode: "richText", formatter: about },
    xAxis: { type: "time", axisLabel: { color: colour("--ink-soft"), hideOverlap: true, formatter: { year: "{yyyy}", month: "{yyyy}-{MM}", day: "{yyyy}-{MM}" } }, splitLine: { show: false }, minInterval: 28 * 24 * 3600 * 1000 },
    yAxis: { type: "value", scale: !plot.fromZero, axisLabel: { color: colour("--ink-soft") }, splitLine: { lineStyle: { color: colour("--line") } } },
    series: lines
  });
  window.addEventListener("resize", function () { chart.resize(); });
})();
