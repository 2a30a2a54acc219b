import {readFileSync} from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import {fileUnwritten} from '../i18n/file-unwritten.ts';
import {message} from '../i18n/translator.ts';
import {errorText, type Message} from '../i18n/message.ts';
import {isFileMissing} from '../files/is-file-missing.ts';
import {makeDirectory} from '../files/make-directory.ts';
import {replaceFile} from '../files/replace-file.ts';

/** A small value that is stored between runs in a file that only this operator can read. The program works without it. */
type PrivateJson<Value> = {
	/** `null` where there is no file, or it cannot be read. */
	read(): Value | null;
	write(value: Value): void;
};

/**
Opens a JSON file (`0600`, its directory `0700`). It is replaced as a whole, so that two consoles never mix their contents. Each problem is
passed to `warn` once; nothing is thrown.
*/
export function openPrivateJson<Value>(
	file: string,
	schema: v.GenericSchema<Value>,
	warn: (warning: Message) => void,
): PrivateJson<Value> {
	const warnOfProblem = warnOnce(warn);

	return {
		read() {
			try {
				return v.parse(schema, JSON.parse(readFileSync(file, 'utf8')));
			} catch (error) {
				if (!isFileMissing(error))
					warnOfProblem(message('file-begun-anew', {file, reason: errorText(error)}));
				return null;
			}
		},
		write(value) {
			try {
				makeDirectory(path.dirname(file));
				replaceFile(file, JSON.stringify(value), 0o600);
			} catch (error) {
				warnOfProblem(fileUnwritten(file, error));
			}
		},
	};
}

/** One part of a two-level map in a private file: portal URL → list name → value. */
export type PrivateMap<Value> = {
	get(key: string): Value | undefined;
	set(key: string, value: Value): void;
};

/**
Opens the part called `name` of such a file. The file is read again right before each write, so that consoles on other portals keep their
parts.
*/
export function openPrivateMap<Value>(
	file: string,
	itemSchema: v.GenericSchema<Value>,
	name: string,
	warn: (warning: Message) => void,
): PrivateMap<Value> {
	const json = openPrivateJson(file, v.record(v.string(), v.record(v.string(), itemSchema)), warn);
	const entries: Record<string, Value> = {...json.read()?.[name]};
	return {
		get: key => entries[key],
		set(key, value) {
			entries[key] = value;
			const all = json.read() ?? {};
			json.write({...all, [name]: {...entries, ...all[name], [key]: value}});
		},
	};
}

/** Returns a function that passes equal warnings on only once. */
export function warnOnce(warn: (warning: Message) => void): (warning: Message) => void {
	const seen = new Set<string>();
	return warning => {
		const text = JSON.stringify(warning);
		if (!seen.has(text)) warn(warning);
		seen.add(text);
	};
}
