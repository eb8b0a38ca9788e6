import path from 'node:path';

/** What the shell starts with. */
export interface ShellConfig {
  /** Where the backend keeps its databases. */
  readonly profileDir: string;
  /** Where Chromium keeps its own files, apart from ours. */
  readonly shellDir: string;
  /** A region description (file path or URL), or null for the embedded demonstration region. */
  readonly region: string | null;
}

/**
 * Reads the command line of the app; `userData` is the folder Electron proposes. Only two switches are known; the rest belongs to Chromium. A switch given twice
 * or without a value is ignored rather than guessed.
 */
export function shellConfig(argv: readonly string[], userData: string): ShellConfig {
  const given = valueOf(argv, '--profile-dir');
  const profileDir = given === null ? path.join(userData, 'profil') : path.resolve(given);
  return {
    profileDir,
    shellDir: path.join(profileDir, 'fenetre'),
    region: valueOf(argv, '--region'),
  };
}

function valueOf(argv: readonly string[], name: string): string | null {
  const found = argv.filter((one) => one.startsWith(`${name}=`));
  const value = found.length === 1 ? found[0]?.slice(name.length + 1) : undefined;
  return value === undefined || value === '' ? null : value;
}
