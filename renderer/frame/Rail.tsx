import { Menu } from '@mantine/core';
import { useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { Link, type LinkProps } from '@tanstack/react-router';
import {
  IconBed,
  IconCheck,
  IconDeviceDesktop,
  IconEdit,
  IconHelpCircle,
  IconMoon,
  IconSearch,
  IconSitemap,
  IconSun,
  type Icon,
} from '@tabler/icons-react';
import { useBackendQuery } from '../api/hooks.ts';
import { Logo } from './Logo.tsx';
import classes from './Rail.module.css';

interface Entry {
  readonly to: NonNullable<LinkProps['to']>;
  readonly label: string;
  readonly icon: Icon;
  /** Shown only to those who may use it. */
  readonly needs?: 'bedEntry';
}

/** The places of the application, in their order on the rail. A new feature adds one line. */
const entries: readonly Entry[] = [
  { to: '/lits', label: 'Lits', icon: IconBed },
  { to: '/recherche', label: 'Recherche', icon: IconSearch },
  { to: '/repertoire', label: 'Répertoire', icon: IconSitemap },
  { to: '/saisie', label: 'Saisie des lits', icon: IconEdit, needs: 'bedEntry' },
];

const schemes: readonly {
  readonly value: MantineColorScheme;
  readonly label: string;
  readonly icon: Icon;
}[] = [
  { value: 'light', label: 'Clair', icon: IconSun },
  { value: 'dark', label: 'Sombre', icon: IconMoon },
  { value: 'auto', label: 'Comme le système', icon: IconDeviceDesktop },
];

/** Main navigation and the two settings of the post that everyone needs: theme and help. */
export function Rail({ onHelp }: { readonly onHelp: () => void }) {
  const mayEnter = useBackendQuery('bedEntry.access', {}).data?.allowed === true;
  const shown = entries.filter(({ needs }) => needs === undefined || mayEnter);
  return (
    <div className={classes['rail']}>
      <Logo className={classes['logo']} />
      <nav aria-label="Navigation principale">
        <ul>
          {shown.map(({ to, label, icon: EntryIcon }) => (
            <li key={label}>
              <Link to={to} className={classes['entry']} activeProps={{ 'data-active': true }}>
                <EntryIcon size={20} stroke={1.6} aria-hidden="true" />
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className={classes['foot']}>
        <ThemeMenu />
        <button type="button" className={classes['entry']} onClick={onHelp} aria-keyshortcuts="?">
          <IconHelpCircle size={20} stroke={1.6} aria-hidden="true" />
          Légende
        </button>
      </div>
    </div>
  );
}

function ThemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const Current = schemes.find(({ value }) => value === colorScheme)?.icon ?? IconDeviceDesktop;
  return (
    <Menu position="right-end" withinPortal transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <button type="button" className={classes['entry']}>
          <Current size={20} stroke={1.6} aria-hidden="true" />
          Thème
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map(({ value, label, icon: SchemeIcon }) => (
          <Menu.Item
            key={value}
            role="menuitemradio"
            aria-checked={value === colorScheme}
            leftSection={<SchemeIcon size={18} stroke={1.6} />}
            rightSection={value === colorScheme ? <IconCheck size={18} /> : null}
            onClick={() => {
              setColorScheme(value);
            }}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
