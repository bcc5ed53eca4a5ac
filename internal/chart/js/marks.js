// The custom series "marks": Go decides what a mark consists of, in axis
// coordinates plus an offset in pixels; ECharts turns that into places on the
// page. A part's class stands where its colour would, with the series and item
// it belongs to ("f@2.0"): post-processing makes it a class of the site's style
// sheet and gathers the parts of a mark.

const paint = (cls) => ({ fill: cls });

const draw = {
  bar(part, at) {
    const [x0, y0] = at(part.a);
    const [x1, y1] = at(part.b);
    const h = part.h;
    const shape = y0 === y1
      ? { x: Math.min(x0, x1), y: y0 - h / 2, width: Math.abs(x1 - x0), height: h }
      : { x: x0 - h / 2, y: Math.min(y0, y1), width: h, height: Math.abs(y1 - y0) };
    return { type: 'rect', shape, style: paint(part.c) };
  },
  box(part, at) {
    const [x, y] = at(part.a);
    const shape = { x: x + part.o[0], y: y + part.o[1], width: part.w, height: part.h };
    return { type: 'rect', shape, style: paint(part.c) };
  },
  dot(part, at) {
    const [cx, cy] = at(part.a);
    return { type: 'circle', shape: { cx, cy, r: part.r }, style: paint(part.c) };
  },
  // A line through axis coordinates (p), or through pixel offsets (q) from a.
  line(part, at) {
    const origin = part.q && at(part.a);
    const points = part.q ? part.q.map((q) => [origin[0] + q[0], origin[1] + q[1]]) : part.p.map(at);
    const type = part.z ? 'polygon' : 'polyline';
    return { type, shape: { points }, style: paint(part.c) };
  },
  text(part, at) {
    const [x, y] = at(part.a);
    return {
      type: 'text',
      style: {
        text: part.s, x: x + part.o[0], y: y + part.o[1], fill: part.c,
        align: part.n || 'left', verticalAlign: 'middle', font: '13px sans-serif',
      },
    };
  },
};

export function drawMark(params, api) {
  const parts = params.itemPayload.marks[params.dataIndexInside];
  const at = (coord) => api.coord(coord);
  const owner = `@${params.seriesIndex}.${params.dataIndexInside}`;
  const child = (part) => draw[part.k]({ ...part, c: part.c + owner }, at);
  return { type: 'group', children: parts.map(child) };
}
