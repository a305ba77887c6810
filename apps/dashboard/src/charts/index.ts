export { Sparkline, type SparklineProps } from './sparkline';
export { TimeChart } from './time-chart';
export type { ChartSeries, LimitKind, LimitLine, Mark, MarkKind } from './chart-data';
export type { TimeChartProps } from './time-chart-props';
