import {mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import {message} from '../i18n/translator.ts';
import {errorText, type Message} from '../i18n/message.ts';

/** Something small that is kept from one run to the next, in a file of this operator alone. Losing it loses nothing. */
export type PrivateJson<Value> = {
	/** `null` where there is none yet, or none that can be read. */
	read(): Value | null;
	write(value: Value): void;
};

/**
A JSON file (`0600`, its directory `0700`), replaced as a whole, so that two consoles never write into one another. What cannot be read or written is told
through `warn`, each once.
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
				mkdirSync(path.dirname(file), {recursive: true, mode: 0o700});
				// A name that nobody guesses, and only where nothing is: where others may write, a link could lie in wait.
				const temporaryFile = `${file}.${crypto.randomUUID()}`;
				writeFileSync(temporaryFile, JSON.stringify(value), {mode: 0o600, flag: 'wx'});
				renameSync(temporaryFile, file);
			} catch (error) {
				warnOfProblem(message('file-unwritten', {file, reason: errorText(error)}));
			}
		},
	};
}

/** What is kept in a file of its own under two names: for each portal, say, something for each of its lists. */
export type PrivateMap<Value> = {
	get(key: string): Value | undefined;
	set(key: string, value: Value): void;
};

/**
The things under one `name` of an {@link openPrivateJson}. Right before one of them is written the file is read again, so that consoles on several portals leave one
another theirs.
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

/** A warning that comes again says nothing new. */
export function warnOnce(warn: (warning: Message) => void): (warning: Message) => void {
	const seen = new Set<string>();
	return warning => {
		const text = JSON.stringify(warning);
		if (!seen.has(text)) warn(warning);
		seen.add(text);
	};
}

export const isFileMissing = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && error.code === 'ENOENT';
