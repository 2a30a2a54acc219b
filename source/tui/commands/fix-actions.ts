import type {Dictionary} from '../../i18n/en/index.ts';
import type {Message} from '../../i18n/message.ts';
import {message} from '../../i18n/translator.ts';
import type {DifferenceCode} from '../../sync/difference.ts';
import type {Fix, FixUse} from '../../sync/fix.ts';
import {conflictRefusal, fixesOf, noFix, planFixes} from '../../sync/plan-fixes.ts';
import {refuse, type Refusal} from '../../sync/action.ts';
import type {Row} from '../../sync/row.ts';
import {journalName} from '../journal/journal-list.ts';
import {resultsName} from '../results/results-list.ts';
import {reportIfJustArrived} from '../session/confirm.ts';
import {targetRowsOf} from '../session/list-state.ts';
import type {PickerOption} from '../session/mode.ts';
import type {SessionContext} from '../session/session-context.ts';
import type {List} from '../session/list.ts';
import {activeListOf} from '../session/state.ts';
import {startFixAction} from './action-picker.ts';
import {createPicker} from './picker-state.ts';

/** Opens the list of fixes of the selected rows, or of the row at the cursor. Nothing is written by it. */
export function openFixes(context: SessionContext): void {
	const {store, actionController, translator} = context;
	const list = activeListOf(store.getState())!;
	if (list.resource.name === journalName) return store.notify('plain', message('fix-not-entries'));
	if (list.resource.name === resultsName) return store.notify('plain', message('fix-not-results'));
	if (reportIfJustArrived(list, context)) return;
	if (actionController.reportIfBlocked()) return;
	const rows = targetRowsOf(list);
	const [row] = rows;
	if (!row) return store.notify('bad', message('no-row'));
	const options = fixOptions(rows, list, translator.fixes);
	if (options.length === 0) {
		const {refused, related = null} = whyNoFix(rows, list);
		return store.notify('bad', refused, {related});
	}

	store.setState({
		mode: createPicker('fix', options, {
			rowKey: list.selected.size === 0 ? row.key : null,
			acceptsInput: false,
		}),
	});
	context.startInputGuard();
}

/** Opens the question of the fix that was chosen, for the rows that it is for. */
export function startFix(value: string, rowKey: string | null, context: SessionContext): void {
	const {store, actionController} = context;
	const list = activeListOf(store.getState())!;
	const {use, kinds} = parseFixValue(value);
	const rows = (
		rowKey === null ? targetRowsOf(list) : (list.comparison?.rows.filter(({key}) => key === rowKey) ?? [])
	).filter(row => fixesOf(list.resource, row, use, kinds).length > 0);
	if (rows.length === 0) return store.notify('bad', message('row-gone', {key: rowKey ?? ''}));
	const [plan] = planFixes(list.resource, rows, list.comparison!, kinds, use);
	if (plan!.action.scope === 'list') return actionController.startListAction(plan!.action);
	startFixAction(plan!.action, rows, context);
}

/** `billing:B1,B3`. */
const fixValue = (use: FixUse, kinds: Iterable<DifferenceCode>): string => `${use}:${[...kinds].join(',')}`;

function parseFixValue(value: string): {readonly use: FixUse; readonly kinds: ReadonlySet<DifferenceCode>} {
	const [use, kinds] = value.split(':') as [FixUse, string];
	return {use, kinds: new Set(kinds.split(',') as DifferenceCode[])};
}

/** A fix, and what it is for among the rows. */
type Offer = {readonly fix: Fix; readonly kinds: ReadonlySet<DifferenceCode>; readonly count: number};

/**
Billing being right in all of it, and Stalker, where that is more than one fix; then each fix by itself, with a digit before the first nine.
*/
function fixOptions(rows: readonly Row[], list: List, texts: Dictionary['fixes']): readonly PickerOption[] {
	// What billing does not know is added far more often than it is deleted.
	const uses: readonly FixUse[] = rows.every(({mark}) => mark === '+')
		? ['stalker', 'billing']
		: ['billing', 'stalker'];
	const offers = uses.flatMap(use => offersOf(rows, list, use));
	const all = uses.flatMap(use => {
		const own = offers.filter(({fix}) => fix.use === use && 'changes' in fix);
		if (own.length < 2) return [];
		const kinds = new Set(own.flatMap(offer => [...offer.kinds]));
		return [{use, kinds, text: texts[`all-${use}`], count: countRows(rows, list, use, kinds)}];
	});
	return [
		...all,
		...offers.map(({fix, kinds, count}) => ({use: fix.use, kinds, text: texts[fix.name], count})),
	].map(({use, kinds, text, count}, index) => {
		const effect = rows.length === 1 ? effectOf(rows[0]!, list, kinds, use) : null;
		return {
			value: fixValue(use, kinds),
			text: `${index < 9 ? index + 1 : ' '}  ${[...kinds].join(' ')}  ${text}${rows.length > 1 ? `  ${count}` : ''}`,
			...(effect && {effect}),
		};
	});
}

function offersOf(rows: readonly Row[], list: List, use: FixUse): readonly Offer[] {
	return (list.resource.fixes ?? []).flatMap(fix => {
		if (fix.use !== use) return [];
		const concerned = rows.filter(row => fixesOf(list.resource, row, use).includes(fix));
		const kinds = new Set(
			concerned.flatMap(({differences}) =>
				differences.flatMap(({code}) => (fix.kinds.includes(code) ? [code] : [])),
			),
		);
		return concerned.length === 0 ? [] : [{fix, kinds, count: concerned.length}];
	});
}

const countRows = (
	rows: readonly Row[],
	{resource}: List,
	use: FixUse,
	kinds: ReadonlySet<DifferenceCode>,
): number => rows.filter(row => fixesOf(resource, row, use, kinds).length > 0).length;

/** What the fix would write to the row, or why it cannot. */
function effectOf(
	row: Row,
	{resource, comparison}: List,
	kinds: ReadonlySet<DifferenceCode>,
	use: FixUse,
): Message | null {
	const [plan] = planFixes(resource, [row], comparison!, kinds, use);
	const {action} = plan!;
	if (action.scope === 'list') return null;
	// The effect depends on an argument that the operator has yet to give.
	if (action.argument && !action.argument.settled?.(row, comparison!)) return null;
	const [refused] = plan!.refused;
	if (refused) return refused.message;
	return action.summary(plan!.planned[0]!.intent);
}

/** Why there is nothing to choose, and the row that leads on: where the difference is fixed, or with whom the row collides. */
function whyNoFix(rows: readonly Row[], {resource}: List): Refusal {
	const [row] = rows;
	if (rows.length > 1) return refuse(message('fix-none-of-rows'));
	if (row!.mark === '!') return conflictRefusal(resource, row!);
	if (row!.mark === '?') return refuse(message('not-known'));
	const elsewhere = row!.differences.find(({code}) => resource.fixedOn?.(row!, code));
	if (elsewhere) return noFix(resource, row!, elsewhere.code, 'billing');
	return row!.differences.length === 0
		? refuse(message('fix-in-sync'))
		: refuse(message('fix-by-person', {drifts: row!.differences}));
}
