import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { pagedRows } from '../../../main/backend/exports/model.ts';
import { runExport } from '../../../main/backend/exports/run.ts';
import { AppError } from '../../../shared/errors.ts';
import { parseCsv } from '../../support/csv.ts';
import { contents, scratch, sheet, stamp, unit, unitTable } from './fixtures.ts';

const formats = ['csv', 'xlsx', 'pdf'] as const;
const many = (count: number): (typeof unit)[] =>
  Array.from({ length: count }, (_, index) => ({ ...unit, name: `Unité ${index}` }));

test('30 000 rows read page by page arrive whole in CSV and XLSX, with progress', async () => {
  await scratch(async (folder) => {
    const all = many(30_000);
    const pages = (): AsyncIterable<typeof unit> =>
      pagedRows((last) => {
        const from = last === null ? 0 : Number(last.name.slice(6)) + 1;
        return all.slice(from, from + 500);
      });
    const seen: (readonly [number, number | null])[] = [];
    const csv = path.join(folder, 'a.csv');
    const result = await runExport({
      table: unitTable(pages(), 30_000),
      format: 'csv',
      stamp,
      target: csv,
      onProgress: (done, total) => seen.push([done, total]),
    });
    expect(result).toEqual({ path: csv, bytes: (await stat(csv)).size, count: 30_000 });
    const rows = parseCsv((await readFile(csv, 'utf8')).slice(1));
    expect(rows[30_000]?.[0]).toBe('Unité 29999');
    expect(seen.at(-1)).toEqual([30_000, 30_000]);
    expect(seen.map(([done]) => done)).toEqual(seen.map(([done]) => done).sort((a, b) => a - b));

    const xlsx = path.join(folder, 'a.xlsx');
    await runExport({ table: unitTable(pages()), format: 'xlsx', stamp, target: xlsx });
    const read = (await readXlsx(await readFile(xlsx))).sheets[0]?.rows ?? [];
    expect(read).toHaveLength(30_001);
    expect(read[30_000]?.[0]).toBe('Unité 29999');
    expect(await contents(folder)).toEqual(['a.csv', 'a.xlsx']);
  });
});

test.each(formats)(
  '%s: a cancel in the middle leaves nothing and keeps the file already there',
  async (format) => {
    await scratch(async (folder) => {
      const target = path.join(folder, `liste.${format}`);
      await writeFile(target, 'ancien');
      const cancel = new AbortController();
      let given = 0;
      function* rows(): Generator<typeof unit> {
        for (; given < 5000; given += 1) {
          if (given === 700) cancel.abort();
          yield { ...unit, name: `Unité ${given}` };
        }
      }
      const run = runExport({ table: unitTable(rows()), format, stamp, target, signal: cancel.signal });
      await expect(run).rejects.toMatchObject({ code: 'cancelled' });
      expect(given).toBeLessThan(5000);
      expect(await contents(folder)).toEqual([path.basename(target)]);
      expect(await readFile(target, 'utf8')).toBe('ancien');
    });
  },
);

test.each(formats)('%s: a cancel ends an export whose source never answers', async (format) => {
  await scratch(async (folder) => {
    const cancel = new AbortController();
    async function* stuck(): AsyncGenerator<typeof unit> {
      yield unit;
      queueMicrotask(() => cancel.abort());
      await new Promise(() => undefined);
    }
    const run = runExport({
      table: unitTable(stuck()),
      format,
      stamp,
      target: path.join(folder, 'x'),
      signal: cancel.signal,
    });
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    expect(await contents(folder)).toEqual([]);
  });
});

test('a cancel before the start writes nothing', async () => {
  await scratch(async (folder) => {
    const job = {
      table: unitTable([unit]),
      format: 'csv',
      stamp,
      target: path.join(folder, 'x.csv'),
      signal: AbortSignal.abort(),
    } as const;
    await expect(runExport(job)).rejects.toMatchObject({ code: 'cancelled' });
    expect(await contents(folder)).toEqual([]);
  });
});

test.each(formats)('%s: a source that fails leaves nothing and its error comes through', async (format) => {
  await scratch(async (folder) => {
    function* rows(): Generator<typeof unit> {
      yield* many(300);
      throw new AppError('database_corrupt', 'La base est abîmée.');
    }
    const run = runExport({ table: unitTable(rows()), format, stamp, target: path.join(folder, 'x') });
    await expect(run).rejects.toMatchObject({ code: 'database_corrupt' });
    expect(await contents(folder)).toEqual([]);
  });
});

test('says in words that the place cannot be written, and refuses a relative path', async () => {
  await scratch(async (folder) => {
    const run = (target: string): Promise<unknown> =>
      runExport({ table: unitTable([unit]), format: 'csv', stamp, target });
    await expect(run(path.join(folder, 'absent', 'x.csv'))).rejects.toMatchObject({
      code: 'file_unwritable',
    });
    await mkdir(path.join(folder, 'dossier', 'plein'), { recursive: true });
    await expect(run(path.join(folder, 'dossier'))).rejects.toMatchObject({ code: 'file_unwritable' });
    await expect(run('x.csv')).rejects.toMatchObject({ code: 'invalid_params' });
    expect(await contents(folder)).toEqual(['dossier']);
  });
});

test('a table without columns is refused', async () => {
  await scratch(async (folder) => {
    const table = { title: 'Rien', columns: [], rows: [] };
    await expect(
      runExport({ table, format: 'xlsx', stamp, target: path.join(folder, 'x') }),
    ).rejects.toMatchObject({ code: 'invalid_params' });
  });
});

/** A real file system of 256 KiB, where this account may mount one. */
function smallDisk(folder: string): boolean {
  return (
    process.platform === 'linux' &&
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder]).status === 0
  );
}

test('a full disk gives disk_full and leaves nothing', async (context) => {
  await scratch(async (folder) => {
    const disk = path.join(folder, 'disque');
    await mkdir(disk);
    if (!smallDisk(disk))
      return context.skip(
        'mounting a tmpfs is not allowed here; the file-size limit below is tested instead',
      );
    try {
      for (const format of formats) {
        const rows = many(format === 'csv' ? 10_000 : 25_000).map((row) => ({
          ...row,
          name: `${row.name} ${Math.sin(Number(row.name.slice(6)))}`,
        }));
        if (format === 'pdf') rows.length = 6000;
        const run = runExport({
          table: unitTable(rows),
          format,
          stamp,
          target: path.join(disk, `x.${format}`),
        });
        await expect(run, format).rejects.toMatchObject({ code: 'disk_full' });
        expect(await contents(disk)).toEqual([]);
      }
      await runExport({ document: sheet, format: 'csv', stamp, target: path.join(disk, 'petit.csv') });
      expect(await contents(disk)).toEqual(['petit.csv']);
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});

test.skipIf(process.platform === 'win32')('the size limit of an account gives disk_full too', async () => {
  await scratch(async (folder) => {
    const module = pathToFileURL(
      path.resolve(import.meta.dirname, '../../../main/backend/exports/run.ts'),
    ).href;
    const code = `
      const { runExport } = await import(${JSON.stringify(module)});
      const table = { title: 'x', columns: [{ key: 'a', label: 'a', kind: 'text', value: (row) => row }], rows: Array(3000).fill('x'.repeat(500)) };
      await runExport({ table, format: 'csv', stamp: ${JSON.stringify(stamp)}, target: ${JSON.stringify(path.join(folder, 'x.csv'))} })
        .then(() => console.log('written'), (error) => console.log(error.code));`;
    const command = `ulimit -f 1000; exec "$0" --input-type=module -e "$1"`;
    const output = execFileSync('bash', ['-c', command, process.execPath, code], { encoding: 'utf8' });
    expect(output.trim()).toBe('disk_full');
    expect(await contents(folder)).toEqual([]);
  });
});
