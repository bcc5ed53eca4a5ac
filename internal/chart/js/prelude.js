// What ECharts expects of its host and QuickJS does not have. Nothing may
// happen later or depend on the clock: a chart is a function of its option.
var console = { log() {}, warn() {}, error() {} };
var setTimeout = () => 0, clearTimeout = () => {}, setInterval = () => 0, clearInterval = () => {};
Math.random = () => 0.5;
