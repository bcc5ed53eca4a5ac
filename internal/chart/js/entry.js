// What goes into the bundle: the parts of ECharts that our charts use, the
// custom series that draws our marks, and the door that Go calls. The same file
// serves QuickJS at build time and "Explore" in the reader's browser, so both
// draw with one version of ECharts.
import { init, registerCustomSeries, registerMap, use } from 'echarts/core';
import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { DataZoomInsideComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';
import { drawMark } from './marks.js';
import { formatter } from './format.js';

use([
  CustomChart, LineChart, ScatterChart,
  DataZoomInsideComponent, GridComponent, TooltipComponent,
  SVGRenderer,
]);
registerCustomSeries('marks', drawMark);

// JSON cannot carry functions and a strict CSP forbids eval, so an option names
// the formatter it wants: "fn:zh", "fn:en%", "fn:year".
function revive(node) {
  for (const key of Object.keys(node)) {
    const value = node[key];
    if (typeof value === 'string' && value.startsWith('fn:')) node[key] = formatter(value.slice(3));
    else if (value && typeof value === 'object') revive(value);
  }
  return node;
}

globalThis.xianzhiChart = {
  init,
  formatter,
  registerMap: (name, geojson) => registerMap(name, JSON.parse(geojson)),
  svg(optionJSON, width, height) {
    const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
    try {
      chart.setOption(revive(JSON.parse(optionJSON)));
      return chart.renderToSVGString();
    } finally {
      chart.dispose();
    }
  },
};
globalThis.xianzhiChartSVG = globalThis.xianzhiChart.svg;
globalThis.xianzhiChartFormat = (name, value) => formatter(name)(value);
globalThis.xianzhiChartMap = globalThis.xianzhiChart.registerMap;
