import {
  createRootRoute,
  createRoute,
  createRouter,
  redirect,
  type RouterHistory,
} from '@tanstack/react-router';
import { Link } from '@tanstack/react-router';
import { sheetKinds } from '../shared/contract/directory.ts';
import { ErrorMessage, Message } from './components/Message.tsx';
import { boardSearch, unitListSearch } from './features/beds/board-search.ts';
import { DepartmentBoard, NotThere } from './features/beds/DepartmentBoard.tsx';
import { RegionBoard } from './features/beds/RegionBoard.tsx';
import { UnitSheet } from './features/beds/UnitSheet.tsx';
import { EntryScreen } from './features/bed-entry/EntryScreen.tsx';
import { directorySearch } from './features/directory/directory-search.ts';
import { DirectoryScreen } from './features/directory/DirectoryScreen.tsx';
import { DirectorySheet } from './features/directory/DirectorySheet.tsx';
import { resultSearch, tidy } from './features/search/result-search.ts';
import { ResultsScreen } from './features/search/ResultsScreen.tsx';
import { Frame } from './frame/Frame.tsx';

const root = createRootRoute({ component: Frame });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    redirect({ to: '/lits', replace: true, throw: true });
  },
});

const region = createRoute({
  getParentRoute: () => root,
  path: '/lits',
  validateSearch: boardSearch,
  component: function RegionScreen() {
    const search = region.useSearch();
    const navigate = region.useNavigate();
    return (
      <RegionBoard
        search={search}
        onSearch={(change) =>
          void navigate({ search: (current) => ({ ...current, ...change }), replace: true })
        }
      />
    );
  },
});

const department = createRoute({
  getParentRoute: () => root,
  path: '/lits/$department/$group',
  validateSearch: unitListSearch,
  component: function DepartmentScreen() {
    const { department: code, group } = department.useParams();
    const search = department.useSearch();
    const navigate = department.useNavigate();
    if (code !== 'region' && !/^(\d{2}|2[AB]|97\d)$/.test(code)) return <NotThere />;
    return (
      <DepartmentBoard
        department={code === 'region' ? null : code}
        group={group}
        search={search}
        onSearch={(change) =>
          void navigate({ search: (current) => ({ ...current, ...change }), replace: true })
        }
      />
    );
  },
});

const unit = createRoute({
  getParentRoute: () => root,
  path: '/lits/unite/$id',
  validateSearch: boardSearch,
  component: function UnitScreen() {
    return <UnitSheet id={unit.useParams().id} search={unit.useSearch()} />;
  },
});

const directory = createRoute({
  getParentRoute: () => root,
  path: '/repertoire',
  validateSearch: directorySearch,
  component: function DirectoryTreeScreen() {
    return <DirectoryScreen node={directory.useSearch().noeud} />;
  },
});

const sheet = createRoute({
  getParentRoute: () => root,
  path: '/fiche/$kind/$id',
  component: function SheetScreen() {
    const { kind, id } = sheet.useParams();
    const known = sheetKinds.find((each) => each === kind);
    return known === undefined ? <NotThere /> : <DirectorySheet kind={known} id={id} />;
  },
});

const results = createRoute({
  getParentRoute: () => root,
  path: '/recherche',
  validateSearch: resultSearch,
  component: function SearchScreen() {
    const search = results.useSearch();
    const navigate = results.useNavigate();
    return (
      <ResultsScreen
        search={search}
        onSearch={(change) =>
          void navigate({ search: (current) => tidy({ ...current, ...change }), replace: true })
        }
      />
    );
  },
});

const entry = createRoute({ getParentRoute: () => root, path: '/saisie', component: EntryScreen });

const tree = root.addChildren([home, region, department, unit, entry, directory, sheet, results]);

/** Router of the page; the history is the address bar's, or a memory one in tests. */
export function createPageRouter(history?: RouterHistory) {
  return createRouter({
    routeTree: tree,
    ...(history === undefined ? {} : { history }),
    scrollRestoration: false,
    defaultErrorComponent: ({ error, reset }) => (
      <ErrorMessage error={error instanceof Error ? error : new Error(String(error))} retry={reset} />
    ),
    defaultNotFoundComponent: () => (
      <Message title="Cette page n’existe pas" actions={<Link to="/lits">Aller aux lits</Link>}>
        L’adresse est incomplète, ou vient d’une autre version.
      </Message>
    ),
  });
}

export type PageRouter = ReturnType<typeof createPageRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: PageRouter;
  }
}
