/** `npm run inspect -- <file | folder | FHIR base URL> [--json]`: what the product's importer makes of FHIR resources. */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { documentText, inspect, resourceText, summaryText } from './backend/region/inspect/index.ts';
import type { InspectSink, InspectSummary } from './backend/region/inspect/index.ts';
import { AppError, toPlainError } from '../shared/errors.ts';

const help = `Usage : npm run inspect -- <fichier | dossier | adresse FHIR> [options]

Lit des ressources FHIR (ressource seule, Bundle, tableau, NDJSON) avec l’importateur du produit et dit, pour chacune :
conservée ou non, la fiche qui en est faite, et chaque partie non comprise avec son chemin. Aucune base n’est ouverte.

  dossier            lu avec ses sous-dossiers (.json, .ndjson, .jsonl ; .xml est signalé comme non lu)
  adresse            http ou https : lit /metadata, puis Organization, HealthcareService, Location, Practitioner et
                     PractitionerRole, page après page

Options :
  --json             un seul document JSON : { "resources": […], "documents": […], "summary": {…} }
                     (une ressource par ligne ; npm run --silent inspect -- … pour n’avoir que lui)
  --quiet            seulement les ressources perdues ou non comprises en partie, et le bilan
  --max <n>          ressources lues par type sur un serveur (1000)
  --header <n: v>    en-tête envoyé au serveur, répétable (Authorization, Ror-…)
  --timeout <s>      secondes accordées à chaque réponse (60)
  --help             cette aide

Code de sortie : 0 tout est conservé ; 1 quelque chose est perdu ; 2 commande ou lecture impossible.
Les ressources FHIR d’un autre type (OperationOutcome, Parameters…) sont « hors annuaire » : ni conservées, ni perdues.
`;

interface Options {
  readonly target: string | null;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly max: number;
  readonly timeout: number;
  readonly headers: Readonly<Record<string, string>>;
}

function positive(text: string, name: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new AppError('invalid_params', `--${name} attend un nombre entier positif, pas « ${text} ».`);
}

function parseHeader(text: string): [string, string] {
  const colon = text.indexOf(':');
  if (colon > 0) return [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
  // The text is not repeated: it may be a token.
  throw new AppError('invalid_params', '--header attend « Nom: valeur ».');
}

function parse(args: readonly string[]): Options | 'help' {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        quiet: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        max: { type: 'string', default: '1000' },
        timeout: { type: 'string', default: '60' },
        header: { type: 'string', multiple: true, default: [] },
      },
    });
  } catch (cause) {
    throw new AppError('invalid_params', 'Option inconnue ou incomplète.', { cause });
  }
  const { values, positionals } = parsed;
  if (values.help) return 'help';
  if (positionals.length > 1) throw new AppError('invalid_params', 'Une seule cible à la fois.');
  return {
    target: positionals[0] ?? null,
    json: values.json,
    quiet: values.quiet,
    max: positive(values.max, 'max'),
    timeout: positive(values.timeout, 'timeout') * 1000,
    headers: Object.fromEntries(values.header.map(parseHeader)),
  };
}

async function write(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
}

function textSink(quiet: boolean): InspectSink {
  return {
    async resource(report) {
      if (!quiet || !report.kept || report.notUnderstood.length > 0) await write(resourceText(report));
    },
    document: (report) => write(documentText(report)),
  };
}

/** Writes one JSON document piece by piece; `end` closes it. */
function jsonSink(quiet: boolean): InspectSink & { end(summary: InspectSummary): Promise<void> } {
  const documents: string[] = [];
  let first = true;
  return {
    async resource(report) {
      if (quiet && report.kept && report.notUnderstood.length === 0) return;
      await write(`${first ? '{"resources":[\n' : ',\n'}${JSON.stringify(report)}`);
      first = false;
    },
    document(report) {
      documents.push(JSON.stringify(report));
      return Promise.resolve();
    },
    end: (summary) =>
      write(
        `${first ? '{"resources":[' : ''}\n],"documents":[\n${documents.join(',\n')}\n],"summary":${JSON.stringify(summary)}}\n`,
      ),
  };
}

async function main(args: readonly string[]): Promise<number> {
  const options = parse(args);
  if (options === 'help') {
    await write(help);
    return 0;
  }
  if (options.target === null) throw new AppError('invalid_params', 'Que faut-il lire ?');
  if (options.json) {
    const sink = jsonSink(options.quiet);
    const summary = await inspect(options.target, options, sink);
    await sink.end(summary);
    return summary.lost === 0 ? 0 : 1;
  }
  const summary = await inspect(options.target, options, textSink(options.quiet));
  await write(summaryText(summary));
  return summary.lost === 0 ? 0 : 1;
}

// A reader that stops early (head, less) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const { code, message } = toPlainError(error);
  console.error(code === 'internal' ? error : message);
  if (code === 'invalid_params') console.error('\n' + help);
  process.exitCode = 2;
}
