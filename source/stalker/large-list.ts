import {parseJson, type Envelope} from './envelope.ts';
import {toPlainText} from './plain-text.ts';

/** Bodies of at least this many bytes are parsed in pieces. */
const minLargeBytes = 1_000_000;

/** Bytes of records that are parsed at a time. */
const pieceBytes = 65_536;

/** Positions in a row that look like the end of a record and are not: with more, the body is no list of small records. */
const maxFalseBoundaries = 50;

const listStart = Buffer.from('{"status":"OK","results":[');
const recordBoundary = Buffer.from('},{"');

/**
Parses the envelope of a large list a few records at a time: parsed whole, its text would be in memory beside its
bytes and its records. `null` where the body is not large, or is not such a list from its first byte to its last: then
`parseEnvelope` decides.

A piece ends between two records. A separator that lies deeper leaves a piece that is no JSON; then the next separator
is tried. Inside a string no separator can occur: its quotes are escaped.
*/
export function parseLargeList(body: Buffer): Envelope | null {
	if (body.length < minLargeBytes || !body.subarray(0, listStart.length).equals(listStart)) return null;
	const records: unknown[] = [];
	let from = listStart.length;
	for (let failures = 0, searchFrom = from + pieceBytes; ;) {
		const end = body.indexOf(recordBoundary, searchFrom) + 1;
		if (end === 0) break;
		const part = parseJson(`[${body.toString('utf8', from, end)}]`);
		if (Array.isArray(part)) {
			for (const record of part) records.push(record);
			from = end + 1;
			searchFrom = from + pieceBytes;
			failures = 0;
		} else {
			failures += 1;
			if (failures > maxFalseBoundaries) return null;
			searchFrom = end;
		}
	}

	const rest = parseJson(`{"results":[${body.toString('utf8', from)}`);
	if (!isListEnd(rest)) return null;
	for (const record of rest.results) records.push(record);
	const warning = toPlainText(rest.output ?? '');
	return {is: 'ok', results: records, ...(warning === '' ? {} : {warning})};
}

type ListEnd = {readonly results: readonly unknown[]; readonly output?: string};

/** Whether the rest after the last whole piece is one that `parseEnvelope` would read the same way. */
function isListEnd(value: unknown): value is ListEnd {
	if (typeof value !== 'object' || value === null) return false;
	const {results, output, ...more} = value as Readonly<Record<string, unknown>>;
	return (
		Array.isArray(results) &&
		(output === undefined || typeof output === 'string') &&
		Object.keys(more).length === 0
	);
}
