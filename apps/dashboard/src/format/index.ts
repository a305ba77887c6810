export { formatCell } from './cell';
export { formatAge, formatDuration } from './duration';
export { formatNumber } from './number';
export {
  formatDate,
  formatDateTime,
  formatTime,
  formatTimeWithin,
  formatZone,
  toLocalInput,
} from './time';
export { UNITS, chooseScale, unitOfField, type Scale, type Unit } from './unit';
export { chooseAxis, formatExact, formatValue, type AxisScale } from './value';
