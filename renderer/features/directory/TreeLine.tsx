import { memo, useEffect } from 'react';
import { Link } from '@tanstack/react-router';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { TreeNode } from '../../../shared/contract/directory.ts';
import { labelOf } from '../../../shared/domain/labels.ts';
import { plural } from '../../format.ts';
import { astrayReasons, levelNames, nameOf } from './levels.ts';
import type { TreeRow } from './tree-rows.ts';
import type { TreeStore } from './tree-store.ts';
import classes from './Tree.module.css';

interface TreeLineProps {
  readonly id: string;
  readonly row: TreeRow;
  readonly start: number;
  readonly active: boolean;
  readonly store: TreeStore;
  readonly label: string;
}

/** One line of the tree. A click on the name opens its sheet, elsewhere on the line it opens or closes the node. */
export const TreeLine = memo(function TreeLine({ id, row, start, active, store, label }: TreeLineProps) {
  const { node, parent } = row;
  const waits = node === null;
  useEffect(() => {
    if (waits) store.more(parent);
  }, [waits, parent, store, row.position]);
  return (
    <div
      id={id}
      role="treeitem"
      className={classes['line']}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.setSize}
      aria-selected={active}
      aria-expanded={node !== null && node.children > 0 ? row.expanded : undefined}
      aria-busy={waits ? true : undefined}
      data-key={row.key}
      data-active={active || undefined}
      data-level={node?.level ?? undefined}
      style={{ transform: `translateY(${start}px)`, paddingInlineStart: 8 + (row.level - 1) * 20 }}
      onClick={() => {
        store.setActive(row.key);
        if (node !== null && node.children > 0) store.toggle(row.key);
      }}
    >
      <span className={classes['mark']} aria-hidden="true">
        {node === null || node.children === 0 ? null : row.expanded ? (
          <IconChevronDown size={16} />
        ) : (
          <IconChevronRight size={16} />
        )}
      </span>
      {node === null ? (
        <span className={classes['second']}>{label}</span>
      ) : (
        <Words node={node} label={label} />
      )}
    </div>
  );
});

function Words({ node, label }: { readonly node: TreeNode; readonly label: string }) {
  const { kind, level, astray, closed, units, id } = node;
  return (
    <>
      {level === null ? null : (
        <abbr className={classes['level']} title={levelNames[level].long}>
          {levelNames[level].short}
        </abbr>
      )}
      {kind === 'unknown' ? (
        <strong className={classes['name']}>{label}</strong>
      ) : (
        <Link
          to="/fiche/$kind/$id"
          params={{ kind, id }}
          tabIndex={-1}
          preload={false}
          className={classes['name']}
          title={label}
          onClick={(event) => {
            event.stopPropagation();
          }}
        >
          <bdi>{nameOf(node).slice(0, 200)}</bdi>
        </Link>
      )}
      {closed ? <span className={classes['closed']}>✕ fermé</span> : null}
      <span className={classes['second']}>{besides(node)}</span>
      {astray === null ? null : <span className={classes['second']}>{astrayReasons[astray]}</span>}
      {kind === 'healthcareService' ? null : (
        <span className={classes['count']} data-figures>
          {plural(units, 'unité', 'unités')}
        </span>
      )}
    </>
  );
}

/** Where an establishment is; what a unit is, when its name does not say it. */
function besides({ city, department, unitType, kind, name }: TreeNode): string {
  if (kind === 'healthcareService') {
    const type = unitType === null ? '' : labelOf(unitType);
    return type === name ? '' : type;
  }
  if (city === null) return '';
  return department === null ? city : `${city} (${department})`;
}
