import {isInfomir, normaliseMac} from '../../naming/mac.ts';
import {markOf, type Drift} from '../../sync/drift.ts';
import {brokenRows} from '../../sync/reading.ts';
import type {Row, Sheet} from '../../sync/row.ts';
import {hasService, type Known, type Subscriber} from '../accounts/billing-side.ts';
import {calledInBilling} from '../accounts/called.ts';
import {macName} from '../accounts/keys.ts';
import {macsOf, registerOf} from '../accounts/match.ts';
import type {Box} from './box.ts';
import type {BoxesReading} from './reading.ts';

/** A box beside the service that has its MAC. */
export type BoxRow = Row<Box, Subscriber>;

export type BoxesSheet = Sheet<Box, Subscriber, BoxesReading, Known>;

/**
Put every box beside the service whose `cid` names it, and add the boxes that only billing has. Unregistered ones stand first, those that watch in front.
Pure.
*/
export function compareBoxes(
	{items, bad, byMac}: BoxesReading,
	{customers}: Known,
	short: boolean,
): readonly BoxRow[] {
	const register = registerOf(customers);
	const places = Map.groupBy(items.keys(), place => macName(items[place]!.mac));
	const rows = items.map((theirs, place): BoxRow => {
		const mac = macName(theirs.mac);
		const same = mac === '' ? [place] : places.get(mac)!;
		const found =
			mac === ''
				? []
				: register.byMac
						.get(mac)
						.map(at => customers[at]!)
						.filter(hasService);
		const drifts =
			mac === ''
				? []
				: driftsOf(
						theirs,
						same
							.slice(0, mostNamed + 1)
							.filter(other => other !== place)
							.map(other => items[other]!),
						found,
					);
		return {
			key: keyOf(theirs, mac, place, same.length > 1),
			mark: markOf(drifts),
			drifts,
			theirs,
			ours: found.length === 1 ? found[0]! : null,
			rule: found.length === 1 ? 'mac' : null,
		};
	});
	const unsure = short || byMac || bad.length > 0;
	const left = customers
		.filter(hasService)
		.flatMap(ours =>
			ours.service.disable === 2
				? []
				: macsOf(ours.service.cid).flatMap(mac => (places.has(mac) ? [] : [onlyOurs(mac, ours, unsure)])),
		);
	const rankOf = ({mark, theirs}: BoxRow): number => (mark !== '+' ? 2 : theirs?.online === '1' ? 0 : 1);
	return [...rows.toSorted((a, b) => rankOf(a) - rankOf(b)), ...brokenRows(bad), ...left];
}

/** As many others as a conflict names: a broken portal may send one MAC a thousand times. */
const mostNamed = 10;

function keyOf({mac, login, ls}: Box, name: string, place: number, isShared: boolean): string {
	if (name !== '' && !isShared) return normaliseMac(mac) ?? mac.trim();
	return `${mac || login || ls} #${place + 1}`;
}

function driftsOf(
	{mac, login, ls}: Box,
	doubles: readonly Box[],
	found: readonly Subscriber[],
): readonly Drift[] {
	const field = 'mac';
	const drift = (code: Drift['code'], more: Partial<Drift> = {}): Drift => ({
		code,
		field,
		theirs: mac,
		ours: null,
		...more,
	});
	if (doubles.length > 0)
		return [drift('D3', {with: doubles.map(other => other.login || other.ls || other.mac)})];
	if (found.length > 1) return [drift('D4', {with: found.map(calledInBilling)})];
	return [
		...(found.length === 0 ? [drift('F1', {theirs: [mac, login || ls].filter(Boolean).join('  ')})] : []),
		...(isInfomir(mac) ? [] : [drift('D6')]),
	];
}

const onlyOurs = (mac: string, ours: Subscriber, unsure: boolean): BoxRow => ({
	key: mac,
	mark: unsure ? '?' : '-',
	drifts: unsure ? [] : [{code: 'A3', field: 'mac', theirs: null, ours: mac}],
	theirs: null,
	ours,
	rule: null,
});
