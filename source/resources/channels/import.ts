import {channelChange, type ChannelChange, type ChannelOrder} from '../../billing/import-channels.ts';
import type {UsedChannel} from '../../billing/channels.ts';
import {isStorable} from '../../naming/storable.ts';
import type {ListAction, Outcome, Preview} from '../../sync/action.ts';
import type {Reading, Sheet} from '../../sync/row.ts';
import {readRecords} from '../../sync/reading.ts';
import {refuse, type Refusal, type Saying} from '../../sync/saying.ts';
import {say} from '../../words/words.ts';
import {readChannel, type Channel} from './channel.ts';
import type {KnownChannels} from './compare.ts';
import {nothing} from './nothing.ts';
import {undoImport} from './undo-import.ts';

type ChannelSheet = Sheet<Channel, UsedChannel, Reading<Channel>, KnownChannels>;
type Import = {readonly order: ChannelOrder; readonly change: ChannelChange};

/** What billing's column holds, in characters. */
const mostName = 80;

/** `i`: billing ends with exactly Stalker's channels. */
export const importChannels: ListAction<Channel, UsedChannel, Reading<Channel>, KnownChannels, Import> = {
	name: 'import',
	on: 'list',
	key: 'i',

	plan(sheet) {
		const {theirs, ours} = sheet;
		const refused = unimportable(sheet);
		if (refused) return refused;
		const order = {
			was: ours.channels,
			wanted: theirs.items.map(({id, name, number}) => ({id, name, num: number})),
		};
		return {order, change: channelChange(order)};
	},

	changes: ({change: {added, changed, gone}}) => added.length + changed.length + gone.length > 0,
	says({change: {added, changed, gone}}) {
		return added.length + changed.length + gone.length === 0
			? say('channels-the-same')
			: say('channels-import', {added: added.length, changed: changed.length, gone: gone.length});
	},
	asks({change: {gone}}) {
		const [choices, prices] = [sum(gone, 'choices'), sum(gone, 'prices')];
		return choices + prices > 0 ? [say('channels-lose', {choices, prices})] : [];
	},
	/** More than 30 % of at least 10 rows. */
	count: ({order: {was}, change: {gone}}) =>
		was.length >= 10 && gone.length > was.length * 0.3 ? gone.length : null,
	preview,
	undo: undoImport,

	async run([planned], _, {billing, stalker, claimPortal, operator, run}): Promise<readonly Outcome[]> {
		const {key, intent} = planned!;
		const {order, change} = intent;
		if (change.added.length + change.changed.length + change.gone.length === 0)
			return [{is: 'done', key, changed: false, said: say('channels-the-same')}];
		const fresh = await stalker.list('itv');
		const others = othersThan(order, fresh.results);
		if (others.length > 0) return [{is: 'refused', key, said: say('portal-channels-changed', {ids: others})}];
		const result = await billing.importChannels(await claimPortal(), order, {operator, run});
		if (result.is === 'clash')
			return [
				{
					is: 'refused',
					key,
					said:
						result.with === 'providers'
							? say('channels-of-several', {names: result.names})
							: say('channels-changed', {ids: result.ids}),
				},
			];
		const said = say('channels-imported', {
			added: change.added.length,
			changed: change.changed.length,
			gone: change.gone.length,
		});
		return [{is: 'done', key, changed: true, said, journal: result.journal}];
	},
};

/** Why nothing may be replaced on these two lists, with the way out. */
function unimportable({theirs, ours, short}: ChannelSheet): Refusal | null {
	if (theirs === nothing.theirs || ours === nothing.ours) return refuse(say('not-known'));
	if (short) return refuse(say('list-short', short));
	if (ours.providers.length > 1) return refuse(say('channels-of-several', {names: ours.providers}));
	if (theirs.bad.length > 0)
		return refuse(say('channels-unreadable', {n: theirs.bad.length, why: theirs.bad[0]!.why}));
	const doubles = [...Map.groupBy(theirs.items, ({id}) => id)].filter(([, {length}]) => length > 1);
	if (doubles.length > 0) return refuse(say('channels-doubled', {ids: doubles.map(([id]) => id)}));
	const long = theirs.items.find(({name}) => name.length > mostName);
	if (long) return refuse(say('channel-too-long', {id: long.id, most: mostName}));
	const broken = theirs.items.find(({name}) => !isStorable(name));
	return broken ? refuse(say('channel-unstorable', {id: broken.id})) : null;
}

/** Only what changes, worst first: what goes, what is called or numbered otherwise, what is new. */
function preview({change: {added, changed, gone}}: Import): Preview {
	// Billing's column `port` is Stalker's id: told only where an import corrects it.
	const isMoved = changed.some(({id, was}) => was.port !== id);
	const port = (cell: string | Saying) => (isMoved ? [cell] : []);
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
							choices + prices > 0 ? say('channel-lost', {name, choices, prices}) : name,
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

const turned = (from: string, to: string): string | Saying => (from === to ? to : say('turned', {from, to}));

const sum = (channels: readonly UsedChannel[], of: 'choices' | 'prices'): number =>
	channels.reduce((all, channel) => all + channel[of], 0);

/** Channels of the portal that are not what was agreed to, by id; its order says nothing. What cannot be read is named as the portal names it. */
function othersThan({wanted}: ChannelOrder, results: readonly unknown[]): ReadonlyArray<number | string> {
	const {items, bad} = readRecords(results, readChannel);
	const told = (name: string, num: number) => JSON.stringify([name, num]);
	const left = new Map(wanted.map(({id, name, num}) => [id, told(name, num)]));
	const others: Array<number | string> = bad.map(({key}) => key);
	for (const {id, name, number} of items) {
		// A second one of the same id finds nothing left.
		if (left.get(id) !== told(name, number)) others.push(id);
		left.delete(id);
	}

	return [...new Set([...others, ...left.keys()])];
}
