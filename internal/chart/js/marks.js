// The series "marks", an extension of ECharts by its own means: Go decides what
// a mark consists of, in axis coordinates plus offsets in pixels; the coordinate
// system turns that into places on the page. A part's class stands where its
// colour would, with the series and item it belongs to ("f@2.0"):
// post-processing makes it a class of the site's style sheet and gathers the
// parts of a mark.
//
// The stock custom series draws the same, at three times the cost: it keeps
// every element ready for transitions and hover states that no file has.
import { extendChartView, extendSeriesModel, graphic } from "echarts/core";
import SeriesData from "echarts/lib/data/SeriesData.js";
import TSpan from "zrender/lib/graphic/TSpan.js";

const baselines = { textBaseline: "middle", font: "13px sans-serif" };

// Go leaves out what is zero.
function offset(part, at) {
  const [x, y] = at(part.a);
  const [dx, dy] = part.o || [0, 0];
  return [x + dx, y + dy];
}

const Area = graphic.extendShape({
  shape: { rings: [] },
  buildPath(path, { rings }) {
    for (const ring of rings) {
      ring.forEach(([x, y], i) => (i ? path.lineTo(x, y) : path.moveTo(x, y)));
      path.closePath();
    }
  },
});

const draw = {
  area(part, at) {
    return new Area({ shape: { rings: part.i.map((ring) => ring.map(at)) } });
  },
  bar(part, at) {
    const [x0, y0] = at(part.a);
    const [x1, y1] = at(part.b || [0, 0]);
    const h = part.h;
    const shape = y0 === y1
      ? { x: Math.min(x0, x1), y: y0 - h / 2, width: Math.abs(x1 - x0), height: h }
      : { x: x0 - h / 2, y: Math.min(y0, y1), width: h, height: Math.abs(y1 - y0) };
    return new graphic.Rect({ shape });
  },
  box(part, at) {
    const [x, y] = offset(part, at);
    return new graphic.Rect({ shape: { x, y, width: part.w, height: part.h } });
  },
  dot(part, at) {
    const [cx, cy] = at(part.a);
    return new graphic.Circle({ shape: { cx, cy, r: part.r } });
  },
  // A line through axis coordinates (p), or through pixel offsets (q) from a.
  line(part, at) {
    const origin = part.q && at(part.a);
    const points = part.q ? part.q.map((q) => [origin[0] + q[0], origin[1] + q[1]]) : part.p.map(at);
    return new graphic.Polyline({ shape: { points } });
  },
  text(part, at) {
    const [x, y] = offset(part, at);
    const style = { text: part.s, x, y, textAlign: part.n || "left", ...baselines };
    return new TSpan({ style });
  },
};

extendSeriesModel({
  type: "series.marks",
  defaultOption: { coordinateSystem: "cartesian2d", z: 2 },
  getInitialData() {
    const data = new SeriesData(["x", "y"], this);
    data.initData([]);
    return data;
  },
});

extendChartView({
  type: "marks",
  render(model) {
    const system = model.coordinateSystem;
    const at = (coord) => system.dataToPoint(coord);
    model.get("marks").forEach((parts, item) => {
      for (const part of parts) {
        const element = draw[part.k](part, at);
        element.silent = true;
        element.useStyle({ ...element.style, fill: `${part.c}@${model.seriesIndex}.${item}` });
        this.group.add(element);
      }
    });
  },
});
