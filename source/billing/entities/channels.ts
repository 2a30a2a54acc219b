import {defineEntity, p} from '@mikro-orm/core';
import {textLengths} from './text-lengths.ts';

/**
`iptv_channels`: `id` and `port` are Stalker's id, `num` its number. Unlike ABillS, equal names and numbers are legal, as they are in
Stalker.
*/
export const Channel = defineEntity({
	name: 'Channel',
	tableName: 'iptv_channels',
	properties: {
		id: p.integer().primary().generated('by default as identity'),
		name: p.string().length(textLengths.iptv_channels.name).default(''),
		num: p.integer().default(0),
		port: p.integer().default(0),
		comments: p.text().default(''),
		filter_id: p.string().length(textLengths.iptv_channels.filter_id).default(''),
		disable: p.smallint().default(0),
		stream: p.string().length(textLengths.iptv_channels.stream).default(''),
		state: p.smallint().default(0),
		genre_id: p.smallint().default(0),
	},
});

/** `intervals`: the times of the week in which a plan has its own prices. */
export const PriceInterval = defineEntity({
	name: 'PriceInterval',
	tableName: 'intervals',
	properties: {
		id: p.integer().primary().generated('by default as identity'),
		tp_id: p.integer(),
		begin: p.time(),
		end: p.time(),
		tarif: p.string().length(textLengths.intervals.tarif).default(''),
		day: p.smallint().default(0),
	},
	uniques: [{name: 'intervals_tp_id_begin_day_unique', properties: ['tp_id', 'begin', 'day']}],
});

/** `iptv_ti_channels`: what a channel costs within an interval. */
export const ChannelPrice = defineEntity({
	name: 'ChannelPrice',
	tableName: 'iptv_ti_channels',
	properties: {
		channel_id: p.integer().primary().autoincrement(false),
		interval_id: p.integer().primary().autoincrement(false),
		month_price: p.decimal().precision(15).scale(2).default(0),
		day_price: p.decimal().precision(15).scale(2).default(0),
		mandatory: p.smallint().default(0),
	},
});

/** `iptv_users_channels`: the channels that a customer chose. `id` is the TV id. */
export const ChosenChannel = defineEntity({
	name: 'ChosenChannel',
	tableName: 'iptv_users_channels',
	properties: {
		id: p.integer().primary().autoincrement(false),
		channel_id: p.integer().primary().autoincrement(false).index('iptv_users_channels_channel_id_index'),
		tp_id: p.integer().primary().autoincrement(false),
		uid: p.integer().default(0),
		changed: p.datetime().columnType('timestamptz').defaultRaw('now()'),
	},
});
