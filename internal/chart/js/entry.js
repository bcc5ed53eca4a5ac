// What goes into the bundle: the parts of ECharts that our charts use, the
// series that draws our marks, and the door that Go calls. The same file
// serves QuickJS at build time (as SVG) and "Explore" in the reader's browser (on
// a canvas: the SVG painter sets style attributes, which our CSP forbids), so
// both draw with one version of ECharts.
import { init, use } from "echarts/core";
import { ScatterChart } from "echarts/charts";
import { DataZoomInsideComponent, GridComponent, TooltipComponent } from "echarts/components";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";
import "./marks.js";
import { formatter } from "./format.js";

use([
  ScatterChart,
  DataZoomInsideComponent, GridComponent, TooltipComponent,
  CanvasRenderer, SVGRenderer,
]);

// JSON cannot carry functions and a strict CSP forbids eval, so an axis names
// the formatter it wants: "fn:zh", "fn:en%", "fn:year".
function revive(option) {
  for (const { axisLabel } of [...option.xAxis, ...option.yAxis]) {
    axisLabel.formatter = formatter(axisLabel.formatter.slice(3));
  }
  return option;
}

// One drawing. The instance is thrown away: one that is kept grows slower with
// every chart.
function svg(optionJSON, width, height) {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption(revive(JSON.parse(optionJSON)));
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

globalThis.xianzhiChart = { init, formatter };
globalThis.xianzhiChartSVG = svg;
globalThis.xianzhiChartFormat = (name, value) => formatter(name)(value);
