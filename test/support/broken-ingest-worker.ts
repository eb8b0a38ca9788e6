/** An ingest worker whose mapper fails on every Location named « cassé », as a bug of ours would. */
import { mapResource } from '../../main/backend/region/mapping/index.ts';
import { serveIngest } from '../../main/backend/sync/ingest/serve.ts';

serveIngest((resource) => {
  const mapped = mapResource(resource);
  if (mapped.kept && 'name' in mapped.record && mapped.record.name === 'cassé')
    throw new TypeError('a bug of ours');
  return mapped;
});
