import {existsSync, openAsBlob, readFileSync} from 'node:fs';
import {findPackageJSON} from 'node:module';
import path from 'node:path';

/**
The files of an empty PGlite, for a database that is opened for the first time: creating them takes PGlite seconds.
`null` where the build has none for this version, and where `directory` holds a database already.
*/
export async function emptyCluster(directory: string | null): Promise<Blob | null> {
	if (directory !== null && existsSync(path.join(directory, 'PG_VERSION'))) return null;
	const file = path.join(path.dirname(findPackageJSON(import.meta.url)!), 'dist', emptyClusterFile());
	if (!existsSync(file)) return null;
	const files = await openAsBlob(file, {type: 'application/x-gzip'});
	// MikroORM copies its options field by field, which no blob survives unless it has a `clone`.
	return Object.assign(files, {clone: () => files});
}

/** Name of the file in `dist/`. It contains the version: one version of PostgreSQL does not read another's files. */
export function emptyClusterFile(): string {
	const manifest = readFileSync(findPackageJSON('@electric-sql/pglite', import.meta.url)!, 'utf8');
	const {version} = JSON.parse(manifest) as {readonly version: string};
	return `empty-cluster-${version}.tar.gz`;
}
