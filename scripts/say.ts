/** One line to the person who ran the command. Progress goes to stderr so that stdout stays for results. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** A failure the person can act on: its message is printed alone, without a stack. */
export class Sentence extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Sentence';
  }
}

/** Runs a command's main function; a `Sentence` is printed as it is, anything else with its stack. */
export async function runCommand(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (thrown) {
    say(
      thrown instanceof Sentence ? thrown.message : String(thrown instanceof Error ? thrown.stack : thrown),
    );
    process.exitCode = 1;
  }
}

/** Scripts need the Node of the `node` devDependency: npm puts it first on the path, a bare `node` may be older. */
export function requireNode24(): void {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= 24) return;
  throw new Sentence(
    `Vigie a besoin de Node 24 (ici ${process.version}). Lancez « npm ci » puis la commande par npm : « npm start », « npm test »…`,
  );
}
