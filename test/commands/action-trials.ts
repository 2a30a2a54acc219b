import {afterAll, beforeAll, expect} from 'vitest';
import {recoverInterrupted} from '../../source/resources/recover-interrupted.ts';
import type {Invocation} from '../../source/commands/command.ts';
import type {Billing} from '../../source/billing/billing.ts';
import {createAppContext} from '../../source/app/context.ts';
import type {FaultPoint} from '../billing/db-faults.ts';
import {createTestContext, type TestContext} from '../support/test-context.ts';
import {
	outcomeCodes,
	exampleCall,
	createCaller,
	screenActions,
	createUnnumberedPortal,
	type CallResult,
} from './command-calls.ts';

/** The state of a system: as before the action, as after it, or neither. */
type Progress = 'untouched' | 'done' | 'half';

export type SystemState = {
	readonly billing: Progress;
	readonly portal: Progress;
	/** Number of requests that write to the portal. */
	readonly writes: number;
	/** Number of open journal entries. */
	readonly open: number;
	/** Both systems are as after the action. */
	readonly isDone: boolean;
};

/** One action, on systems whose states before and after it are known. */
export type Trial = {
	/** The arguments of the call. */
	readonly args: readonly string[];
	/** Runs the action; `through` is another connection to billing. */
	run(through?: Billing): Promise<CallResult>;
	inspect(): Promise<SystemState>;
	/** Starts the console ten minutes later and repeats the action: the codes of the messages at the start, and the result of the call. */
	recoverLater(): Promise<{readonly codes: readonly string[]; readonly result: CallResult}>;
};

/** The actions to try: every action of every screen, and undoing an addition. */
export const trialNames: readonly string[] = [
	...screenActions.map(({resource, action}) => `${resource.name} ${action.name}`),
	'journal undo',
];

export type FailureStep = 'the intent' | 'the rows' | 'the log' | 'the end' | 'the commit';

/** Whether an action reaches this step: one that writes to the portal alone has only a journal entry in billing. */
export const reachesStep = (name: string, place: FailureStep): boolean =>
	!/delete|reboot|message/.test(name) || place === 'the intent' || place === 'the end';

/** Steps of an action at which billing can fail. */
export const failureSteps: Readonly<Record<FailureStep, FaultPoint>> = {
	'the intent': {tables: ['stalker_journal'], on: 'insert'},
	'the rows': {
		tables: ['users', 'bills', 'iptv_main', 'tarif_plans', 'iptv_channels', 'iptv_users_channels'],
		on: 'insert or update or delete',
	},
	'the log': {tables: ['admin_actions'], on: 'insert'},
	'the end': {tables: ['stalker_journal'], on: 'update', when: `new.state <> 'open'`},
	'the commit': {tables: ['admin_actions'], on: 'insert', late: true},
};

type Call = {
	readonly words: readonly string[];
	readonly args: readonly string[];
	readonly flags: Invocation['flags'];
};
type Dump = {readonly billing: string; readonly portal: string};

/** The call of an action, and both systems before and after it. */
type Outline = {readonly call: Call; readonly before: Dump; readonly after: Dump};

/** Sets up the trials of a test file on its database engine; call it where the tests are declared. */
export function setUpTrials(engine: () => {readonly billing: Billing}): {
	fixture(): TestContext;
	begin(name: string): Promise<Trial>;
} {
	let fixture: TestContext;
	let begin: (name: string) => Promise<Trial>;
	beforeAll(async () => {
		fixture = await createTestContext(engine().billing, {state: createUnnumberedPortal()});
		begin = createTrials(fixture, engine().billing);
	});
	afterAll(async () => fixture.close());
	return {fixture: () => fixture, begin: async name => begin(name)};
}

/**
Creates trials that run one after another; `billing` is a connection that does not fail. Ids that billing allocated in vain are ignored:
`recoverLater` resets them.
*/
export function createTrials(fixture: TestContext, billing: Billing): (name: string) => Promise<Trial> {
	const run = createCaller(async () => fixture.context);
	const {query} = billing.database;
	const outlines = new Map<string, Outline>();
	/** The action that both systems are prepared for. */
	let ready: string | null = null;

	async function state(): Promise<Dump> {
		return {
			billing: withoutTimes(await fixture.dumpTables()),
			portal: JSON.stringify(fixture.portal.state.users.map(({login, ls}) => [login, ls])),
		};
	}

	async function prepare(name: string): Promise<Call> {
		await fixture.reset();
		if (name === 'journal undo') {
			const {words, args, flags} = await prepare('accounts add');
			await run(words, args, flags);
			const [entry] = await billing.journal.list({limit: 1});
			return {words: ['journal', 'undo'], args: [entry!.id], flags: {yes: true}};
		}

		const screenAction = screenActions.find(
			({resource, action}) => `${resource.name} ${action.name}` === name,
		)!;
		const words = [screenAction.resource.name, screenAction.action.name];
		return outlines.get(name)?.call ?? {words, ...(await exampleCall(screenAction, fixture.context))};
	}

	async function outline(name: string): Promise<Outline> {
		const call = await prepare(name);
		const before = await state();
		const {exitCode, sentence} = await run(call.words, call.args, call.flags);
		if (exitCode !== 0) throw new Error(`${name} cannot be done at all: ${sentence}`);
		return {call, before, after: await state()};
	}

	return async name => {
		const known = outlines.get(name) ?? (await outline(name));
		if (!outlines.has(name) || ready !== name) {
			outlines.set(name, known);
			await prepare(name);
		}

		ready = null;
		const {call, before, after} = known;
		const written = fixture.writes().length;
		const drawn = await query<{sequence: string; last: number}>(
			`select sequencename::text as sequence, last_value::int as last from pg_sequences
			where sequencename in ('users_uid_seq', 'bills_id_seq', 'tarif_plans_tp_id_seq')`,
		);
		const redraw = async () => {
			for (const {sequence, last} of drawn) await query('select setval(?, ?)', [sequence, last]);
		};

		const go = async (through?: Billing) => {
			const {context} = fixture;
			const other = through && createAppContext({...context, billing: through});
			return createCaller(async () => other ?? context)(call.words, call.args, call.flags);
		};
		return {
			args: call.args,
			run: go,
			async inspect() {
				const now = await state();
				const progress = (of: keyof Dump): Progress =>
					now[of] === before[of] ? 'untouched' : now[of] === after[of] ? 'done' : 'half';
				const seen: SystemState = {
					billing: progress('billing'),
					portal: progress('portal'),
					writes: fixture.writes().length - written,
					open: (await billing.journal.list({limit: 9, open: true})).length,
					isDone: now.billing === after.billing && now.portal === after.portal,
				};
				if (isUntouched(seen)) {
					await redraw();
					ready = name;
				}

				return seen;
			},
			async recoverLater() {
				ready = null;
				await query(
					`update stalker_journal set run = 'earlier', at = at - interval '10 minutes', leased_at = leased_at - interval '10 minutes' where state = 'open'`,
				);
				const {found} = await recoverInterrupted(fixture.context);
				await redraw();
				const codes = found.map(({message}) => message.code);
				// A linked account cannot be linked again: the message says to add it, which finishes the number.
				const isLinked = codes.includes('interrupted-number') && call.words[1] === 'link';
				return {
					codes,
					result: isLinked ? await run(['accounts', 'add'], [call.args[0]!], {yes: true}) : await go(),
				};
			},
		};
	};
}

/** The dump of billing's tables without the times at which channels were chosen. */
export const withoutTimes = (tables: string): string => tables.replaceAll(/"changed": "[^"]*"/g, '');

/**
Expects that nothing has changed; or that an open entry exists, and the next start and the same action finish it. Returns texts for the
snapshot.
*/
export async function finishTrial(trial: Trial, seen: SystemState): Promise<readonly string[]> {
	expect([seen.billing, seen.portal]).not.toContain('half');
	if (isUntouched(seen)) return ['nothing happened'];
	if (!seen.isDone) expect(seen.open).toBe(1);
	const {codes, result} = await trial.recoverLater();
	expect(await trial.inspect()).toMatchObject({isDone: true, open: 0});
	return [codes.join(', '), formatResult(result)];
}

/** Whether nothing has changed. */
const isUntouched = ({billing, portal, writes, open}: SystemState): boolean =>
	billing === 'untouched' && portal === 'untouched' && writes === 0 && open === 0;

/** `billing done, portal asked, entry open` */
export const formatState = ({billing, writes, open}: SystemState): string =>
	[billing !== 'untouched' && `billing ${billing}`, writes > 0 && 'portal asked', open > 0 && 'entry open']
		.filter(Boolean)
		.join(', ');

/** The result of a call for the snapshot: `done: added`, or the code and the sentence, without billing's address. */
export function formatResult({exitCode, code, sentence: said, reply}: CallResult): string {
	const [became = code] = outcomeCodes(reply);
	const sentence = said
		.split('\n')[0]!
		.replaceAll(/\b(?:at|of) (?:memory|127\.0\.0\.1:\d+\/\w+)/g, match => `${match.split(' ')[0]!} HERE`)
		.replaceAll(/entry \d+/g, 'entry N');
	return exitCode === 0 ? became : `exit ${exitCode} ${became}: ${sentence}`;
}
