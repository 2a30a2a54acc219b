import {PGlite} from '@electric-sql/pglite';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {constants, zstdCompressSync, zstdDecompressSync} from 'node:zlib';
import {clusterFile, type ClusterContents} from '../source/billing/cluster-files.ts';
import {openDatabase} from '../source/billing/database.ts';

/**
The files of an empty and of a migrated PGlite, each as a compressed tar, by file below `dist/`. Those of the last build are taken where
they are this program's.
*/
export async function makeClusters(): Promise<Readonly<Record<string, Buffer>>> {
	const empty = readLast('empty') ?? (await createEmpty());
	const migrated = readLast('migrated') ?? (await createMigrated(empty));
	return {[clusterFile('empty')]: empty, [clusterFile('migrated')]: migrated};
}

/** As the last build has made it; `null` where there is none, or its file is incomplete. */
function readLast(contents: ClusterContents): Buffer | null {
	try {
		const file = readFileSync(`dist/${clusterFile(contents)}`);
		zstdDecompressSync(file);
		return file;
	} catch {
		return null;
	}
}

async function createEmpty(): Promise<Buffer> {
	const database = await PGlite.create();
	return closeAndPack(database);
}

async function createMigrated(empty: Buffer): Promise<Buffer> {
	const files = new Blob([zstdDecompressSync(empty)], {type: 'application/x-tar'});
	const parent = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-build-'));
	const directory = path.join(parent, 'billing');
	try {
		const created = await PGlite.create({dataDir: directory, loadDataDir: files});
		await created.close();
		const database = await openDatabase(`embedded:${directory}`);
		await database.migrate();
		await database.close();
		const migrated = await PGlite.create({dataDir: directory});
		// Without it the database would be recovered from its log whenever it is opened.
		await migrated.exec('checkpoint');
		return await closeAndPack(migrated);
	} finally {
		rmSync(parent, {recursive: true});
	}
}

async function closeAndPack(database: PGlite): Promise<Buffer> {
	const files = await database.dumpDataDir('none');
	await database.close();
	return zstdCompressSync(await files.arrayBuffer(), {
		params: {[constants.ZSTD_c_compressionLevel]: 19},
	});
}
