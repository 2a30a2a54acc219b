import type {Row} from '../../../../source/sync/row.ts';
import type {SessionHarness} from '../../session-harness.ts';
import type {TestedAction} from './actions.ts';

/**
One step, after which the screen is recorded. `name`: for the table. `elsewhere`: the step changes the systems from outside the console.
*/
type Step = {
	readonly name: string;
	readonly elsewhere?: true;
	run(context: MatrixContext): unknown;
};

/** `rows`: the targets of the action. `count`: the number that confirms the action, where it asks for one. */
type MatrixContext = {
	readonly harness: SessionHarness;
	readonly action: TestedAction;
	readonly rows: readonly Row[];
	readonly count: number;
};

export type Situation = {
	readonly name: string;
	/** One row is highlighted, or three are selected; for an import, it is confirmed by a yes or by a number. */
	readonly scope: 'one' | 'many';
	readonly steps: readonly Step[];
	/** Indexes of the rows whose account is deleted or whose box is rebooted; no other is. */
	readonly affectedRows: readonly number[];
	/** Actions that it has no bearing on: they are done to the first row all the same. */
	readonly indifferentActions?: readonly string[];
	/** Whether billing has exactly Stalker's channels afterwards; if not, billing is unchanged. */
	readonly importsChannels: boolean;
	readonly readOnly?: boolean;
};

type Keys = (context: MatrixContext) => readonly string[];

const shown: Readonly<Record<string, string>> = {'\r': 'enter', '\u001B[C': '→', ' ': 'space'};
const press = (...keys: readonly string[]): Step => ({
	name: keys.map(key => shown[key] ?? key).join(' '),
	run: async ({harness}) => harness.press(...keys),
});
const own = (name: string, keys: Keys): Step => ({
	name,
	run: async context => context.harness.press(...keys(context)),
});
const inOneRead = (name: string, keys: Keys): Step => ({
	name: `${name} in one read`,
	run: async context => context.harness.pressTogether(...keys(context)),
});
/** Each key in a read of its own, with no wait between them. */
const quickly = (name: string, keys: Keys): Step => ({
	name: `${name} within 300 ms`,
	async run(context) {
		context.harness.send(...keys(context));
		await context.harness.idle();
	},
});
const paste = (text: string): Step => ({
	name: `pasted ${JSON.stringify(text)}`,
	run: async ({harness}) => harness.pressTogether(`\u001B[200~${text}\u001B[201~`),
});
const then = (name: string, run: (context: MatrixContext) => unknown): Step => ({
	name: `(${name})`,
	elsewhere: true,
	run,
});

const key = own('key', ({action}) => [action.key]);
const cyrillic = own('Cyrillic key', ({action}) => [action.cyrillic]);
const number = own('number enter', ({count}) => [...String(count), 'enter']);
const wrong = own('another number enter', ({count}) => [...String(count - 1), 'enter']);
const [y, n, esc, enter] = [press('y'), press('n'), press('escape'), press('enter')];
const changed = then('it changes in the portal', ({harness, action, rows}) =>
	action.change(harness, rows[0]!),
);
const gone = then('it is removed from the portal', ({harness, action, rows}) =>
	action.remove(harness, rows[0]!),
);
const changedInBilling = then('it changes in billing', async ({harness, action, rows}) =>
	action.changeBilling(harness, rows[0]!),
);
const failing = then('the portal fails', ({harness}) => harness.portal.setFault({is: 'status', code: 500}));
const size = (columns: number, rows: number) =>
	then(`the window is ${columns}×${rows}`, ({harness}) => harness.session.resize({columns, rows}));
/** The key is pressed while the list is being read; the read ends when the confirmation is open. */
const whileReading = (name: string, change: (context: MatrixContext) => void): Step => ({
	name: `key (and a list arrives: ${name})`,
	async run(context) {
		const {harness, action} = context;
		harness.portal.setFault({is: 'slow', milliseconds: 500, times: 1});
		harness.send('r');
		await harness.until(() => harness.list().stalker.state === 'loading');
		change(context);
		harness.send(action.key);
		await harness.idle();
	},
});
const filtered = own('filter', ({rows}) => ['/', ...rows[0]!.key, 'enter']);
const nothingLeft = press('/', 'z', 'z', 'z', 'enter');

/** The action is applied to one row, or to all. */
const [one, all] = [
	{scope: 'one', affectedRows: [0], importsChannels: true},
	{scope: 'many', affectedRows: [0, 1, 2], importsChannels: true},
] as const;
/** Nothing is written. */
const [none, noneOfMany] = [
	{scope: 'one', affectedRows: [], importsChannels: false},
	{scope: 'many', affectedRows: [], importsChannels: false},
] as const;

export const situations: readonly Situation[] = [
	{...one, name: 'y', steps: [key, y]},
	{...one, name: '→ enter', steps: [key, press('right', 'enter')]},
	{...none, name: 'enter', steps: [key, enter]},
	{...none, name: 'n', steps: [key, n]},
	{...none, name: 'esc', steps: [key, esc]},
	{...none, name: 'the key again', steps: [key, key, esc]},
	{...one, name: 'the key again, and y', steps: [key, key, y]},
	{
		...one,
		name: 'the key again while it runs',
		steps: [key, quickly('y, key', ({action}) => ['y', action.key])],
	},
	{...none, name: 'key y as a burst', steps: [inOneRead('key y', ({action}) => [action.key, 'y']), esc]},
	{
		...none,
		name: 'key enter as a burst',
		steps: [inOneRead('key enter', ({action}) => [action.key, 'enter']), esc],
	},
	{
		...none,
		name: 'key → enter as a burst',
		steps: [inOneRead('key → enter', ({action}) => [action.key, 'right', 'enter']), esc],
	},
	{...none, name: 'bracketed paste', steps: [paste('dibyyy\ry')]},
	{
		...none,
		name: 'pasted without brackets',
		steps: [inOneRead('dib yes', ({action}) => [`${action.key}yes\ry\r`]), esc],
	},
	{...none, name: 'bracketed paste at the confirmation', steps: [key, paste('y\r'), esc]},
	{
		...none,
		name: 'pasted at the confirmation without brackets',
		steps: [key, inOneRead('yes', () => ['yes\ry']), esc],
	},
	{...one, name: 'Cyrillic key, Latin y', steps: [cyrillic, y]},
	{...none, name: 'н, which is on the Y key', steps: [key, press('н'), esc]},
	{...none, name: 'у, which looks like y', steps: [cyrillic, press('у'), esc]},
	{...none, name: 'read-only', readOnly: true, steps: [key]},
	{...none, name: 'dry run', steps: [press('W'), key, y]},
	{...one, name: 'filtered', steps: [filtered, key, y]},
	{...none, name: 'no row matches the filter', steps: [nothingLeft, key, esc]},
	{...none, name: 'changed since it was read', steps: [changed, key, y]},
	{...none, name: 'removed since it was read', steps: [gone, key, y]},
	{...none, name: 'changes while the confirmation is open', steps: [key, changed, y]},
	{...none, name: 'disappears while the confirmation is open', steps: [key, gone, y]},
	{
		...none,
		name: 'changes in billing while the confirmation is open',
		steps: [key, changedInBilling, y],
		indifferentActions: ['reboot'],
	},
	{...none, name: 'the portal fails while the confirmation is open', steps: [key, failing, y]},
	{...none, name: 'y at once', steps: [quickly('key, y', ({action}) => [action.key, 'y']), esc]},
	{...one, name: 'y at once, and once more', steps: [quickly('key, y', ({action}) => [action.key, 'y']), y]},
	{...one, name: 'the window changes', steps: [key, size(60, 15), y]},
	{...none, name: 'the window gets too small to read', steps: [key, size(40, 10), y, size(100, 30), esc]},
	{
		...one,
		name: 'rows arrive while the confirmation is open',
		importsChannels: false,
		steps: [whileReading('a row before it', ({harness, action}) => action.addRecord(harness)), y],
	},
	{
		...none,
		name: 'a list without it arrives while the confirmation is open',
		steps: [whileReading('without it', ({harness, action, rows}) => action.remove(harness, rows[0]!)), y],
	},
	{...all, name: 'the number', steps: [key, number]},
	{...noneOfMany, name: 'y', steps: [key, y, esc]},
	{...noneOfMany, name: 'enter', steps: [key, enter]},
	{...noneOfMany, name: 'esc', steps: [key, esc]},
	{...noneOfMany, name: 'another number', steps: [key, wrong, esc]},
	{...all, name: 'another number, then the number', steps: [key, wrong, number]},
	{
		...all,
		name: 'the number between spaces',
		steps: [key, own('space number space enter', ({count}) => [' ', ...String(count), ' ', 'enter'])],
	},
	{...noneOfMany, name: 'the number pasted', steps: [key, paste('3\r'), esc]},
	{
		...noneOfMany,
		name: 'key, number and enter as a burst',
		steps: [inOneRead('key number enter', ({action, count}) => [action.key, String(count), 'enter']), esc],
	},
	{
		...noneOfMany,
		name: 'the number at once',
		steps: [quickly('key, number, enter', ({action, count}) => [action.key, ...String(count), 'enter']), esc],
	},
	{...all, name: 'selected, and hidden by the filter', steps: [nothingLeft, key, number]},
	{
		...all,
		affectedRows: [1, 2],
		importsChannels: false,
		name: 'one changed since it was read',
		steps: [changed, key, number],
	},
	{
		...all,
		affectedRows: [1, 2],
		importsChannels: false,
		name: 'one disappears while the confirmation is open',
		steps: [key, gone, number],
	},
];
