/** Entry of the ingest worker; hosts give its address to `createBackend`. */
import { mapResource } from '../../region/mapping/index.ts';
import { serveIngest } from './serve.ts';

serveIngest(mapResource);
