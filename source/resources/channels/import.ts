import {channelChange, type ChannelChange, type ChannelOrder} from '../../billing/import-channels.ts';
import type {BillingChannelUsage} from '../../billing/channels.ts';
import {isStorableText} from '../../normalize/storable-text.ts';
import type {ListAction, Outcome, Preview} from '../../sync/action.ts';
import type {PortalList, Comparison} from '../../sync/row.ts';
import {parseRecords} from '../../sync/parse-records.ts';
import {message} from '../../i18n/translator.ts';
import {parseChannel, type StalkerChannel} from './channel.ts';
import {empty, type BillingChannels} from './compare.ts';
import {undoImport} from './undo-import.ts';
import {refuse, type Refusal} from '../../sync/refusal.ts';
import type {Message} from '../../i18n/message.ts';
import type {ResourceContext} from '../context.ts';

type ChannelSheet = Comparison<
	StalkerChannel,
	BillingChannelUsage,
	PortalList<StalkerChannel>,
	BillingChannels
>;
type Import = {readonly order: ChannelOrder; readonly change: ChannelChange};

/** What billing's column holds, in characters. */
const mostName = 80;

/** `i`: billing ends with exactly Stalker's channels. */
export const importChannels: ListAction<
	StalkerChannel,
	BillingChannelUsage,
	PortalList<StalkerChannel>,
	BillingChannels,
	Import
> = {
	name: 'import',
	on: 'list',
	key: 'i',

	plan(sheet) {
		const {stalker, billing} = sheet;
		const refused = unimportable(sheet);
		if (refused) return refused;
		const order = {
			was: billing.channels,
			wanted: stalker.items.map(({id, name, number}) => ({id, name, num: number})),
		};
		return {order, change: channelChange(order)};
	},

	changes: ({change: {added, changed, gone}}) => added.length + changed.length + gone.length > 0,
	summary({change: {added, changed, gone}}) {
		return added.length + changed.length + gone.length === 0
			? message('channels-the-same')
			: message('channels-import', {added: added.length, changed: changed.length, gone: gone.length});
	},
	questions({change: {gone}}) {
		const [choices, prices] = [sum(gone, 'choices'), sum(gone, 'prices')];
		return choices + prices > 0 ? [message('channels-lose', {choices, prices})] : [];
	},
	/** More than 30 % of at least 10 rows. */
	count: ({order: {was}, change: {gone}}) =>
		was.length >= 10 && gone.length > was.length * 0.3 ? gone.length : null,
	preview,
	undo: undoImport,

	async run(
		[planned],
		_,
		{billing, stalker, ensurePortal, operator, runId}: ResourceContext,
	): Promise<readonly Outcome[]> {
		const {key, intent} = planned!;
		const {order, change} = intent;
		if (change.added.length + change.changed.length + change.gone.length === 0)
			return [{is: 'done', key, changed: false, said: message('channels-the-same')}];
		const fresh = await stalker.list('itv');
		const others = othersThan(order, fresh.results);
		if (others.length > 0)
			return [{is: 'refused', key, said: message('portal-channels-changed', {ids: others})}];
		const result = await billing.importChannels(await ensurePortal(), order, {operator, run: runId});
		if (result.is === 'clash')
			return [
				{
					is: 'refused',
					key,
					said:
						result.with === 'providers'
							? message('channels-of-several', {names: result.names})
							: message('channels-changed', {ids: result.ids}),
				},
			];
		const said = message('channels-imported', {
			added: change.added.length,
			changed: change.changed.length,
			gone: change.gone.length,
		});
		return [{is: 'done', key, changed: true, said, journal: result.journal}];
	},
};

/** Why nothing may be replaced on these two lists, with the way out. */
function unimportable({stalker, billing, short}: ChannelSheet): Refusal | null {
	if (stalker === empty.stalker || billing === empty.billing) return refuse(message('not-known'));
	if (short) return refuse(message('list-short', short));
	if (billing.providers.length > 1) return refuse(message('channels-of-several', {names: billing.providers}));
	if (stalker.invalid.length > 0)
		return refuse(message('channels-unreadable', {n: stalker.invalid.length, why: stalker.invalid[0]!.why}));
	const doubles = [...Map.groupBy(stalker.items, ({id}) => id)].filter(([, {length}]) => length > 1);
	if (doubles.length > 0) return refuse(message('channels-doubled', {ids: doubles.map(([id]) => id)}));
	const long = stalker.items.find(({name}) => name.length > mostName);
	if (long) return refuse(message('channel-too-long', {id: long.id, most: mostName}));
	const broken = stalker.items.find(({name}) => !isStorableText(name));
	return broken ? refuse(message('channel-unstorable', {id: broken.id})) : null;
}

/** Only what changes, worst first: what goes, what is called or numbered otherwise, what is new. */
function preview({change: {added, changed, gone}}: Import): Preview {
	// Billing's column `port` is Stalker's id: shown only where an import corrects it.
	const isMoved = changed.some(({id, was}) => was.port !== id);
	const port = (cell: string | Message) => (isMoved ? [cell] : []);
	return {
		columns: ['id', ...(isMoved ? ['port'] : []), 'number', 'name'],
		rows: [
			...gone.map(
				({id, num, name, choices, prices, port: its}) =>
					({
						mark: '-',
						cells: [
							String(id),
							...port(String(its)),
							String(num),
							choices + prices > 0 ? message('channel-lost', {name, choices, prices}) : name,
						],
					}) as const,
			),
			...changed.map(
				({id, num, name, was}) =>
					({
						mark: '~',
						cells: [
							String(id),
							...port(turned(String(was.port), String(id))),
							turned(String(was.num), String(num)),
							turned(was.name, name),
						],
					}) as const,
			),
			...added.map(
				({id, num, name}) =>
					({mark: '+', cells: [String(id), ...port(String(id)), String(num), name]}) as const,
			),
		],
	};
}

const turned = (from: string, to: string): string | Message =>
	from === to ? to : message('turned', {from, to});

const sum = (channels: readonly BillingChannelUsage[], of: 'choices' | 'prices'): number =>
	channels.reduce((all, channel) => all + channel[of], 0);

/** Channels of the portal that are not what was agreed to, by id; its order says nothing. What cannot be read is named as the portal names it. */
function othersThan({wanted}: ChannelOrder, results: readonly unknown[]): ReadonlyArray<number | string> {
	const {items, invalid} = parseRecords(results, parseChannel);
	const serialize = (name: string, num: number) => JSON.stringify([name, num]);
	const left = new Map(wanted.map(({id, name, num}) => [id, serialize(name, num)]));
	const others: Array<number | string> = invalid.map(({key}) => key);
	for (const {id, name, number} of items) {
		// A second one of the same id finds nothing left.
		if (left.get(id) !== serialize(name, number)) others.push(id);
		left.delete(id);
	}

	return [...new Set([...others, ...left.keys()])];
}
