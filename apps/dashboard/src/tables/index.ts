export { Age, type AgeProps } from './age';
export { DataTable, type DataTableProps } from './data-table';
export { explainField, reasonText, type FieldScope } from './explain-field';
export { PercentBar, type PercentBarProps } from './percent-bar';
export { Value, type ValueProps } from './value';
export type { CellValue, Column } from './column';
export type { Explanation } from './explanation';
