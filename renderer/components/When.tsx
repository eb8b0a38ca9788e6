import { useNow } from '../api/clock.ts';
import { formatAge, formatFull, formatWhen, missing } from '../format.ts';

interface WhenProps {
  readonly at: string | null;
  /** Adds the age after the absolute time: `13:05 · 1 h 27`. */
  readonly age?: boolean;
  readonly className?: string | undefined;
  readonly ageClassName?: string | undefined;
}

/** A moment: absolute time first, age beside it, full date on demand. */
export function When({ at, age = false, className, ageClassName }: WhenProps) {
  const now = useNow();
  if (at === null) return <span className={className}>{missing}</span>;
  return (
    <time dateTime={at} title={formatFull(at)} className={className}>
      {formatWhen(at, now)}
      {age ? <span className={ageClassName}> · {formatAge(at, now)}</span> : null}
    </time>
  );
}
