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

/** How far a system is: as it was, as it is after the deed, or neither. */
type Progress = 'untouched' | 'done' | 'half';

export type SystemState = {
	readonly billing: Progress;
	readonly portal: Progress;
	/** Requests that would change the portal. */
	readonly writes: number;
	/** Entries of the journal without an end. */
	readonly open: number;
	/** Both systems are as they are after the deed. */
	readonly isDone: boolean;
};

/** One deed that is about to be done, on systems of which it is known how they are before it and after it. */
export type Trial = {
	/** What it is done to. */
	readonly args: readonly string[];
	/** Do it; `through`: by another way to billing. */
	run(through?: Billing): Promise<CallResult>;
	inspect(): Promise<SystemState>;
	/**
	An operator who starts the console ten minutes later, is told what became of the deed, and does it again: what he was told, and what the deed came to.
	*/
	recoverLater(): Promise<{readonly told: readonly string[]; readonly came: CallResult}>;
};

/** Deeds that can be tried: every action of every screen, and taking an addition back. */
export const trialNames: readonly string[] = [
	...screenActions.map(({tab, action}) => `${tab.name} ${action.name}`),
	'journal undo',
];

export type FailureStep = 'the intent' | 'the rows' | 'the log' | 'the end' | 'the commit';

/** Whether a deed comes to this step: what writes to the portal alone has an entry in billing, and nothing else. */
export const reachesStep = (name: string, place: FailureStep): boolean =>
	!/delete|reboot/.test(name) || place === 'the intent' || place === 'the end';

/** Steps of a deed at which billing can fail it. */
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

/** What a deed is called with, and both systems before and after it. */
type Outline = {readonly call: Call; readonly before: Dump; readonly after: Dump};

/** The world of a file's trials, on its engine; call it where its tests are told. */
export function setUpTrials(engine: () => {readonly billing: Billing}): {
	scene(): TestContext;
	begin(name: string): Promise<Trial>;
} {
	let scene: TestContext;
	let begin: (name: string) => Promise<Trial>;
	beforeAll(async () => {
		scene = await createTestContext(engine().billing, {state: createUnnumberedPortal()});
		begin = createTrials(scene, engine().billing);
	});
	afterAll(async () => scene.close());
	return {scene: () => scene, begin: async name => begin(name)};
}

/** Trials on this world, one after another; `billing` is it by a way that does not fail. Numbers that billing drew in vain do not count: `later` gives them again. */
export function createTrials(scene: TestContext, billing: Billing): (name: string) => Promise<Trial> {
	const run = createCaller(async () => scene.context);
	const {query} = billing.database;
	const outlines = new Map<string, Outline>();
	/** The deed that both systems are ready for. */
	let ready: string | null = null;

	async function state(): Promise<Dump> {
		return {
			billing: withoutTimes(await scene.dumpTables()),
			portal: JSON.stringify(scene.portal.state.users.map(({login, ls}) => [login, ls])),
		};
	}

	async function prepare(name: string): Promise<Call> {
		await scene.reset();
		if (name === 'journal undo') {
			const {words, args, flags} = await prepare('accounts add');
			await run(words, args, flags);
			const [entry] = await billing.journal.list({limit: 1});
			return {words: ['journal', 'undo'], args: [entry!.id], flags: {yes: true}};
		}

		const deed = screenActions.find(({tab, action}) => `${tab.name} ${action.name}` === name)!;
		const words = [deed.tab.name, deed.action.name];
		return outlines.get(name)?.call ?? {words, ...(await exampleCall(deed, scene.context))};
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
		const written = scene.writes().length;
		const drawn = await query<{sequence: string; last: number}>(
			`select sequencename::text as sequence, last_value::int as last from pg_sequences
			where sequencename in ('users_uid_seq', 'bills_id_seq', 'tarif_plans_tp_id_seq')`,
		);
		const redraw = async () => {
			for (const {sequence, last} of drawn) await query('select setval(?, ?)', [sequence, last]);
		};

		const go = async (through?: Billing) => {
			const {context} = scene;
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
					writes: scene.writes().length - written,
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
					`update stalker_journal set run = 'earlier', at = at - interval '10 minutes', operator = operator - 'hand' where state = 'open'`,
				);
				const {found} = await recoverInterrupted(scene.context);
				await redraw();
				const told = found.map(({said}) => said.code);
				// What is linked cannot be linked: the sentence leads to the addition, which finishes the number.
				const isLinked = told.includes('broken-number') && call.words[1] === 'link';
				return {
					told,
					came: isLinked ? await run(['accounts', 'add'], [call.args[0]!], {yes: true}) : await go(),
				};
			},
		};
	};
}

/** Billing's tables, whenever a channel was chosen. */
export const withoutTimes = (tables: string): string => tables.replaceAll(/"changed": "[^"]*"/g, '');

/** All is as before; or what may be half done has an open entry, and the next start and the same deed bring it to its end. Told for people. */
export async function finishTrial(trial: Trial, seen: SystemState): Promise<readonly string[]> {
	expect([seen.billing, seen.portal]).not.toContain('half');
	if (isUntouched(seen)) return ['nothing happened'];
	if (!seen.isDone) expect(seen.open).toBe(1);
	const {told, came} = await trial.recoverLater();
	expect(await trial.inspect()).toMatchObject({isDone: true, open: 0});
	return [told.join(', '), formatResult(came)];
}

/** Whether all is as if nobody had tried. */
const isUntouched = ({billing, portal, writes, open}: SystemState): boolean =>
	billing === 'untouched' && portal === 'untouched' && writes === 0 && open === 0;

/** `billing done, portal asked, entry open` */
export const formatState = ({billing, writes, open}: SystemState): string =>
	[billing !== 'untouched' && `billing ${billing}`, writes > 0 && 'portal asked', open > 0 && 'entry open']
		.filter(Boolean)
		.join(', ');

/** What a call came to, for people to read: `done: added`, or the code and the sentence. Where billing is differs from run to run. */
export function formatResult({exitCode, code, sentence: said, reply}: CallResult): string {
	const [became = code] = outcomeCodes(reply);
	const sentence = said
		.split('\n')[0]!
		.replaceAll(/\b(?:at|of) (?:memory|127\.0\.0\.1:\d+\/\w+)/g, match => `${match.split(' ')[0]!} HERE`)
		.replaceAll(/entry \d+/g, 'entry N');
	return exitCode === 0 ? became : `exit ${exitCode} ${became}: ${sentence}`;
}
