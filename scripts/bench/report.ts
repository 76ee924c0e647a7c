/** How a benchmark tells what it measured: tables for people, one line of JSON for programs. Pure. */

/** A bound that a figure should keep. */
type Goal = { most: number } | { least: number };
export type Figure = {
  name: string;
  /** null = not measured this time */
  value: number | null;
  unit: string;
  goal?: Goal;
  /** what else must be so for the goal to be met */
  provided?: boolean;
};

/** Whether a figure keeps its goal; null where there is none, or nothing was measured. */
export function isMet({ value, goal, provided = true }: Figure): boolean | null {
  if (!goal || value === null) return null;
  return provided && ('most' in goal ? value <= goal.most : value >= goal.least);
}

export const ratio = (value: number | undefined, to: number | undefined): number | null =>
  value === undefined || !to ? null : value / to;

/** The last line of `--json`. */
export function jsonLine(name: string, figures: readonly Figure[]): string {
  const told = figures.map((figure) => ({
    name: figure.name,
    value: figure.value === null ? null : Number(figure.value.toPrecision(6)),
    unit: figure.unit,
    goal: figure.goal ? goalText(figure.goal) : null,
    met: isMet(figure),
  }));
  return JSON.stringify({ name, figures: told });
}

/** Figures that have a goal, and whether they keep it. */
export function goalTable(figures: readonly Figure[]): string {
  const rows = figures.flatMap((figure) => {
    if (!figure.goal) return [];
    const met = { true: 'met', false: 'NOT MET', null: '–' }[`${isMet(figure)}` as const];
    return [[figure.name, `${shown(figure.value)} ${figure.unit}`.trim(), goalText(figure.goal), met]];
  });
  return table([['goals', 'measured', 'goal', ''], ...rows]);
}

/** Columns that line up: the first to the left, the others to the right. The first row is the heading. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('   ')
      .trimEnd();
  const [heading = [], ...body] = rows.map(line);
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width + 3, -3));
  return [heading, rule, ...body].join('\n');
}

/** Three or four digits, whatever the size; `–` for what was not measured. */
export function shown(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  return value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);
}

/** Millions of bytes. */
export const inMegabytes = (bytes: number): number => bytes / 1e6;
export const megabytes = (bytes: number): string => `${shown(inMegabytes(bytes))} MB`;

const goalText = (goal: Goal) => ('most' in goal ? `≤ ${goal.most}` : `≥ ${goal.least}`);
