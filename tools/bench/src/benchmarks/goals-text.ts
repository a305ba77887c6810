import { formatNumber, formatRatio, formatTable } from '../output/table';
import { judge, measuredOf, type GoalLine } from '../peers/goals';

/** Goals as a table: what was measured, the limits, and whether they hold. */
export function describeGoals(goals: readonly GoalLine[]): string {
  const headers = ['row', 'goal', 'ours', 'peer', 'ours / peer', 'at most', 'stretch', 'verdict'];
  const rows = goals.map((line) => {
    const { row, what, unit, own, peer, theirs, most, stretch } = line;
    const format = peer === undefined ? formatNumber : formatRatio;
    return [
      row,
      `${what} (${unit})`,
      formatNumber(own),
      peer === undefined ? '' : `${peer} ${formatNumber(theirs)}`,
      peer === undefined ? '' : formatRatio(measuredOf(line)),
      format(most),
      stretch === undefined ? '' : format(stretch),
      judge(line) ?? '-',
    ];
  });
  return formatTable(headers, rows);
}
