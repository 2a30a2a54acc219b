import {createHash} from 'node:crypto';
import {existsSync, readFileSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {findPackageJSON} from 'node:module';
import path from 'node:path';
import {promisify} from 'node:util';
import {zstdDecompress} from 'node:zlib';
import {migrationStatements} from './migrations/statements.ts';

/** What is in the files of a new PGlite: no tables, or those of all migrations. */
export type ClusterContents = 'empty' | 'migrated';

/**
The files of a PGlite that the build has made, for a database that is opened for the first time: creating them takes PGlite seconds.
Migrated ones are for a database in memory alone (`directory` is `null`); without those of exactly these migrations the empty ones are
returned, and the migrations are still to be applied. `null` where the build has none for this version, and where `directory` holds a
database already.
*/
export async function readCluster(
	directory: string | null,
	contents: ClusterContents = 'empty',
): Promise<Blob | null> {
	if (directory !== null && existsSync(path.join(directory, 'PG_VERSION'))) return null;
	const built = path.join(path.dirname(findPackageJSON(import.meta.url)!), 'dist');
	const wanted: readonly ClusterContents[] =
		directory === null && contents === 'migrated' ? ['migrated', 'empty'] : ['empty'];
	const file = wanted.map(one => path.join(built, clusterFile(one))).find(existsSync);
	if (file === undefined) return null;
	// PGlite would decompress gzip itself, which takes it four times as long.
	return new Blob([await promisify(zstdDecompress)(await readFile(file))], {type: 'application/x-tar'});
}

/**
Name of the file in `dist/`, a tar compressed by zstd. It contains the version, because one version of PostgreSQL does not read another's
files, and for the migrated ones a hash of the version and all statements of the migrations: a program with other migrations does not find
them.
*/
export function clusterFile(
	contents: ClusterContents,
	statements: Readonly<Record<string, readonly string[]>> = migrationStatements,
): string {
	const manifest = readFileSync(findPackageJSON('@electric-sql/pglite', import.meta.url)!, 'utf8');
	const {version} = JSON.parse(manifest) as {readonly version: string};
	if (contents === 'empty') return `empty-cluster-${version}.tar.zst`;
	const hash = createHash('sha256').update(JSON.stringify([version, statements]));
	return `migrated-cluster-${version}-${hash.digest('hex').slice(0, 16)}.tar.zst`;
}
