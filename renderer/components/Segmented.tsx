import { useId } from 'react';
import { SegmentedControl } from '@mantine/core';
import classes from './Segmented.module.css';

interface SegmentedProps {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A choice among few, all in sight, with its name in front. */
export function Segmented({ label, options, value, onChange }: SegmentedProps) {
  const id = useId();
  return (
    <div className={classes['field']}>
      <span id={id} className={classes['name']}>
        {label}
      </span>
      <SegmentedControl
        aria-labelledby={id}
        size="xs"
        withItemsBorders={false}
        transitionDuration={0}
        data={[...options]}
        value={value}
        onChange={onChange}
        classNames={{
          root: classes['root'] ?? '',
          indicator: classes['indicator'] ?? '',
          label: classes['label'] ?? '',
        }}
      />
    </div>
  );
}
