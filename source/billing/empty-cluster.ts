import {existsSync, openAsBlob, readFileSync} from 'node:fs';
import {findPackageJSON} from 'node:module';
import path from 'node:path';

/**
The files of a PGlite in which nothing is yet, for one that is opened for the first time: to make them anew takes it seconds. `null` where the build left none for this
version of it, and where `directory` has a database already.
*/
export async function emptyCluster(directory: string | null): Promise<Blob | null> {
	if (directory !== null && existsSync(path.join(directory, 'PG_VERSION'))) return null;
	const file = path.join(path.dirname(findPackageJSON(import.meta.url)!), 'dist', emptyClusterFile());
	if (!existsSync(file)) return null;
	const files = await openAsBlob(file, {type: 'application/x-gzip'});
	// MikroORM copies its options field by field, which no blob survives, unless they say how they are copied.
	return Object.assign(files, {clone: () => files});
}

/** What the build calls it in `dist/`: one version of PostgreSQL does not read another's files. */
export function emptyClusterFile(): string {
	const manifest = readFileSync(findPackageJSON('@electric-sql/pglite', import.meta.url)!, 'utf8');
	const {version} = JSON.parse(manifest) as {readonly version: string};
	return `empty-cluster-${version}.tar.gz`;
}
