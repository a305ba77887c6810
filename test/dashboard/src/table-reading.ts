import type { Locator, Page } from 'playwright-core';

/** The table of this name. */
export function tableOf(page: Page, name: string): Locator {
  return page.getByRole('table', { name, exact: true });
}

/** Waits for a row with this text at its head. */
export function rowOf(table: Locator, name: string): Locator {
  return table.getByRole('row').filter({
    has: table.page().getByRole('rowheader', { name, exact: true }),
  });
}

/** Texts of a row by the headers of their columns; a missing value is its reason. */
export async function readRow(table: Locator, name: string): Promise<Record<string, string>> {
  const row = rowOf(table, name);
  await row.waitFor();
  const [headers, cells] = await Promise.all([
    table.locator('thead th').allInnerTexts(),
    row.locator('th, td').allInnerTexts(),
  ]);
  return Object.fromEntries(
    headers.map((header, index) => [clean(header), clean(cells[index] ?? '')]),
  );
}

/** The names at the heads of the rows, as far as they are drawn. */
export async function readNames(table: Locator): Promise<string[]> {
  return (await table.locator('tbody th').allInnerTexts()).map(clean);
}

/** Without arrows of the order, line breaks and spaces that do not break. */
export function clean(text: string): string {
  return text
    .replace(/[▲▼▾▴]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
