/* Charts of inventories. `<div class="chart" data-chart="NAME">` is drawn from the JSON script `NAME-data`:
   {kind, unit, categories, series: [{name, values, colour}], lower, upper, nodes, links, points}. */
(function () {
  "use strict";
  if (!window.echarts) return;
  const css = getComputedStyle(document.documentElement);
  const token = function (name) { return css.getPropertyValue(name).trim(); };
  const palette = ["coal", "oil", "gas", "electricity", "heat", "process", "waste", "sink"].map(function (name) { return token("--series-" + name); });
  const colourOf = function (asked, place) { return asked && asked.indexOf("--") === 0 ? token(asked) : asked || palette[place % palette.length]; };
  const number = function (value) { return value === null || value === undefined ? "—" : Number(value).toLocaleString("zh-CN", { maximumSignificantDigits: 6 }); };
  const axis = { axisLabel: { color: token("--ink-soft"), hideOverlap: true }, axisTick: { show: false } };
  const amounts = function (plot) {
    return Object.assign({ type: "value", name: plot.unit, nameTextStyle: { color: token("--ink-soft"), align: "left" }, splitLine: { lineStyle: { color: token("--line") } } }, axis);
  };
  const frame = function (plot) {
    return { left: 12, right: 28, top: plot.series && plot.series.length > 1 ? 64 : 36, bottom: 8, containLabel: true };
  };
  const legend = function (plot) {
    return plot.series.length > 1 ? { type: "scroll", top: 4, left: 0, textStyle: { color: token("--ink-soft") } } : undefined;
  };

  const drawings = {
    stacked: function (plot) {
      return {
        legend: legend(plot), grid: frame(plot), tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: "shadow" }, valueFormatter: number },
        xAxis: Object.assign({ type: "category", data: plot.categories }, axis), yAxis: amounts(plot),
        series: plot.series.map(function (one, place) {
          return { name: one.name, type: "bar", stack: "all", barMaxWidth: 36, data: one.values, itemStyle: { color: colourOf(one.colour, place) } };
        })
      };
    },
    bars: function (plot) {
      return {
        legend: legend(plot), grid: frame(plot), tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: "shadow" }, valueFormatter: number },
        xAxis: amounts(plot), yAxis: Object.assign({ type: "category", inverse: true, data: plot.categories }, axis),
        series: plot.series.map(function (one, place) {
          return { name: one.name, type: "bar", stack: "all", barMaxWidth: 22, data: one.values, itemStyle: { color: colourOf(one.colour, place) } };
        })
      };
    },
    lines: function (plot) {
      const band = plot.lower ? [
        { name: "lower", type: "line", stack: "band", data: plot.lower, lineStyle: { opacity: 0 }, symbol: "none", tooltip: { show: false }, silent: true },
        { name: "upper", type: "line", stack: "band", data: plot.upper.map(function (high, place) { return high === null || plot.lower[place] === null ? null : high - plot.lower[place]; }), lineStyle: { opacity: 0 }, symbol: "none", areaStyle: { color: token("--jade-tint") || "#e6f4f1" }, silent: true }
      ] : [];
      return {
        legend: plot.lower ? undefined : legend(plot), grid: frame(plot), tooltip: { trigger: "item", renderMode: "richText", valueFormatter: number },
        xAxis: Object.assign({ type: "category", data: plot.categories }, axis), yAxis: amounts(plot),
        series: band.concat(plot.series.map(function (one, place) {
          return { name: one.name, type: "line", data: one.values, connectNulls: false, lineStyle: { color: colourOf(one.colour, place), width: 2, type: one.dashed ? "dashed" : "solid" }, itemStyle: { color: colourOf(one.colour, place) } };
        }))
      };
    },
    sankey: function (plot) {
      return {
        tooltip: { trigger: "item", renderMode: "richText", valueFormatter: function (value) { return number(value) + " " + plot.unit; } },
        series: [{ type: "sankey", left: 8, right: 120, top: 12, bottom: 12, nodeGap: 10, emphasis: { focus: "adjacency" }, label: { color: token("--ink") },
          lineStyle: { color: "source", opacity: 0.35 },
          data: plot.nodes.map(function (one, place) { return { name: one.name, itemStyle: { color: colourOf(one.colour, place) } }; }), links: plot.links }]
      };
    },
    quadrant: function (plot) {
      return {
        grid: { left: 12, right: 48, top: 40, bottom: 28, containLabel: true },
        tooltip: { trigger: "item", renderMode: "richText", formatter: function (found) { return found.data.name + "\n" + plot.x + " " + number(found.value[0]) + "\n" + plot.y + " " + number(found.value[1]); } },
        xAxis: Object.assign(amounts({ unit: plot.x }), { nameLocation: "middle", nameGap: 28 }), yAxis: amounts({ unit: plot.y }),
        series: [{ type: "scatter", symbolSize: 11, data: plot.points.map(function (one) { return { name: one.name, value: [one.x, one.y] }; }), itemStyle: { color: token("--jade") },
          label: { show: plot.points.length <= 24, position: "right", formatter: "{b}", color: token("--ink-soft") }, labelLayout: { hideOverlap: true },
          markLine: { silent: true, symbol: "none", lineStyle: { color: token("--ink-faint") }, label: { show: false }, data: [{ xAxis: 0 }, { yAxis: 0 }] } }]
      };
    }
  };

  const draw = function (holder) {
    const data = document.getElementById(holder.dataset.chart + "-data");
    if (!data || window.echarts.getInstanceByDom(holder)) return;
    const plot = JSON.parse(data.textContent);
    const chart = window.echarts.init(holder, null, { renderer: "canvas" });
    chart.setOption(Object.assign({
      animation: false, aria: { enabled: true, decal: { show: true } }, textStyle: { fontFamily: css.getPropertyValue("--font") }
    }, (drawings[plot.kind] || drawings.stacked)(plot)));
    window.addEventListener("resize", function () { chart.resize(); });
  };
  const drawAll = function () { document.querySelectorAll("[data-chart]").forEach(draw); };
  drawAll();
  document.addEventListener("htmx:afterSwap", drawAll);
})();
