import {parseJson, type Envelope} from './envelope.ts';
import {toPlainText} from './plain-text.ts';

/** Bytes from which on a body is read in pieces. */
const minLargeBytes = 1_000_000;

/** Bytes of records that are parsed at a time. */
const pieceBytes = 65_536;

/** Places that look like the end of a record and lie deeper: with more of them in a row the body is no list of small records. */
const maxFalseBoundaries = 50;

const listStart = Buffer.from('{"status":"OK","results":[');
const recordBoundary = Buffer.from('},{"');

/**
The envelope of a large list, parsed a few records at a time: as one text it would stand in memory beside its bytes and its records, three times over. `null` where it is
not large, or is not such a list from its first byte to its last: then it is for `readEnvelope`.

A piece ends between two records. What looks so and lies deeper leaves a piece that is no JSON; the next such place is tried then. Within a text nothing looks so: its quotes
are escaped.
*/
export function parseLargeList(body: Buffer): Envelope | null {
	if (body.length < minLargeBytes || !body.subarray(0, listStart.length).equals(listStart)) return null;
	const records: unknown[] = [];
	let from = listStart.length;
	for (let failures = 0, at = from + pieceBytes; ;) {
		const end = body.indexOf(recordBoundary, at) + 1;
		if (end === 0) break;
		const part = parseJson(`[${body.toString('utf8', from, end)}]`);
		if (Array.isArray(part)) {
			for (const record of part) records.push(record);
			from = end + 1;
			at = from + pieceBytes;
			failures = 0;
		} else {
			failures += 1;
			if (failures > maxFalseBoundaries) return null;
			at = end;
		}
	}

	const rest = parseJson(`{"results":[${body.toString('utf8', from)}`);
	if (!isListEnd(rest)) return null;
	for (const record of rest.results) records.push(record);
	const warning = toPlainText(rest.output ?? '');
	return {is: 'ok', results: records, ...(warning === '' ? {} : {warning})};
}

type ListEnd = {readonly results: readonly unknown[]; readonly output?: string};

/** What follows the last whole piece: nothing that another reading of the envelope would take otherwise. */
function isListEnd(value: unknown): value is ListEnd {
	if (typeof value !== 'object' || value === null) return false;
	const {results, output, ...more} = value as Readonly<Record<string, unknown>>;
	return (
		Array.isArray(results) &&
		(output === undefined || typeof output === 'string') &&
		Object.keys(more).length === 0
	);
}
