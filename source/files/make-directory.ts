import {mkdirSync, statSync} from 'node:fs';
import path from 'node:path';

/**
Creates a directory (`0700`) and its parents. Throws the file system's error where it cannot.

Node's `recursive` does not end on a file system that refuses directories as if the parent were missing, as /proc does.
*/
export function makeDirectory(directory: string): void {
	if (isDirectory(directory)) return;
	const parent = path.dirname(directory);
	if (parent !== directory) makeDirectory(parent);
	try {
		mkdirSync(directory, {mode: 0o700});
	} catch (error) {
		// Another process may have created it at the same moment.
		if (!isDirectory(directory)) throw error;
	}
}

const isDirectory = (file: string): boolean =>
	statSync(file, {throwIfNoEntry: false})?.isDirectory() === true;
