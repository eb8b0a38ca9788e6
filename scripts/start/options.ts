import { homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Sentence } from '../say.ts';

export interface StartOptions {
  readonly help: boolean;
  readonly check: boolean;
  /** File or URL of the region; null starts the demonstration region. */
  readonly region: string | null;
  readonly profileDir: string;
  readonly port: number;
  readonly open: boolean;
  readonly web: boolean;
  /** Passed to the demonstration region as given. */
  readonly offers: number | null;
  readonly seed: number | null;
  readonly speed: number | null;
  readonly fault: string | null;
}

export const help = `Vigie : npm start [-- options]

Sans option : construit l’application, démarre la région de démonstration si aucune région n’est
configurée, et ouvre Vigie (Electron, sinon un navigateur installé, sinon l’adresse est affichée).

  --region <fichier ou URL>  région à utiliser : description JSON, ou adresse de base FHIR
  --demo                     région de démonstration, même si VIGIE_REGION est définie
  --offers <n>               région de démonstration : nombre d’offres (12000)
  --seed <n>                 région de démonstration : graine du tirage
  --speed <x>                région de démonstration : vitesse des mises à jour de lits (1 ; 0 les arrête)
  --fault <panne>            région de démonstration : panne simulée
  --profile-dir <dossier>    données locales (par défaut : dossier habituel du système)
  --port <n>                 port local du serveur de la page (par défaut : un port libre)
  --no-open                  n’ouvre ni fenêtre ni navigateur
  --web                      navigateur, même si Electron est présent
  --check                    sans fenêtre, profil temporaire : synchronise, relit les lits, écrit une ligne JSON
  --help                     cette aide

Variables : VIGIE_REGION (comme --region), CHROMIUM_PATH (navigateur à utiliser).
`;

/** Reads the command line. Throws a `Sentence` on what cannot be understood. */
export function startOptions(argv: readonly string[], env: NodeJS.ProcessEnv): StartOptions {
  const values = parse(argv);
  const region = values.region ?? env['VIGIE_REGION'] ?? '';
  if (values.demo === true && values.region !== undefined) {
    throw new Sentence('--demo et --region s’excluent : choisissez l’une des deux.');
  }
  return {
    help: values.help === true,
    check: values.check === true,
    region: values.demo === true || region === '' ? null : region,
    profileDir: path.resolve(values['profile-dir'] ?? defaultProfileDir(process.platform, env)),
    port: numberOf('--port', values.port, 0, 65_535, true) ?? 0,
    open: values['no-open'] !== true,
    web: values.web === true,
    offers: numberOf('--offers', values.offers, 1, 200_000, true),
    seed: numberOf('--seed', values.seed, 0, 4_294_967_295, true),
    speed: numberOf('--speed', values.speed, 0, 100_000, false),
    fault: values.fault ?? null,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        help: { type: 'boolean', short: 'h' },
        check: { type: 'boolean' },
        demo: { type: 'boolean' },
        region: { type: 'string' },
        'profile-dir': { type: 'string' },
        port: { type: 'string' },
        'no-open': { type: 'boolean' },
        web: { type: 'boolean' },
        offers: { type: 'string' },
        seed: { type: 'string' },
        speed: { type: 'string' },
        fault: { type: 'string' },
      },
    }).values;
  } catch (thrown) {
    const reason = thrown instanceof Error ? (thrown.message.split('.')[0] ?? '') : '';
    throw new Sentence(`Option non comprise (${reason}). « npm start -- --help » les énumère.`);
  }
}

function numberOf(
  name: string,
  text: string | undefined,
  min: number,
  max: number,
  whole: boolean,
): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  const fits = text.trim() !== '' && value >= min && value <= max && (!whole || Number.isInteger(value));
  if (!fits)
    throw new Sentence(
      `${name} attend un nombre${whole ? ' entier' : ''} de ${min} à ${max}, pas « ${text} ».`,
    );
  return value;
}

/** Where each operating system keeps the data of applications. */
export function defaultProfileDir(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  const home = homedir();
  if (platform === 'win32')
    return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData/Local'), 'Vigie');
  if (platform === 'darwin') return path.join(home, 'Library/Application Support/Vigie');
  const data = env['XDG_DATA_HOME'];
  return path.join(
    data !== undefined && path.isAbsolute(data) ? data : path.join(home, '.local/share'),
    'vigie',
  );
}
