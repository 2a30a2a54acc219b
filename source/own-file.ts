import {mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import {messageOf, type Saying} from './sync/saying.ts';
import {say} from './words/words.ts';

/** Something small that is kept from one run to the next, in a file of this operator alone. Losing it loses nothing. */
export type OwnFile<Value> = {
	/** `null` where there is none yet, or none that can be read. */
	read(): Value | null;
	write(value: Value): void;
};

/**
A JSON file (`0600`, its directory `0700`), replaced as a whole, so that two consoles never write into one another. What cannot be read or written is told
through `warn`, each once.
*/
export function ownFile<Value>(
	file: string,
	schema: v.GenericSchema<Value>,
	warn: (warning: Saying) => void,
): OwnFile<Value> {
	const tell = once(warn);

	return {
		read() {
			try {
				return v.parse(schema, JSON.parse(readFileSync(file, 'utf8')));
			} catch (error) {
				if (!isMissing(error)) tell(say('file-begun-anew', {file, reason: messageOf(error)}));
				return null;
			}
		},
		write(value) {
			try {
				mkdirSync(path.dirname(file), {recursive: true, mode: 0o700});
				// A name that nobody guesses, and only where nothing is: where others may write, a link could lie in wait.
				const aside = `${file}.${crypto.randomUUID()}`;
				writeFileSync(aside, JSON.stringify(value), {mode: 0o600, flag: 'wx'});
				renameSync(aside, file);
			} catch (error) {
				tell(say('file-unwritten', {file, reason: messageOf(error)}));
			}
		},
	};
}

/** What is kept in a file of its own under two names: for each portal, say, something for each of its lists. */
export type Shelf<Value> = {
	get(key: string): Value | undefined;
	set(key: string, value: Value): void;
};

/**
The things under one `name` of an {@link ownFile}. Right before one of them is written the file is read again, so that consoles on several portals leave one
another theirs.
*/
export function ownShelf<Value>(
	file: string,
	item: v.GenericSchema<Value>,
	name: string,
	warn: (warning: Saying) => void,
): Shelf<Value> {
	const kept = ownFile(file, v.record(v.string(), v.record(v.string(), item)), warn);
	const own: Record<string, Value> = {...kept.read()?.[name]};
	return {
		get: key => own[key],
		set(key, value) {
			own[key] = value;
			const all = kept.read() ?? {};
			kept.write({...all, [name]: {...own, ...all[name], [key]: value}});
		},
	};
}

/** A warning that comes again says nothing new. */
export function once(warn: (warning: Saying) => void): (warning: Saying) => void {
	const told = new Set<string>();
	return warning => {
		const text = JSON.stringify(warning);
		if (!told.has(text)) warn(warning);
		told.add(text);
	};
}

export const isMissing = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && error.code === 'ENOENT';
