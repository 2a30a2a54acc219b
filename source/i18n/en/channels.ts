import {count} from './plural.ts';

/** Numbers of channels that an import adds, changes and deletes. */
export type ImportCounts = {readonly added: number; readonly changed: number; readonly gone: number};

const lossesText = (choices: number, prices: number): string =>
	[...(choices > 0 ? [count(choices, 'choice')] : []), ...(prices > 0 ? [count(prices, 'price')] : [])].join(
		', ',
	);

const firstIds = (ids: ReadonlyArray<number | string>): string =>
	`${ids.slice(0, 10).join(', ')}${ids.length > 10 ? ' …' : ''}`;

const changeText = ({added, changed, gone}: ImportCounts): string =>
	`${added} new, ${changed} renamed or renumbered, ${gone} gone`;

/** English: the screen of channels and the messages of its action. */
export const channels = {
	screen: {
		title: 'Channels',
		short: 'Chan',
		ids: 'a channel id',
		actions: {import: {label: 'import', description: "replace billing's channel list with Stalker's"}},
	},
	messages: {
		'channels-import': (how: ImportCounts) =>
			`Replace billing's channel list with Stalker's: ${changeText(how)}.`,
		'channels-the-same': () => "Billing's channel list equals Stalker's already.",
		'channels-imported': (how: ImportCounts) =>
			`Billing's channel list equals Stalker's now: ${changeText(how)}.`,
		'channels-lose': ({choices, prices}: {choices: number; prices: number}) =>
			`With the channels that go, billing loses ${lossesText(choices, prices)}. Undo puts them back.`,
		'channel-lost': ({name, choices, prices}: {name: string; choices: number; prices: number}) =>
			`${name} (loses ${lossesText(choices, prices)})`,
		turned: ({from, to}: {from: string; to: string}) => `${from} → ${to}`,
		'channels-of-several': ({names}: {names: readonly string[]}) =>
			`Billing's channels do not say whose they are, and several TV providers are active: ${names.join(', ')}. Nothing is replaced, unless channels = true in the configuration says that they are this portal's.`,
		'channels-of-another': () =>
			"Billing's channels are those of another portal (channels = true in the configuration), so this portal's channels are not compared.",
		'channels-unreadable': ({n, reason}: {n: number; reason: string}) =>
			`${count(n, 'channel')} of the portal cannot be read (${reason}). Nothing is replaced on such a list; correct it in the portal's panel.`,
		'channels-doubled': ({ids}: {ids: readonly number[]}) =>
			`The portal sends several channels with one id: ${ids.join(', ')}. Nothing is replaced on such a list.`,
		'channel-too-long': ({id, most}: {id: number; most: number}) =>
			`The name of channel ${id} is longer than the ${most} characters that billing holds. Shorten it in the portal.`,
		'channel-id-large': ({id, most}: {id: number; most: number}) =>
			`The id of channel ${id} is larger than the ${most} that billing holds; the channel is left out.`,
		'channel-unstorable': ({id}: {id: number}) =>
			`The name of channel ${id} has characters that billing cannot hold. Correct it in the portal's panel.`,
		'channels-changed': ({ids}: {ids: readonly number[]}) =>
			`Billing's channels ${firstIds(ids)} changed meanwhile. Nothing is written; review the difference again.`,
		'portal-channels-changed': ({ids}: {ids: ReadonlyArray<number | string>}) =>
			`The portal's channels ${firstIds(ids)} changed meanwhile. Nothing is written; review the difference again.`,
		'channels-undo': ({added, changed, gone, uses: lost}: ImportCounts & {uses: number}) =>
			`Put billing's previous list of channels back: ${added} removed, ${changed} named and numbered as before, ${gone} back${lost > 0 ? `, with ${count(lost, 'choice or price', 'choices and prices')}` : ''}.`,
		'channels-undone': ({n}: {n: number}) => `Billing has its previous ${count(n, 'channel')} back.`,
	},
};
