import {expect} from 'vitest';
import type {Command, Invocation, Reply} from '../../source/commands/command.ts';
import {explain} from '../../source/commands/explain.ts';
import {commands} from '../../source/commands/index.ts';
import {seedBilling} from '../../source/demo/billing-seed.ts';
import {seedPortal} from '../../source/demo/portal/seed/seed.ts';
import type {PortalState} from '../../source/demo/portal/state.ts';
import {resources} from '../../source/resources/index.ts';
import type {Action} from '../../source/sync/action.ts';
import {planOf} from '../../source/sync/job.ts';
import type {Tab} from '../../source/sync/resource.ts';
import {openSheet} from '../../source/sync/sheet.ts';
import {english} from '../../source/words/words.ts';
import type {World} from '../../source/world.ts';

/** What a command came to: its exit code, the code and sentence of its refusal or error (`''`: neither), and its reply unless it threw. */
export type Came = {
	readonly exit: number;
	readonly code: string;
	readonly said: string;
	readonly reply: Reply | null;
};

type Flags = Invocation['flags'];

/** Calls of commands on a world, as a face makes them. An error that is none of ours fails the test. */
export const callsOn =
	(world: () => Promise<World>, tell: (message: string) => void = () => undefined) =>
	async (words: Command['words'], args: readonly string[] = [], flags: Flags = {}): Promise<Came> => {
		const command = commands.find(({words: own}) => own.join(' ') === words.join(' '))!;
		try {
			const reply = await command.run({
				args,
				flags,
				words: english,
				config: () => expect.unreachable(),
				world,
				database: () => expect.unreachable(),
				stalker: async () => (await world()).stalker,
				configFile: '',
				tell,
				signal: new AbortController().signal,
			});
			const {exit, refused} = reply;
			return {exit, code: refused?.code ?? '', said: refused ? english.tell(refused) : '', reply};
		} catch (error) {
			const {exit, code, said} = explain(error);
			expect(error, 'an expected failure is one of ours').toHaveProperty('code');
			return {exit, code, said: english.tell(said), reply: null};
		}
	};

/** What became of each row, as `done: added`. */
export function becameOf(reply: Reply | null): readonly string[] {
	const data = reply?.data as
		| Readonly<Record<'done' | 'refused' | 'failed', ReadonlyArray<{readonly code: string}>>>
		| undefined;
	return (['done', 'refused', 'failed'] as const).flatMap(is =>
		(data?.[is] ?? []).map(({code}) => `${is}: ${code}`),
	);
}

export type Deed = {readonly tab: Tab; readonly action: Action};

/** Every action of every screen. */
export const deeds: readonly Deed[] = resources.flatMap(tab => tab.actions.map(action => ({tab, action})));

/** A portal whose accounts have no number where billing does not know them: adding one gives it a number, and so writes to both systems. */
export function unnumbered(): PortalState {
	const state = seedPortal({accounts: 60});
	const known = new Set(seedBilling(state).customers.map(({login}) => login));
	for (const user of state.users) if (!known.has(user.login)) user.ls = '';
	return state;
}

/** Something that this deed can be done to, as a call. An addition is one that writes to both systems. */
export async function callOf(
	{tab, action}: Deed,
	world: World,
): Promise<{args: readonly string[]; flags: Flags}> {
	const sheet = await openSheet(tab, world);
	if (action.on === 'list') return {args: [], flags: {yes: true}};
	for (const row of sheet.rows.toReversed()) {
		const choice = action.argument?.choices(row, sheet)[0]?.value;
		const plan = planOf(action, tab.name, [row], sheet, choice === undefined ? {} : {choice});
		const [first] = plan.planned;
		if (
			!first ||
			action.says(first.intent).code === 'choices-same' ||
			(action.name === 'add' && row.mark === '=')
		)
			continue;
		if (
			tab.name === 'accounts' &&
			action.name === 'add' &&
			!(row.mark === '+' && row.theirs && (row.theirs as {account_number: string}).account_number === '')
		)
			continue;
		const {argument} = action;
		const args = argument?.given === 'word' && choice !== undefined ? [row.key, choice] : [row.key];
		const flag = argument?.given === 'flag' && choice !== undefined ? {[argument.name]: choice} : {};
		return {args, flags: action.guard === 'count' ? {confirm: 1, ...flag} : {yes: true, ...flag}};
	}

	throw new Error(`The demo has nothing for ${tab.name} ${action.name}.`);
}

/** Lines of cells as a text that people can read down. */
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
