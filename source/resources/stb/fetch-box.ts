import type {StalkerClient} from '../../stalker/client.ts';
import {normalizeMac} from '../../normalize/mac.ts';
import {parseBox, type Box} from './box.ts';

/** Reads the one box with this MAC; `null` where there is none or several, or its login or number has changed. */
export async function fetchBox(
	stalker: Pick<StalkerClient, 'read'>,
	mac: string,
	was: Box,
): Promise<Box | null> {
	const {results} = await stalker.read('stb', [mac]);
	const records = Array.isArray(results) ? (results as readonly unknown[]) : [];
	const [only] = records;
	if (records.length !== 1) return null;
	const read = parseBox(only);
	if (!('item' in read)) return null;
	const {item} = read;
	return normalizeMac(item.mac) === mac && item.login === was.login && item.ls === was.ls ? item : null;
}
