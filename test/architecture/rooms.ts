import type { ICruiseOptions, IRegularForbiddenRuleType } from 'dependency-cruiser';

/** Paths are relative to the root of the project. */
interface Room {
  readonly name: string;
  readonly path: string;
  /** Inner folders that are rooms of their own. */
  readonly not?: string;
  /** What of the project it may import besides itself. */
  readonly may: readonly string[];
  /** What of the project it may import for types only. */
  readonly types?: readonly string[];
  /** Which Node modules it may import. */
  readonly node: 'all' | 'none' | readonly string[];
  /** Which packages it may import; absent: any that no other rule forbids. */
  readonly packages?: readonly string[];
  readonly neverPackages?: readonly string[];
}

/** The table of the rooms: who may import what. */
export const rooms: readonly Room[] = [
  {
    name: 'shared',
    path: '^shared/',
    may: [],
    node: 'none',
    packages: ['zod', 'date-easter', 'temporal-polyfill'],
  },
  {
    name: 'backend',
    path: '^main/backend/',
    may: ['^shared/'],
    node: 'all',
    neverPackages: ['electron', 'fastify', 'ws', 'react', '@mantine/core'],
  },
  {
    name: 'demo-region',
    path: '^main/demo-region/',
    may: ['^shared/'],
    node: 'all',
    neverPackages: ['electron', 'better-sqlite3', 'axios', 'ws', 'react', '@mantine/core'],
  },
  {
    name: 'policies',
    path: '^main/electron/policies/',
    may: ['^shared/'],
    node: ['path'],
    packages: [],
  },
  {
    name: 'electron',
    path: '^main/electron/',
    not: '^main/electron/policies/',
    may: ['^shared/', '^main/electron/policies/', '^main/page-folder\\.ts$'],
    types: ['^main/backend/'],
    node: 'all',
    packages: ['electron'],
  },
  {
    name: 'hosts',
    path: '^main/(web-host/|[^/]+\\.ts$)',
    may: ['^shared/', '^main/backend/', '^main/electron/policies/', '^main/demo-region/'],
    node: 'all',
    neverPackages: ['electron', 'better-sqlite3', 'react', '@mantine/core'],
  },
  { name: 'preload', path: '^preload/', may: [], types: ['^shared/'], node: 'none', packages: ['electron'] },
  {
    name: 'renderer',
    path: '^renderer/',
    may: ['^shared/'],
    node: 'none',
    neverPackages: ['electron', 'better-sqlite3', 'axios', 'fastify', 'ws', 'pdfkit'],
  },
];

const npm = [
  'npm',
  'npm-dev',
  'npm-optional',
  'npm-peer',
  'npm-bundled',
  'npm-no-pkg',
  'npm-unknown',
] as const;
const projectFolders = '^(shared|main|preload|renderer|scripts|test)/';

function packagePath(name: string): string {
  return `node_modules/${name.replaceAll('.', '\\.')}(/|$)`;
}

function rulesOf(room: Room): IRegularForbiddenRuleType[] {
  const from = room.not === undefined ? { path: room.path } : { path: room.path, pathNot: room.not };
  const may = [room.path, ...room.may];
  const types = room.types ?? [];
  const rule = (what: string, to: IRegularForbiddenRuleType['to']): IRegularForbiddenRuleType => ({
    name: `${room.name}: ${what}`,
    severity: 'error',
    from,
    to,
  });
  const rules = [rule('other rooms', { path: projectFolders, pathNot: [...may, ...types] })];
  if (types.length > 0) {
    rules.push(rule('types only', { path: [...types], pathNot: may, dependencyTypesNot: ['type-only'] }));
  }
  if (room.node === 'none') rules.push(rule('no Node', { dependencyTypes: ['core'] }));
  else if (room.node !== 'all') {
    rules.push(
      rule('little Node', {
        dependencyTypes: ['core'],
        pathNot: room.node.map((name) => `^(node:)?${name}$`),
      }),
    );
  }
  if (room.packages !== undefined) {
    const allowed = room.packages.map(packagePath);
    rules.push(
      rule('packages', { dependencyTypes: [...npm], ...(allowed.length > 0 ? { pathNot: allowed } : {}) }),
    );
  }
  if (room.neverPackages !== undefined) {
    rules.push(rule('never', { dependencyTypes: [...npm], path: room.neverPackages.map(packagePath) }));
  }
  return rules;
}

/** Forbidden edges of the import graph, from the table above. */
export const forbidden: IRegularForbiddenRuleType[] = [
  ...rooms.flatMap(rulesOf),
  {
    name: 'a feature keeps to itself',
    severity: 'error',
    from: { path: '^(main/backend|renderer)/features/([^/]+)/' },
    to: { path: '^$1/features/', pathNot: '^$1/features/$2/' },
  },
  {
    name: 'no cycle',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'product code knows no test and no script',
    severity: 'error',
    from: { path: '^(shared|main|preload|renderer)/' },
    to: { path: '^(test|scripts)/' },
  },
  {
    name: 'nothing unresolvable',
    severity: 'error',
    from: { path: '^(shared|main|preload|renderer|scripts)/' },
    to: { couldNotResolve: true, pathNot: '^virtual:' },
  },
];

/** How the graph is read: type-only imports count, packages are not entered. */
export const cruiseOptions: ICruiseOptions = {
  validate: true,
  ruleSet: { forbidden },
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
  enhancedResolveOptions: {
    extensions: ['.ts', '.tsx', '.js', '.json'],
    conditionNames: ['import', 'node', 'default', 'types'],
    exportsFields: ['exports'],
  },
};
