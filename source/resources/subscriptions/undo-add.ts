import * as v from 'valibot';
import type {RecordedChange} from '../../billing/undoing.ts';
import type {UndoOperation} from '../../sync/action.ts';
import {message} from '../../i18n/translator.ts';
import {undoConflictMessage} from '../undo-conflict.ts';
import {refuse} from '../../sync/refusal.ts';
import type {ResourceContext} from '../context.ts';

/** As `add` writes it. */
const recorded = v.object({
	intent: v.object({login: v.string()}),
	after: v.object({
		tvId: v.number(),
		uid: v.number(),
		tp_id: v.number(),
		add: v.array(v.number()),
		remove: v.array(v.number()),
		changed: v.optional(v.nullable(v.string()), null),
	}),
	service_id: v.number(),
});

type Back = {readonly login: string; readonly change: RecordedChange; readonly serviceId: number};

/** Removes exactly the choices that were recorded, and puts back those that were removed, while neither has changed. */
export const undoAdd: UndoOperation<Back> = {
	async plan(entry, {billing}: ResourceContext) {
		if (entry.after === null) return refuse(message('undo-open'));
		const parsed = v.safeParse(recorded, entry);
		if (!parsed.success) return refuse(message('not-undoable', {action: entry.action}));
		const {
			intent: {login},
			after: change,
			service_id: serviceId,
		} = parsed.output;
		const obstacle = await billing.undo.choice.obstacle(serviceId, change);
		return obstacle ? refuse(undoConflictMessage(obstacle)) : {login, change, serviceId};
	},

	summary: ({login, change: {tvId, add, remove}}) =>
		message('plan-undo-choices', {login, tvId, added: add.length, removed: remove.length}),
	questions: () => [],

	async run({login, change, serviceId}, entry, {billing, operator, runId}: ResourceContext) {
		const key = entry.subject;
		const order = {of: entry, intent: change, before: null, writeBack: false};
		const result = await billing.undo.choice.run(serviceId, change, order, {operator, run: runId});
		if (result.is === 'clash') return {is: 'refused', key, said: undoConflictMessage(result)};
		return {
			is: 'done',
			key,
			changed: true,
			said: message('undone-choices', {login, tvId: change.tvId}),
			journal: result.journal,
		};
	},
};
