import { describe, expect, test } from 'vitest';
import { ResourceSplitter, splitError } from '../../../main/backend/region/splitter/index.ts';
import { split, texts } from './support.ts';

const a = '{"resourceType":"Location","id":"a","name":"Réa 😀 \\"{[\\\\"}';
const b = '{ "id" : "b" , "resourceType" : "Organization", "n":[1,{"x":[]}] }';

describe('what a document can be', () => {
  test.each([
    ['a single resource', a, 'resource'],
    ['with a byte order mark and spaces', `\uFEFF \r\n${a}\n`, 'resource'],
  ])('%s', (_, document, kind) => {
    const { found, summary } = split(document);
    expect(found).toEqual([[a, null]]);
    expect(summary).toMatchObject({ kind, complete: true, problem: null, resources: 1, bundle: null });
  });

  test.each([
    ['an array', `[${a}, ${b}]`, 'array'],
    ['arrays in an array', `[[${a}],[${b}]]`, 'array'],
    ['NDJSON', `${a}\n${b}\n`, 'ndjson'],
    ['NDJSON with CRLF and blank lines', `${a}\r\n\r\n${b}`, 'ndjson'],
    ['one after the other', a + b, 'ndjson'],
    ['a JSON text sequence', `\x1e${a}\n\x1e${b}\n`, 'ndjson'],
  ])('%s', (_, document, kind) => {
    const { found, summary } = split(document);
    expect(found).toEqual([
      [a, null],
      [b, null],
    ]);
    expect(summary).toMatchObject({ kind, complete: true, resources: 2 });
  });

  test('a Bundle: exact bytes, modes, links and total, wherever they sit', () => {
    const link = '"link":[{"relation":"self","url":"https://x/1"},{"relation":"next","url":"https://x/2"}]';
    const entries = `[{"fullUrl":"u","resource":${a},"search":{"mode":"match"}},{"search":{"mode":"include"},"resource":${b}},{"resource":${a},"search":{"mode":"outcome"}}]`;
    for (const document of [
      `{"resourceType":"Bundle","type":"searchset","total":12,${link},"entry":${entries}}`,
      `{"entry":${entries},${link},"total":12,"type":"searchset","resourceType":"Bundle"}`,
      `{"type":"searchset","resourceType":"Bundle",${link},\n"entry" : ${entries},"total":"12"}`,
    ]) {
      const { found, summary } = split(document);
      expect(found).toEqual([
        [a, 'match'],
        [b, 'include'],
        [a, null],
      ]);
      expect(summary).toMatchObject({
        kind: 'bundle',
        complete: true,
        resources: 3,
        bundle: { type: 'searchset', total: 12, self: 'https://x/1', next: 'https://x/2' },
      });
    }
  });

  test('a Bundle without entries, with an empty list, with null', () => {
    for (const entry of ['', ',"entry":[]', ',"entry":null', ',"entry":[null]']) {
      const { found, summary } = split(`{"resourceType":"Bundle","total":0${entry}}`);
      expect(found).toEqual([]);
      expect(summary).toMatchObject({ kind: 'bundle', complete: true, bundle: { total: 0, next: null } });
    }
  });

  test('a Bundle whose entry is an object in place of an array', () => {
    const { found, summary } = split(`{"resourceType":"Bundle","entry":{"resource":${a}},"total":1}`);
    expect(found).toEqual([[a, null]]);
    expect(summary).toMatchObject({ complete: true, bundle: { total: 1 } });
  });

  test('several Bundles: the last envelope is the one reported', () => {
    const bundle = (resource: string, total: number): string =>
      `{"resourceType":"Bundle","total":${total},"entry":[{"resource":${resource}}]}`;
    expect(texts(`${bundle(a, 1)}\n${bundle(b, 2)}`)).toEqual([a, b]);
    expect(split(`[${bundle(a, 1)},${bundle(b, 2)}]`).summary.bundle?.total).toBe(2);
  });

  test('words of the format inside of strings and resources are not taken for it', () => {
    const tricky =
      '{"resourceType":"Location","id":"t","name":"}]{\\"entry\\":[{\\"resource\\":{","entry":[{"resource":{"x":1}}]}';
    expect(texts(tricky)).toEqual([tricky]);
    const nested =
      '{"resourceType":"Location","contained":[{"resourceType":"Bundle","entry":[{"resource":{}}]}]}';
    expect(texts(`{"resourceType":"Bundle","entry":[{"resource":${nested}}]}`)).toEqual([nested]);
  });

  test('a Bundle inside of an entry is given whole', () => {
    const inner = `{"resourceType":"Bundle","entry":[{"resource":${a}}]}`;
    expect(texts(`{"resourceType":"Bundle","entry":[{"resource":${inner}}]}`)).toEqual([inner]);
  });
});

describe('documents with a problem', () => {
  test.each([
    ['nothing', '', 'empty', 'empty'],
    ['spaces', ' \n', 'empty', 'empty'],
    ['a web page', '<!DOCTYPE html><p>{"resourceType":"Location"}', 'html', 'html'],
    ['words', 'Service unavailable', 'not_json', 'not_json'],
    ['words that begin like JSON', 'not found', 'not_json', 'not_json'],
    ['a string', '"hello"', 'not_json', 'not_fhir'],
    ['null', 'null', 'not_json', 'not_fhir'],
    ['numbers', '[1, 2.5e3]', 'array', 'not_fhir'],
    ['an object of another world', '{"error":"x"}', 'resource', 'not_fhir'],
    ['no colon', '{"resourceType" "Location"}', 'resource', 'not_json'],
    ['a stray bracket', '{]', 'resource', 'not_json'],
    ['words after the end', `${a} oops`, 'resource', 'not_json'],
  ])('%s', (_, document, kind, problem) => {
    const { summary } = split(document);
    expect(summary).toMatchObject({ kind, problem, complete: false });
    expect(splitError(summary)).toMatchObject({ code: 'region_bad_answer', details: { problem } });
  });

  test('an empty list of resources is sound', () => {
    expect(split('[]').summary).toMatchObject({ kind: 'array', complete: true, resources: 0 });
  });

  test('an OperationOutcome says why', () => {
    const outcome =
      '{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"processing","diagnostics":"Trop de résultats"}]}';
    const { found, summary } = split(outcome);
    expect(found).toEqual([[outcome, null]]);
    expect(summary).toMatchObject({
      kind: 'operation_outcome',
      complete: false,
      issues: [{ severity: 'error', code: 'processing', diagnostics: 'Trop de résultats' }],
    });
    const error = splitError(summary);
    expect(error?.code).toBe('region_error');
    expect(error?.message).toContain('« Trop de résultats »');
  });

  test('a truncated Bundle gives every resource that was complete, and its envelope', () => {
    const head = `{"resourceType":"Bundle","total":3,"link":[{"relation":"next","url":"n"}],"entry":[`;
    const document = `${head}{"resource":${a},"search":{"mode":"match"}},{"resource":${b},"search":{"mode":"include"}},{"resource":${a}}]}`;
    const firstEnds = head.length + Buffer.byteLength(`{"resource":${a}`);
    const secondEnds = Buffer.byteLength(document.slice(0, document.indexOf(b) + b.length));
    const bytes = Buffer.from(document);
    for (let length = 1; length < bytes.length; length++) {
      const { found, summary } = split(bytes.subarray(0, length));
      expect(summary).toMatchObject({
        kind: length >= 24 ? 'bundle' : 'resource',
        problem: 'truncated',
        complete: false,
        offset: length,
      });
      expect(summary.resources).toBe(found.length);
      if (length >= firstEnds) expect(found[0]?.[0]).toBe(a);
      if (length >= secondEnds) expect(found[1]?.[0]).toBe(b);
      if (length >= head.length) expect(summary.bundle).toMatchObject({ total: 3, next: 'n' });
    }
    expect(splitError(split(bytes.subarray(0, 100)).summary)?.message).toContain('interrompue');
  });

  test('truncated arrays and NDJSON give what was complete', () => {
    expect(split(`[${a},{"resourceType":"Loc`)).toMatchObject({
      found: [[a, null]],
      summary: { problem: 'truncated' },
    });
    expect(split(`${a}\n{"resourceType":"Loc`)).toMatchObject({
      found: [[a, null]],
      summary: { problem: 'truncated' },
    });
    expect(split(`[${a}`)).toMatchObject({ found: [[a, null]], summary: { problem: 'truncated' } });
  });
});

describe('limits', () => {
  const deep = (depth: number): string =>
    `{"resourceType":"Location","x":${'['.repeat(depth)}${']'.repeat(depth)}}`;

  test('a resource too deep is passed over; its neighbours are given', () => {
    const { found, summary } = split(
      `{"resourceType":"Bundle","entry":[{"resource":${a}},{"resource":${deep(1_000_000)}},{"resource":${b}}]}`,
    );
    expect(found.map(([text]) => text)).toEqual([a, b]);
    expect(summary).toMatchObject({
      problem: 'too_deep',
      complete: false,
      rejected: { tooDeep: 1, tooLarge: 0 },
    });
    expect(split(deep(1_000_000)).summary).toMatchObject({ problem: 'too_deep', resources: 0 });
    expect(texts(deep(150))).toHaveLength(1);
  });

  test('a resource too large is passed over without being held', () => {
    const splitter = new ResourceSplitter({ maxResourceBytes: 1024 * 1024 });
    const given: string[] = [];
    const push = (text: string): void => {
      for (const { json } of splitter.push(Buffer.from(text))) given.push(Buffer.from(json).toString());
    };
    push(`[${a},{"resourceType":"Location","name":"`);
    const chunk = Buffer.alloc(256 * 1024, 'x');
    for (let i = 0; i < 200; i++) splitter.push(chunk); // 50 MB, all one buffer: holding it would show in nothing but the result
    push(`"},${b}]`);
    expect(given).toEqual([a, b]);
    expect(splitter.end()).toMatchObject({ problem: 'too_large', rejected: { tooLarge: 1, tooDeep: 0 } });
  });

  test('a 50 MB resource in one chunk is refused in words', () => {
    const { found, summary } = split(`{"resourceType":"Location","name":"${'x'.repeat(50_000_000)}"}`);
    expect(found).toEqual([]);
    expect(splitError(summary)?.message).toContain('trop volumineuse');
  });

  test('a Bundle whose envelope is too large says so: its next link may be lost with it', () => {
    const document = `{"resourceType":"Bundle","x":"${'y'.repeat(2000)}","link":[{"relation":"next","url":"n"}],"entry":[{"resource":${a}}]}`;
    const { found, summary } = split(document, [], { maxResourceBytes: 1000 });
    expect(found).toEqual([[a, null]]);
    expect(summary).toMatchObject({ complete: false, problem: 'too_large', bundle: null });
  });
});
