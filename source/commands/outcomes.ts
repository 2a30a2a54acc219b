import type {Action, ListAction, Outcome, Preview} from '../sync/action.ts';
import type {Plan} from '../sync/job.ts';
import {resources} from '../resources/index.ts';
import type {Saying} from '../sync/saying.ts';
import {fit, widthOf} from '../terminal/fit.ts';
import {harmless, harmlessLines} from '../terminal/harmless.ts';
import type {Words} from '../words/words.ts';
import type {Reply} from './command.ts';

/** What would be done, and nothing is. */
export function planReply(
	{
		action,
		planned,
		refused,
	}: Pick<Plan, 'planned' | 'refused'> & {
		readonly action: Pick<Action, 'says' | 'asks' | 'warns'> & Partial<Pick<ListAction, 'preview'>>;
	},
	tab: string,
	words: Words,
): Reply {
	const data = planned.map(({key, intent}) => ({
		key,
		message: words.tell(action.says(intent)),
		asks: action.asks(intent).map(asked => ({code: asked.code, message: words.tell(asked)})),
		intent,
	}));
	const lines = data.map(({key, message, asks, intent}) =>
		[
			`  ${harmless(key)}: ${message}`,
			...(action.preview ? previewLines(action.preview(intent), words) : []),
			...asks.map(asked => `    ${asked.message}`),
		].join('\n'),
	);
	const no = refused.map(outcome => atShell(outcome, tab));
	const warns = action.warns && planned.length > 0 ? words.tell(action.warns) : null;
	return {
		exit: 0,
		data: {
			done: [],
			refused: no.map(outcome => outcomeData(outcome, words)),
			failed: [],
			planned: data,
			...(warns !== null && {warns}),
		},
		text: [
			words.replies.planned(data.length, refused.length),
			...lines,
			...(warns === null ? [] : [warns]),
			...no.map(outcome => outcomeText(outcome, words)),
		]
			.map(harmlessLines)
			.join('\n'),
	};
}

/** What a deed on the whole list would change, as a table. */
function previewLines({columns, rows}: Preview, words: Words): readonly string[] {
	const lines = [
		{mark: ' ', texts: columns},
		...rows.map(({mark, cells}) => ({
			mark,
			texts: cells.map(cell => harmless(typeof cell === 'string' ? cell : words.tell(cell))),
		})),
	];
	const widths = columns.map((_, place) =>
		lines.reduce((most, {texts}) => Math.max(most, widthOf(texts[place] ?? '')), 0),
	);
	return lines.map(({mark, texts}) =>
		`    ${mark} ${texts.map((text, place) => fit(text, widths[place]!)).join('  ')}`.trimEnd(),
	);
}

/** What became of each row. `bulk`: refusals are no failure. */
export function outcomeReply(
	became: readonly Outcome[],
	{tab, bulk, words}: {readonly tab: string; readonly bulk: boolean; readonly words: Words},
): Reply {
	const outcomes = became.map(outcome => atShell(outcome, tab));
	const of = (is: Outcome['is']) => outcomes.filter(outcome => outcome.is === is);
	const [done, refused, failed] = [of('done'), of('refused'), of('failed')];
	const changed = done.filter(outcome => outcome.is === 'done' && outcome.changed).length;
	return {
		exit: failed.length > 0 || (refused.length > 0 && !bulk) ? 1 : 0,
		data: {
			done: done.map(outcome => outcomeData(outcome, words)),
			refused: refused.map(outcome => outcomeData(outcome, words)),
			failed: failed.map(outcome => outcomeData(outcome, words)),
		},
		text: [
			...outcomes.map(outcome => outcomeText(outcome, words)),
			...(outcomes.length === 1
				? []
				: [words.replies.became(changed, done.length - changed, refused.length, failed.length)]),
		]
			.map(harmlessLines)
			.join('\n'),
		...(outcomes.length === 1 && !bulk && outcomes[0]!.is !== 'done' ? {refused: outcomes[0]!.said} : {}),
	};
}

const outcomeData = (outcome: Outcome, words: Words): Readonly<Record<string, unknown>> => ({
	key: outcome.key,
	code: outcome.said.code,
	message: words.tell(outcome.said),
	...(outcome.is === 'done' && {changed: outcome.changed}),
	...(outcome.is !== 'refused' && {journal: outcome.journal ?? null}),
	...(outcome.is === 'refused' && outcome.leads && {leads: outcome.leads}),
});

/** A refusal with the command that is its way out, where there is one. */
function atShell(outcome: Outcome, tab: string): Outcome {
	if (outcome.is !== 'refused') return outcome;
	const {said, leads} = outcome;
	const target = resources.find(({name}) => name === leads?.tab);
	const command =
		leads && target
			? `${leads.tab} ${target.actions[0]!.name} ${quoted(leads.id)}`
			: said.code === 'list-short'
				? `${tab} list --force --confirm ${String(said.values['got'])}`
				: null;
	return command === null
		? outcome
		: {...outcome, said: {...said, values: {...said.values, command: `stalker-console ${command}`}}};
}

const quoted = (text: string): string =>
	/^[\w.:@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

const outcomeText = (outcome: Outcome, words: Words): string =>
	`${signs[outcome.is]} ${harmless(outcome.key)}: ${words.tell(outcome.said)}`;

/** Not those of marks: `=` would say that the row is in sync. */
const signs = {done: '✓', refused: '·', failed: '✗'} as const satisfies Record<Outcome['is'], string>;

/** An expected “no” before anything was looked at. */
export const refusal = (refused: Saying, words: Words): Reply => ({
	exit: 1,
	data: {done: [], refused: [], failed: []},
	text: words.tell(refused),
	refused,
});
