import pg from 'pg';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {openBilling, type Billing} from '../../source/billing/billing.ts';
import {resources} from '../../source/resources/index.ts';
import {createDatabase, migrated} from '../billing/engines.ts';
import {withFault} from '../billing/db-faults.ts';
import {startTcpProxy, type TcpProxy} from '../support/tcp-proxy.ts';
import {createTestContext, type TestContext} from '../support/test-context.ts';
import {alignedText, createCaller, createUnnumberedPortal, type CallResult} from './command-calls.ts';
import {
	reachesStep,
	finishTrial,
	failureSteps,
	formatResult,
	formatState,
	trialNames,
	createTrials,
	type FailureStep,
	type SystemState,
	type Trial,
} from './action-trials.ts';

/** The last statement before each of these steps. */
const statementBefore = {
	'the intent': 'insert into stalker_journal (',
	'the end': 'update stalker_journal set error',
	'the commit': 'commit',
} as const;
type Step = keyof typeof statementBefore;

const atSteps = <At extends FailureStep>(name: string, places: readonly At[]) =>
	places.filter(place => reachesStep(name, place)).map(place => [name, place] as const);

/** A lost connection differs from a failed statement: the statement may have been carried out. */
describe.runIf(process.env['TEST_DATABASE_URL'])('the connection to a database server', () => {
	let own: Awaited<ReturnType<typeof createDatabase>>;
	let line: TcpProxy;
	let near: Billing;
	let far: Billing;
	let fixture: TestContext;
	let begin: (name: string) => Promise<Trial>;
	beforeAll(async () => {
		own = await createDatabase();
		await migrated(own.url);
		near = await openBilling(own.url);
		const url = new URL(own.url);
		line = await startTcpProxy({host: url.hostname, port: Number(url.port || 5432)});
		url.port = String(line.port);
		url.searchParams.set('query_timeout', '1500');
		url.searchParams.set('options', '-c statement_timeout=1000');
		far = await openBilling(url.href);
		fixture = await createTestContext(near, {state: createUnnumberedPortal(), more: {billing: far}});
		begin = createTrials(fixture, near);
	});
	afterAll(async () => {
		await fixture.close();
		await near.close();
		line.close();
		await own.drop();
	});

	/** The results, for `billing-connection-faults.txt`. */
	const table: Array<readonly string[]> = [];

	async function checkTrial(
		name: string,
		fault: string,
		trial: Trial,
		result: CallResult,
	): Promise<SystemState> {
		const seen = await trial.inspect();
		table.push([name, fault, formatResult(result), formatState(seen), ...(await finishTrial(trial, seen))]);
		expect(result.exitCode).toBe(1);
		if (seen.writes > 0) expect(result.code).not.toBe('failed');
		else expect(result.sentence).toMatch(/Check again/);
		return seen;
	}

	test.each(trialNames.flatMap(name => atSteps(name, ['the log', 'the end', 'the commit'])))(
		'%s, the server ends the connection at %s',
		async (name, place) => {
			const trial = await begin(name);
			const how = {...failureSteps[place], harm: {is: 'ends'}, times: 1} as const;
			const {result, hits} = await withFault(near.database, how, async () => trial.run());
			expect(hits).toBeGreaterThan(0);
			const {writes} = await checkTrial(name, `ended at ${place}`, trial, result);
			if (place !== 'the end') expect(writes).toBe(0);
		},
	);

	test.each(trialNames.flatMap(name => atSteps(name, Object.keys(statementBefore) as readonly Step[])))(
		'%s, no answer to %s, and no new connection',
		async (name, step) => {
			const trial = await begin(name);
			line.cutAfter(statementBefore[step]);
			const result = await trial.run();
			const isMet = line.isTextSeen;
			line.restore();
			expect(isMet).toBe(true);
			await checkTrial(name, `no answer to ${step}`, trial, result);
		},
	);

	test.each(trialNames)('%s, as a role that may only read', async name => {
		const url = new URL(own.url);
		url.searchParams.set('options', '-c default_transaction_read_only=on');
		const reader = await openBilling(url.href);
		const trial = await begin(name);
		const result = await trial.run(reader);
		await reader.close();
		const seen = await trial.inspect();
		table.push([
			name,
			'read-only',
			formatResult(result),
			formatState(seen),
			...(await finishTrial(trial, seen)),
		]);
		expect(result).toMatchObject({exitCode: 1, sentence: expect.stringContaining('read-only')});
		expect(seen).toMatchObject({billing: 'untouched', portal: 'untouched', writes: 0, open: 0});
	});

	test.each(['accounts add', 'accounts delete', 'channels import', 'journal undo'])(
		'%s, the connection stops answering before the last statement',
		async name => {
			const trial = await begin(name);
			line.stall(name === 'accounts delete' ? statementBefore['the end'] : statementBefore['the commit']);
			const result = await trial.run();
			expect(line.isTextSeen).toBe(true);
			// The server notices the lost connection and releases its locks.
			line.cut();
			line.restore();
			await checkTrial(name, 'silent', trial, result);
		},
	);

	const call = createCaller(async () => fixture.context);
	const lists = async () =>
		Promise.all(resources.map(async ({name}) => [name, await call([name, 'list'])] as const));

	test('every list, while its table is locked, and without a connection', async () => {
		await begin('accounts add');
		const holder = new pg.Client(own.url);
		await holder.connect();
		await holder.query('begin; lock table iptv_main, iptv_channels, tarif_plans in access exclusive mode');
		const held = await lists();
		await holder.end();
		line.cut();
		const cut = await lists();
		line.restore();
		for (const [name, result] of held) table.push([`${name} list`, 'table held', formatResult(result)]);
		for (const [name, result] of cut) table.push([`${name} list`, 'no line', formatResult(result)]);
		for (const [, result] of held)
			expect(result).toMatchObject({exitCode: 1, code: 'ERR_BILLING_REFUSED', reply: null});
		for (const [, result] of cut)
			expect(result).toMatchObject({exitCode: 1, code: 'ERR_BILLING_UNREACHABLE', reply: null});
		for (const [, result] of await lists()) expect(result).toMatchObject({exitCode: 0});
	});

	test('the results equal billing-connection-faults.txt', async () => {
		await expect(alignedText(table)).toMatchFileSnapshot('billing-connection-faults.txt');
	});
});
