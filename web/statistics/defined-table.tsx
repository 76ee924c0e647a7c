/** A table of numbers, and under it what its words mean. */
import type { ComponentChildren } from 'preact';
import { Definitions } from './definitions.tsx';
import { NumberTable, type NumberTableProps } from './number-table.tsx';

interface DefinedTableProps extends NumberTableProps {
  /** what belongs right under the rows, such as the way to more of them */
  children?: ComponentChildren;
}

export function DefinedTable({ children, ...table }: DefinedTableProps) {
  const { head, columns } = table;
  return (
    <>
      <NumberTable {...table} />
      {children}
      <Definitions of={[...columns, head].map(({ term }) => term)} />
    </>
  );
}
