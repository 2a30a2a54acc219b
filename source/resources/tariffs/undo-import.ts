import * as v from 'valibot';
import type {ImportedPlan} from '../../billing/undoing.ts';
import type {UndoOperation} from '../../sync/action.ts';
import {message} from '../../i18n/translator.ts';
import {undoConflictMessage} from '../undo-conflict.ts';
import {refuse} from '../../sync/refusal.ts';
import type {ResourceContext} from '../context.ts';

/** As `import` writes it. */
const imported = v.object({
	intent: v.object({name: v.string()}),
	after: v.object({tp_id: v.number(), id: v.number(), filter_id: v.string()}),
	service_id: v.number(),
});

type Back = {readonly plan: ImportedPlan; readonly serviceId: number};

/** Removes the plan that the import made, while nobody has it and it has no fees. */
export const undoImport: UndoOperation<Back> = {
	async plan(entry, {billing}: ResourceContext) {
		if (entry.after === null) return refuse(message('undo-open'));
		if (v.is(v.object({there: v.literal(true)}), entry.after)) return refuse(message('undo-nothing'));
		const parsed = v.safeParse(imported, entry);
		if (!parsed.success) return refuse(message('not-undoable', {action: entry.action}));
		const {intent, after, service_id: serviceId} = parsed.output;
		const plan = {...after, name: intent.name};
		const obstacle = await billing.undo.planImport.obstacle(serviceId, plan);
		return obstacle ? refuse(undoConflictMessage(obstacle)) : {plan, serviceId};
	},

	summary: ({plan: {name, id}}) => message('plan-undo-import', {name, id}),
	questions: () => [],

	async run({plan, serviceId}, entry, {billing, operator, runId}: ResourceContext) {
		const key = entry.subject;
		const order = {of: entry, intent: plan, before: null, writeBack: false};
		const result = await billing.undo.planImport.run(serviceId, plan, order, {operator, run: runId});
		if (result.is === 'clash') return {is: 'refused', key, said: undoConflictMessage(result)};
		const {name, id} = plan;
		return {
			is: 'done',
			key,
			changed: true,
			said: message('undone-import', {name, id}),
			journal: result.journal,
		};
	},
};
