import inspector from 'node:inspector/promises';
import {openBilling} from '../source/billing/billing.ts';
import {createSessionHarness, type SessionHarness} from '../test/tui/session-harness.ts';
import {toResult, type Benchmark, type Result} from './measure.ts';

/** Most source files that may run between the key and the fresh row. */
const fileBudget = 30;

/**
 * What `+` on one account of the console costs: the source files that run between the key and the fresh row (V8
 * coverage; nothing is drawn), and the requests to the portal. These are counts: they do not depend on the machine.
 */
export const addOne: Benchmark = async () => [
	...(await measure({name: '+ that changes billing alone', number: '900001', keys: ['+'], requests: 1})),
	...(await measure({
		name: '+ that also writes an account number',
		number: 'A-17',
		keys: ['+', 'y'],
		requests: 4,
	})),
];

/** Address of the folder whose files are counted. */
const source = new URL('../source/', import.meta.url).href;

const login = 'user00003';

async function measure(add: {
	readonly name: string;
	/** The account number that the portal holds before. */
	readonly number: string;
	readonly keys: readonly string[];
	/** Most requests. */
	readonly requests: number;
}): Promise<readonly Result[]> {
	const billing = await openBilling('memory:');
	const harness = await createSessionHarness(billing, {
		changePortal: ({users}) => void (users.find(user => user.login === login)!.ls = add.number),
	});
	try {
		await harness.press('1');
		await harness.moveTo(login);
		const received = harness.portal.received.length;
		const files = await sourceFilesOf(async () => harness.press(...add.keys));
		assertAdded(harness);
		const requests = harness.portal.received.length - received;
		return [
			toResult({
				name: `files of ${add.name}`,
				value: files.length,
				unit: 'files',
				floor: fileBudget,
				budget: 1,
			}),
			toResult({
				name: `requests of ${add.name}`,
				value: requests,
				unit: 'requests',
				floor: add.requests,
				budget: 1,
			}),
		];
	} finally {
		await harness.close();
		await billing.close();
	}
}

function assertAdded({row, messageText}: SessionHarness): void {
	if (row()?.mark !== '=') throw new Error(`The account was not added: ${messageText()}`);
}

/** The files of `source/`, without the demo, in which a function ran during `work`. */
async function sourceFilesOf(work: () => Promise<void>): Promise<readonly string[]> {
	const session = new inspector.Session();
	session.connect();
	try {
		await session.post('Profiler.enable');
		await session.post('Profiler.startPreciseCoverage', {callCount: true, detailed: false});
		// Coverage counts from here on; what was compiled before counts, too.
		await session.post('Profiler.takePreciseCoverage');
		await work();
		const {result} = await session.post('Profiler.takePreciseCoverage');
		return result
			.filter(({url}) => url.startsWith(source) && !url.startsWith(`${source}demo/`))
			.filter(({functions}) => functions.some(({ranges}) => ranges.some(({count}) => count > 0)))
			.map(({url}) => url);
	} finally {
		session.disconnect();
	}
}
