import { expect, test } from './fixtures.ts';

test('the address is cleaned, serves once, and a browser without it is refused in French', async ({
  boards,
  host,
  page,
  browser,
}) => {
  const address = await host.newAddress();
  await boards.enter(address);
  expect(page.url()).not.toContain('jeton');
  expect(await page.evaluate(() => document.cookie)).toBe('');

  const stranger = await browser.newContext();
  const other = await stranger.newPage();
  for (const url of [new URL('/', address).href, address]) {
    const answer = await other.goto(url);
    expect(answer?.status()).toBe(403);
    await expect(other.getByRole('heading', { level: 1 })).toHaveText('Accès refusé');
  }
  await stranger.close();
});

test('another page in the same browser cannot reach the contract', async ({
  boards,
  host,
  page,
  context,
}) => {
  await boards.enter(await host.newAddress());
  const { port } = new URL(page.url());
  const elsewhere = await context.newPage();
  await elsewhere.goto('data:text/html,<p>ailleurs</p>');
  const outcome = await elsewhere.evaluate(
    (at) =>
      new Promise((resolve) => {
        const socket = new WebSocket(`ws://127.0.0.1:${at}/rpc`);
        socket.onopen = () => resolve('open');
        socket.onerror = () => resolve('refused');
      }),
    port,
  );
  expect(outcome).toBe('refused');
});
