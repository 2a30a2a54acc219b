import {Admin, AdminAction} from './admins.ts';
import {Channel, ChannelPrice, ChosenChannel, PriceInterval} from './channels.ts';
import {Bill, User, UserInfo} from './customers.ts';
import {
	StalkerAllotment,
	StalkerCount,
	StalkerJournal,
	StalkerJournalRow,
	StalkerLock,
} from './stalker-tables.ts';
import {Provider, TariffPlan, TvService} from './television.ts';

/** Every table of billing. Names and columns are those of ABillS; only `stalker_*` are this program's. */
export const entities = [
	User,
	UserInfo,
	Bill,
	Provider,
	TariffPlan,
	TvService,
	Channel,
	PriceInterval,
	ChannelPrice,
	ChosenChannel,
	Admin,
	AdminAction,
	StalkerJournal,
	StalkerJournalRow,
	StalkerAllotment,
	StalkerLock,
	StalkerCount,
];
