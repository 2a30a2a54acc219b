import type {Stalker} from '../../stalker/client.ts';
import {normaliseMac} from '../../naming/mac.ts';
import {readBox, type Box} from './box.ts';

/** The one box that has this MAC now, as the portal answers for it alone; `null` where it is none, several, or another's than it was. */
export async function freshBox(stalker: Pick<Stalker, 'read'>, mac: string, was: Box): Promise<Box | null> {
	const {results} = await stalker.read('stb', [mac]);
	const records = Array.isArray(results) ? (results as readonly unknown[]) : [];
	const [only] = records;
	if (records.length !== 1) return null;
	const read = readBox(only);
	if (!('item' in read)) return null;
	const {item} = read;
	return normaliseMac(item.mac) === mac && item.login === was.login && item.ls === was.ls ? item : null;
}
