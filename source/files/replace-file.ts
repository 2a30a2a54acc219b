import {renameSync, rmSync, writeFileSync} from 'node:fs';

/** Writes a text file at once: who reads it sees the old text or the new one, never a part. Throws the file system's error. */
export function replaceFile(file: string, text: string, mode: number): void {
	// An unguessable name, and `wx`: in a directory that others can write to, a link could already be there.
	const temporaryFile = `${file}.${crypto.randomUUID()}`;
	try {
		writeFileSync(temporaryFile, text, {mode, flag: 'wx'});
		renameSync(temporaryFile, file);
	} catch (error) {
		rmSync(temporaryFile, {force: true});
		throw error;
	}
}
