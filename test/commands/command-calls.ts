import {expect} from 'vitest';
import {
	type Command,
	type Invocation,
	type CommandResult,
	describeError,
} from '../../source/commands/command.ts';
import {commands} from '../../source/commands/index.ts';
import {JsonTexts} from '../../source/commands/json-texts.ts';
import {seedBilling} from '../../source/demo/seed-billing.ts';
import {seedPortal} from '../../source/demo/portal/seed/seed-portal.ts';
import type {PortalState} from '../../source/demo/portal/state.ts';
import {resources} from '../../source/resources/index.ts';
import type {Action} from '../../source/sync/action.ts';
import {planAction} from '../../source/sync/plan-runner.ts';
import type {AnyResource} from '../../source/sync/resource.ts';
import {readAndCompare} from '../../source/sync/comparison.ts';
import {englishTranslator} from '../../source/i18n/translator.ts';
import type {AppContext} from '../../source/app/context.ts';

/** The result of a call: exit code, code and sentence of the refusal or error (`''` for none), and the result unless it threw. */
export type CallResult = {
	readonly exitCode: number;
	readonly code: string;
	readonly sentence: string;
	readonly reply: CommandResult | null;
};

type Flags = Invocation['flags'];

/**
Creates a function that runs commands on a context; `ask` answers a question as an operator at a terminal. An error without a code fails the
test.
*/
export const createCaller =
	(
		context: () => Promise<AppContext>,
		tell: (message: string) => void = () => undefined,
		ask?: Invocation['ask'],
	) =>
	async (words: Command['words'], args: readonly string[] = [], flags: Flags = {}): Promise<CallResult> => {
		const command = commands.find(({words: own}) => own.join(' ') === words.join(' '))!;
		try {
			const reply = await command.run({
				args,
				flags,
				translator: englishTranslator,
				config: () => expect.unreachable(),
				context,
				portals: () => expect.unreachable(),
				billing: async () => (await context()).billing,
				database: () => expect.unreachable(),
				stalker: async () => (await context()).stalker,
				configFile: '',
				report: tell,
				signal: new AbortController().signal,
				...(ask && {ask}),
			});
			const {exitCode, refused} = reply;
			return {
				exitCode,
				code: refused?.code ?? '',
				sentence: refused ? englishTranslator.t(refused) : '',
				reply,
			};
		} catch (error) {
			const {exitCode, code, message} = describeError(error);
			expect(error, 'an expected failure is one of ours').toHaveProperty('code');
			return {exitCode, code, sentence: englishTranslator.t(message), reply: null};
		}
	};

/** A row of a list as `--json` prints it. */
export type ListedRow = {readonly key: string; readonly mark: string} & Readonly<Record<string, unknown>>;

/** The rows of a list; none where the call failed. */
export const listedRows = ({reply}: CallResult): readonly ListedRow[] =>
	reply?.data instanceof JsonTexts ? [...reply.data.texts].map(text => JSON.parse(text) as ListedRow) : [];

/** The outcome of each row, as `done: added`. */
export function outcomeCodes(reply: CommandResult | null): readonly string[] {
	const data = reply?.data as
		| Readonly<Record<'done' | 'refused' | 'failed', ReadonlyArray<{readonly code: string}>>>
		| undefined;
	return (['done', 'refused', 'failed'] as const).flatMap(is =>
		(data?.[is] ?? []).map(({code}) => `${is}: ${code}`),
	);
}

export type ScreenAction = {readonly resource: AnyResource; readonly action: Action};

/** Every action of every screen. */
export const screenActions: readonly ScreenAction[] = resources.flatMap(resource =>
	resource.actions.map(action => ({resource, action})),
);

/** Creates a portal whose accounts have no number unless billing has them: adding one gives it a number, and so writes to both systems. */
export function createUnnumberedPortal(): PortalState {
	const state = seedPortal({accounts: 60});
	const known = new Set(seedBilling(state).customers.map(({login}) => login));
	for (const user of state.users) if (!known.has(user.login)) user.ls = '';
	return state;
}

/** The arguments of a call that this action accepts. For an addition: of one that writes to both systems. */
export async function exampleCall(
	{resource, action}: ScreenAction,
	context: AppContext,
): Promise<{args: readonly string[]; flags: Flags}> {
	const comparison = await readAndCompare(resource, context);
	if (action.scope === 'list') return {args: [], flags: {yes: true}};
	for (const row of comparison.rows.toReversed()) {
		const choice = action.argument?.isFreeText
			? 'Профілактика о 3:00'
			: action.argument?.choices(row, comparison)[0]?.value;
		const plan = planAction(action, resource.name, [row], comparison, choice === undefined ? {} : {choice});
		const [first] = plan.planned;
		if (
			!first ||
			action.summary(first.intent).code === 'choices-same' ||
			(action.name === 'add' && row.mark === '=')
		)
			continue;
		if (
			resource.name === 'accounts' &&
			action.name === 'add' &&
			!(row.mark === '+' && row.stalker && (row.stalker as {account_number: string}).account_number === '')
		)
			continue;
		const {argument} = action;
		const args = argument?.form === 'positional' && choice !== undefined ? [row.key, choice] : [row.key];
		const flag = argument?.form === 'flag' && choice !== undefined ? {[argument.name]: choice} : {};
		return {
			args,
			flags: action.confirmation === 'typed-count' ? {confirm: 1, ...flag} : {yes: true, ...flag},
		};
	}

	throw new Error(`The demo has nothing for ${resource.name} ${action.name}.`);
}

/** Formats lines of cells as aligned columns. */
export function alignedText(table: ReadonlyArray<readonly string[]>): string {
	const columns = Math.max(...table.map(({length}) => length));
	const widths = Array.from({length: columns}, (_, place) =>
		Math.max(...table.map(line => line[place]?.length ?? 0)),
	);
	const lines = table.map(line =>
		line
			.map((cell, place) => cell.padEnd(widths[place]!))
			.join('  ')
			.trimEnd(),
	);
	return `${lines.join('\n')}\n`;
}
