import {isDeepStrictEqual} from 'node:util';
import {message} from '../i18n/translator.ts';
import type {Message} from '../i18n/message.ts';
import {type Action, type ActionInput, type RowAction, refuse, type Refusal} from './action.ts';
import {isAssertion, textOf, type Change, type ChangeResult, type ChangeSet} from './changes/change.ts';
import type {DifferenceCode} from './difference.ts';
import type {Fix, FixDraft, FixedField, FixUse} from './fix.ts';
import {planList, planRows, type Plan} from './plan-runner.ts';
import type {AnyResource} from './resource.ts';
import type {Comparison, Row} from './row.ts';

/** The name of the action that writes fixes, in the journal. */
export const fixActionName = 'fix';

/** Values for the messages of a fix. */
type FixValues = {
	readonly label: string;
	readonly shown: readonly FixedField[];
	/** Whether somebody who is watching may lose TV. */
	readonly online: boolean;
	/** Why some of the row's differences stay. */
	readonly left: readonly Message[];
};

/** The kinds of a row that are asked for. */
const ownKinds = ({differences}: Row, kinds: ReadonlySet<DifferenceCode>): ReadonlySet<DifferenceCode> =>
	new Set(differences.map(({code}) => code).filter(code => kinds.has(code)));

const isFor = (fix: Fix, kinds: ReadonlySet<DifferenceCode>, use: FixUse): boolean =>
	fix.use === use && fix.kinds.some(code => kinds.has(code));

/**
The fixes of a row's own kinds in one direction, in the order of their declaration; none for a row that a person has to resolve, or that is
not known.
*/
export const fixesOf = (
	resource: AnyResource,
	row: Row,
	use: FixUse,
	kinds: ReadonlySet<DifferenceCode> = new Set(row.differences.map(({code}) => code)),
): readonly Fix[] => {
	if (row.mark === '!' || row.mark === '?') return [];
	const own = ownKinds(row, kinds);
	return (resource.fixes ?? []).filter(fix => isFor(fix, own, use));
};

/**
Plans the fixes of rows: those that the resource's own actions are, and all others together, one change set for each row. `input`: for the
former.
*/
export function planFixes(
	resource: AnyResource,
	rows: readonly Row[],
	comparison: Comparison,
	kinds: ReadonlySet<DifferenceCode>,
	use: FixUse,
	input: ActionInput = {},
): readonly Plan[] {
	const own = createFixAction(resource, kinds, use);
	const groups = Map.groupBy(rows, row => actionFor(resource, row, kinds, use) ?? own);
	return [...groups].map(([action, group]) => {
		if (action.scope === 'list') return planList(action, resource.name, comparison);
		return planRows(action, group, comparison, action.argument?.form === 'flag' ? input : {});
	});
}

/** The action of the resource that fixes a row; `null` where none of its kinds is fixed by one. */
function actionFor(
	resource: AnyResource,
	row: Row,
	kinds: ReadonlySet<DifferenceCode>,
	use: FixUse,
): Action | null {
	const fixes = fixesOf(resource, row, use, kinds);
	const other = fixes.find(fix => 'action' in fix);
	if (!other || fixes.some(fix => 'changes' in fix)) return null;
	return resource.actions.find(({name}) => name === (other as {readonly action: string}).action) ?? null;
}

/** The fixes of these kinds in one direction, as an action on rows. */
export function createFixAction(
	resource: AnyResource,
	kinds: ReadonlySet<DifferenceCode>,
	use: FixUse,
): RowAction {
	const fixes = (resource.fixes ?? []).filter(fix => isFor(fix, kinds, use));
	const writing = fixes.filter(fix => 'changes' in fix);
	return {
		resource: resource.name,
		scope: 'rows',
		name: fixActionName,
		key: 'f',
		confirmation: writing.some(({interruptsTv}) => interruptsTv) ? 'typed-count' : 'always',
		bulk: null,
		warning: message('fix-what', {
			known: writing.map(({name}) => name),
			notes: uniqueOf(writing.flatMap(({note}) => note ?? [])),
		}),
		changes: (row, comparison) => draftOf(resource, row, comparison, kinds, use),
		...(writing.some(({name}) => name !== 'switch-off') && {isListedInFull: true}),
		...fixMessages,
	};
}

/** All fixes of a row as one draft. The reason of what cannot be fixed is a note; where nothing can be fixed, the row is refused. */
function draftOf(
	resource: AnyResource,
	row: Row,
	comparison: Comparison,
	kinds: ReadonlySet<DifferenceCode>,
	use: FixUse,
) {
	if (row.mark === '!') return conflictRefusal(resource, row);
	if (row.mark === '?') return refuse(message('not-known'));
	const codes = ownKinds(row, kinds);
	if (codes.size === 0) return refuse(message('fix-no-difference', {known: [...kinds]}));
	const fixes = fixesOf(resource, row, use, kinds);
	const drafts: FixDraft[] = [];
	let interruptsTv = false;
	const refused: Refusal[] = [...codes]
		.filter(code => !fixes.some(fix => fix.kinds.includes(code)))
		.map(code => noFix(resource, row, code, use));
	for (const fix of fixes) {
		if ('action' in fix) continue;
		const draft = fix.changes(row, comparison, codes);
		if ('refused' in draft) {
			refused.push(draft);
			continue;
		}

		drafts.push(draft);
		interruptsTv ||= fix.interruptsTv === true;
	}

	const [first] = drafts;
	if (!first) return refused[0] ?? noFix(resource, row, [...codes][0]!, use);
	const values: FixValues = {
		label: first.label,
		shown: uniqueOf(drafts.flatMap(({shown}) => shown)),
		online: interruptsTv && resource.isOnline?.(row) === true,
		left: refused.map(one => one.refused),
	};
	return {
		changes: mergeChanges(drafts.flatMap(({changes}) => changes)),
		questions: uniqueOf(drafts.flatMap(({questions = []}) => questions)),
		values,
	};
}

/** A row that a person has to resolve, and with whom it collides. */
export const conflictRefusal = (resource: AnyResource, row: Row): Refusal =>
	refuse(message('conflict', {drifts: row.differences}), resource.related?.(row) ?? undefined);

/** Why a kind has no fix in this direction: it is fixed on another list, or by a person. */
export function noFix(resource: AnyResource, row: Row, kind: DifferenceCode, use: FixUse): Refusal {
	const link = resource.fixedOn?.(row, kind);
	return link
		? refuse(message('fix-elsewhere', {kind, screen: link.resource}), link)
		: refuse(message('fix-none', {kind, use}));
}

/**
One change for each record: all fields of an account are one request. Checks of Stalker come first, then billing's changes; events last.
*/
function mergeChanges(changes: readonly Change[]): readonly Change[] {
	const merged: Change[] = [];
	for (const change of changes) {
		const index = merged.findIndex(
			one =>
				one.system === change.system &&
				one.record === change.record &&
				one.operation === 'update' &&
				change.operation === 'update' &&
				isDeepStrictEqual(one.key, change.key),
		);
		const one = merged[index];
		if (one)
			merged[index] = {
				...one,
				before: {...one.before, ...change.before},
				after: {...one.after, ...change.after},
				...(change.loses && {loses: [...(one.loses ?? []), ...change.loses]}),
			};
		else if (!merged.some(other => isDeepStrictEqual(other, change))) merged.push(change);
	}

	const order = (change: Change): number =>
		isAssertion(change) ? 0 : change.system === 'billing' ? 1 : change.operation === 'send' ? 3 : 2;
	return merged.toSorted((one, other) => order(one) - order(other));
}

const uniqueOf = <Item>(items: readonly Item[]): readonly Item[] =>
	items.filter((item, index) => items.findIndex(other => isDeepStrictEqual(other, item)) === index);

const valuesOf = ({values}: ChangeSet): FixValues => values as FixValues;

/** Notes that are shown once for each fix of the plan. */
const fixMessages = {
	summary(set: ChangeSet) {
		const {label, shown, online, left} = valuesOf(set);
		return message('plan-fix', {label, shown, online, left});
	},
	done(set: ChangeSet, results: readonly ChangeResult[]) {
		const {label, shown, left} = valuesOf(set);
		return message('fixed', {label, shown, left: [...left, ...failedEvents(set, results)]});
	},
	unchanged: (set: ChangeSet) => message('fixed-already', {label: valuesOf(set).label}),
	undoSummary: (set: ChangeSet) =>
		deletesAccount(set)
			? message('plan-undo-create', {label: valuesOf(set).label})
			: message('plan-undo-fix', {label: valuesOf(set).label, shown: inverseOf(valuesOf(set).shown)}),
	undone: (set: ChangeSet) =>
		deletesAccount(set)
			? message('undone-create', {label: valuesOf(set).label})
			: message('undone-fix', {label: valuesOf(set).label, shown: inverseOf(valuesOf(set).shown)}),
};

/** Whether an undo deletes an account that the fix created. */
const deletesAccount = ({changes}: ChangeSet): boolean =>
	changes.some(({system, operation}) => system === 'stalker' && operation === 'delete');

/** Boxes that were not sent the event to reload what was written. */
const failedEvents = ({changes}: ChangeSet, results: readonly ChangeResult[]): readonly Message[] =>
	changes.flatMap(({operation, key}, index) => {
		const {is, reason = message('not-tried')} = results[index]!;
		return operation !== 'send' || is === 'applied'
			? []
			: [message('box-event-failed', {mac: textOf(key['mac']), message: reason})];
	});

const inverseOf = (shown: readonly FixedField[]): readonly FixedField[] =>
	shown.map(({system, field, from, to}) => ({system, field, from: to, to: from}));
