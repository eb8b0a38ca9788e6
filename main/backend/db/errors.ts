import { AppError } from '../../../shared/errors.ts';

const codeOf = (thrown: unknown): string => {
  if (!(thrown instanceof Error) || !('code' in thrown)) return '';
  return typeof thrown.code === 'string' ? thrown.code : '';
};

/** Whether a thrown value says that the file itself is damaged: only replacing it can help. */
export function isCorruption(thrown: unknown): boolean {
  if (thrown instanceof AppError) return thrown.code === 'database_corrupt';
  const code = codeOf(thrown);
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code === 'SQLITE_IOERR_SHORT_READ';
}

/** Whether a thrown value says that nothing more can be written here for want of room. */
export function isDiskFull(thrown: unknown): boolean {
  if (thrown instanceof AppError) return thrown.code === 'disk_full';
  const code = codeOf(thrown);
  // SHMSIZE: the shared-memory file of the WAL could not grow, which on a full disk comes before SQLITE_FULL.
  return code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE' || code === 'ENOSPC' || code === 'EDQUOT';
}

function isReadonly(thrown: unknown): boolean {
  const code = codeOf(thrown);
  return (
    code.startsWith('SQLITE_READONLY') || code === 'SQLITE_CANTOPEN' || code === 'EACCES' || code === 'EROFS'
  );
}

/** The sentence and code of each storage failure; anything else is returned unchanged. */
export function storageError(thrown: unknown): unknown {
  if (thrown instanceof AppError) return thrown;
  const options = { cause: thrown, details: { sqlite: codeOf(thrown) } };
  if (isCorruption(thrown)) return new AppError('database_corrupt', corruptMessage, options);
  if (isDiskFull(thrown)) return new AppError('disk_full', diskFullMessage, options);
  if (isReadonly(thrown)) return new AppError('database_readonly', readonlyMessage, options);
  return thrown;
}

export const corruptMessage =
  'Le fichier de la copie locale était endommagé. Il a été mis de côté et une copie neuve est en cours de téléchargement.';

const diskFullMessage =
  'Le disque de ce poste est plein : les nouvelles données de la région ne peuvent plus être enregistrées. ' +
  'Celles déjà enregistrées sont conservées et restent consultables ; la mise à jour reprendra dès qu’il y aura de la place.';

const readonlyMessage =
  'Le dossier des données de ce poste n’est pas accessible en écriture. Rien n’a été modifié ; ' +
  'prévenez l’assistance informatique.';
