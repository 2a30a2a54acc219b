import * as v from 'valibot';
import type {ImportedChannels} from '../../billing/undoing.ts';
import type {UndoOperation} from '../../sync/action.ts';
import {message} from '../../i18n/translator.ts';
import {undoConflictMessage} from '../undo-conflict.ts';
import {refuse} from '../../sync/refusal.ts';
import type {ResourceContext} from '../context.ts';

const named = v.object({id: v.number(), name: v.string(), num: v.number()});

const channel = v.object({
	...named.entries,
	port: v.number(),
	comments: v.string(),
	filter_id: v.string(),
	disable: v.number(),
	stream: v.string(),
	state: v.number(),
	genre_id: v.number(),
});

const lost = v.object({
	choices: v.array(
		v.object({
			id: v.number(),
			channel_id: v.number(),
			tp_id: v.number(),
			uid: v.number(),
			changed: v.string(),
		}),
	),
	prices: v.array(
		v.object({
			channel_id: v.number(),
			interval_id: v.number(),
			month_price: v.string(),
			day_price: v.string(),
			mandatory: v.number(),
		}),
	),
});

/** As `import` writes it. */
const imported = v.object({
	intent: v.object({changed: v.array(named), gone: v.array(v.number())}),
	before: v.object({channels: v.array(channel)}),
	after: v.object({lost, added: v.array(channel)}),
	service_id: v.number(),
});

type Back = {readonly imported: ImportedChannels; readonly serviceId: number};

/** Puts the previous list back, with the choices and prices that went, while nobody has changed the list since. */
export const undoImport: UndoOperation<Back> = {
	async plan(entry, {billing}: ResourceContext) {
		if (entry.after === null) return refuse(message('undo-open'));
		const parsed = v.safeParse(imported, entry);
		if (!parsed.success) return refuse(message('not-undoable', {action: entry.action}));
		const {intent, before, after, service_id: serviceId} = parsed.output;
		const back = {...intent, before: before.channels, added: after.added, lost: after.lost};
		const obstacle = await billing.undo.channelImport.obstacle(serviceId, back);
		return obstacle ? refuse(undoConflictMessage(obstacle)) : {imported: back, serviceId};
	},

	summary: ({
		imported: {
			added,
			changed,
			gone,
			lost: {choices, prices},
		},
	}) =>
		message('channels-undo', {
			added: added.length,
			changed: changed.length,
			gone: gone.length,
			uses: choices.length + prices.length,
		}),
	questions: () => [],

	async run({imported: back, serviceId}, entry, {billing, operator, runId}: ResourceContext) {
		const key = entry.subject;
		const order = {of: entry, intent: {channels: back.before.length}, before: null, writeBack: false};
		const result = await billing.undo.channelImport.run(serviceId, back, order, {operator, run: runId});
		if (result.is === 'clash') return {is: 'refused', key, said: undoConflictMessage(result)};
		return {
			is: 'done',
			key,
			changed: true,
			said: message('channels-undone', {n: back.before.length}),
			journal: result.journal,
		};
	},
};
