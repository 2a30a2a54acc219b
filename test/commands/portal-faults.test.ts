import {afterAll, expect, test} from 'vitest';
import {openBilling} from '../../source/billing/billing.ts';
import type {ReceivedRequest} from '../demo/faults.ts';
import {faults, faultsOnWrites, timeoutMs} from './portal-fault-kinds.ts';
import {resources} from '../../source/resources/index.ts';
import {createTestContext} from '../support/test-context.ts';
import {
	alignedText,
	outcomeCodes,
	exampleCall,
	createCaller,
	listedRows,
	type CallResult,
	screenActions,
	createUnnumberedPortal,
} from './command-calls.ts';

const billing = await openBilling('memory:');
const fixture = await createTestContext(billing, {state: createUnnumberedPortal()});
afterAll(async () => {
	await fixture.close();
	await billing.close();
});

/** The results, for `portal-faults.txt`. */
const table: Array<readonly string[]> = [];

const call = createCaller(async () => fixture.context);

const marksOf = (list: CallResult): string =>
	[...new Set(listedRows(list).map(({mark}) => mark))].toSorted().join(' ');

const keysAndMarks = (list: CallResult): string =>
	JSON.stringify(listedRows(list).map(({key, mark}) => [key, mark]));

test.each(resources.flatMap(({name}) => Object.keys(faults).map(fault => [name, fault] as const)))(
	'%s list, %s',
	async (name, fault) => {
		await fixture.reset(timeoutMs(fault));
		const before = keysAndMarks(await call([name, 'list'], [], {}));
		const tables = await fixture.dumpTables();
		fixture.portal.setFault(faults[fault]!);
		const list = await call([name, 'list'], [], {});
		fixture.portal.setFault(null);
		const {exitCode, code, reply} = list;
		const isAsEver = keysAndMarks(list) === before;
		table.push([
			`${name} list`,
			fault,
			'',
			`exit ${exitCode}`,
			code || (isAsEver ? 'as ever' : `marks ${marksOf(list)}`),
		]);

		expect(fixture.writes()).toEqual([]);
		expect(await fixture.dumpTables()).toBe(tables);
		if (!reply) return expect(exitCode).toBe(1);
		// Either the list is complete, or no row counts as only in billing.
		if (!isAsEver) expect(marksOf(list)).not.toContain('-');
	},
);

/** Whether the request reads a whole list, and not records by their identifiers. */
const isList = ({method, path}: ReceivedRequest): boolean => method === 'GET' && !/v1\/[^/]+\/./.test(path);

/** Which of a call's requests fail. `earlier`: those that it sent before. */
const faultsByPlace: Readonly<
	Record<
		string,
		{
			readonly on: (request: ReceivedRequest, earlier: readonly ReceivedRequest[]) => boolean;
			readonly afterWork?: boolean;
		}
	>
> = {
	'the list': {on: isList},
	'the row alone': {on: (request, earlier) => isRecord(request) && !earlier.some(isList)},
	'the row of all': {on: (request, earlier) => isRecord(request) && isBoxList(earlier.at(-1))},
	'a look': {
		on: (request, earlier) => isRecord(request) && earlier.some(isList) && !isBoxList(earlier.at(-1)),
	},
	'the write': {on: ({method}) => method !== 'GET'},
	'the write, done': {on: ({method}) => method !== 'GET', afterWork: true},
};

const isRecord = (request: ReceivedRequest): boolean => request.method === 'GET' && !isList(request);

/** Whether the identifiers of all accounts are read: the record that follows completes its row. */
const isBoxList = (request: ReceivedRequest | undefined): boolean => request?.path.endsWith('/stb') === true;

/** The places that an action's call reaches: a fault changes nothing before the first request that it harms. */
async function findPlaces({resource, action}: (typeof screenActions)[number]): Promise<readonly string[]> {
	await fixture.reset();
	const {args, flags} = await exampleCall({resource, action}, fixture.context);
	const first = fixture.portal.received.length;
	await call([resource.name, action.name], args, flags);
	const asked = fixture.portal.received.slice(first);
	return Object.entries(faultsByPlace).flatMap(([place, {on}]) =>
		asked.some((request, at) => on(request, asked.slice(0, at))) ? [place] : [],
	);
}

const trials: Array<readonly [string, string, string, (typeof screenActions)[number]]> = [];
for (const screenAction of screenActions)
	for (const place of await findPlaces(screenAction))
		for (const fault of place.startsWith('the write') ? faultsOnWrites : Object.keys(faults))
			trials.push([`${screenAction.resource.name} ${screenAction.action.name}`, fault, place, screenAction]);

test.each(trials)('%s, %s on %s', async (name, fault, place, screenAction) => {
	await fixture.reset(timeoutMs(fault));
	const {args, flags} = await exampleCall(screenAction, fixture.context);
	const tables = await fixture.dumpTables();
	let hit = 0;
	const first = fixture.portal.received.length;
	const {on, afterWork = false} = faultsByPlace[place]!;
	fixture.portal.setFault({
		...faults[fault]!,
		afterWork,
		matches: request => on(request, fixture.portal.received.slice(first, -1)) && ++hit > 0,
	});
	const {exitCode, code, reply} = await call(
		[screenAction.resource.name, screenAction.action.name],
		args,
		flags,
	);
	fixture.portal.setFault(null);
	const writes = fixture.writes();
	const became = outcomeCodes(reply);
	expect(hit).toBeGreaterThan(0);
	const wroteBilling = (await fixture.dumpTables()) !== tables;
	const open = (await billing.journal.list({limit: 9})).filter(({state}) => state === 'open').length;
	const wrote = [
		writes.length > 0 && 'the portal was asked once',
		wroteBilling && 'billing was written',
		open > 0 && 'the entry is open',
	];
	table.push([
		name,
		fault,
		place,
		`exit ${exitCode}`,
		became.join(', ') || code,
		wrote.filter(Boolean).join(', '),
	]);

	// A write is never sent twice, and never after an incomplete list.
	expect(writes.length).toBeLessThanOrEqual(1);
	if (place === 'the list' && exitCode !== 0) {
		expect(writes).toEqual([]);
		expect(wroteBilling).toBe(false);
	}

	// A reported success is real; whatever may be half done has an open entry.
	if (exitCode === 0) expect(open).toBe(0);
});

test('the results equal portal-faults.txt', async () => {
	await expect(alignedText(table)).toMatchFileSnapshot('portal-faults.txt');
});
