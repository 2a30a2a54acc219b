import {isUtf8} from 'node:buffer';
import {parseJson} from './envelope.ts';

/** Bytes that are parsed at a time, at least: about a millisecond's work. */
const pieceBytes = 65_536;

/**
Maximum number of positions in a piece that look like the end of a record and are not: with more, the rest is no list of small records.
*/
const maxFalseBoundaries = 50;

const listStart = Buffer.from('{"status":"OK","results":[');
const recordBoundary = Buffer.from('},{"');

/** A body whose first records were parsed while it arrived. */
export type ListBody = {
	readonly records: readonly unknown[];
	/** The body without those records. */
	readonly body: Buffer;
};

/** Receives a body while it arrives. */
type ListBodyReader = {
	/** Returns whether records were parsed. */
	add(chunk: Buffer): boolean;
	/** The records that were parsed so far. */
	readonly records: readonly unknown[];
	end(): ListBody;
};

/**
Parses the records of a large list a few at a time while it arrives: so its bytes, its text and its records are never all in memory at once,
and the time that the portal needs to send it is used. What is no such list, or no longer looks like one, is left in `body`; so is the end
of every list, by which `parseEnvelope` sees whether it is complete.

A piece ends between two records. A separator that lies deeper leaves a piece that is no JSON; then the one before it is tried. Inside a
string no separator can occur: its quotes are escaped.
*/
export function createListBodyReader(): ListBodyReader {
	const records: unknown[] = [];
	let chunks: Buffer[] = [];
	let bytes = 0;
	let neededBytes = pieceBytes;
	let isDivisible = true;
	return {
		records,
		add(chunk) {
			chunks.push(chunk);
			bytes += chunk.byteLength;
			const before = records.length;
			if (isDivisible && bytes >= neededBytes) takeRecords();
			return records.length > before;
		},
		end: () => ({records, body: Buffer.concat(chunks, bytes)}),
	};

	/** Parses the bytes up to the last record boundary, and keeps the rest. */
	function takeRecords(): void {
		const piece = Buffer.concat(chunks, bytes);
		const start = listStart.byteLength;
		const end = piece.subarray(0, start).equals(listStart) ? lastBoundary(piece, start) : null;
		if (end === null) {
			isDivisible = false;
			return;
		}

		// The rest begins as the body did, so that it is a list of its own. It is copied: a view would keep the whole piece.
		const rest = end.at === 0 ? piece : Buffer.concat([listStart, piece.subarray(end.at + 1)]);
		chunks = [rest];
		bytes = rest.byteLength;
		// Doubled, so that a record of many megabytes is not copied for each piece of it.
		neededBytes = end.at === 0 ? 2 * bytes : bytes + pieceBytes;
		for (const record of end.records) records.push(record);
	}
}

/** The last boundary and the records before it; at 0 where there is none yet; `null` where it cannot be found. */
function lastBoundary(
	piece: Buffer,
	start: number,
): {readonly at: number; readonly records: readonly unknown[]} | null {
	let searchFrom = piece.byteLength;
	for (let failures = 0; failures <= maxFalseBoundaries; failures++) {
		const at = piece.lastIndexOf(recordBoundary, searchFrom) + 1;
		if (at <= start) return failures === 0 ? {at: 0, records: []} : null;
		const part = piece.subarray(start, at);
		const records = isUtf8(part) ? parseJson(`[${part.toString('utf8')}]`) : undefined;
		if (Array.isArray(records)) return {at, records};
		searchFrom = at - 2;
	}

	return null;
}
