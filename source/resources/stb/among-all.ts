import type {AmongAll} from '../../sync/resource.ts';
import {identifiedAccounts, readWhole} from '../accounts/read/among-all.ts';
import {identifiersOfBox} from '../../stalker/accounts-by-identifier.ts';
import {replaceIn} from '../accounts/patch.ts';
import type {ResourceContext} from '../context.ts';
import {compareBoxes, type BoxComparison} from './compare.ts';
import {isOutOfMemory, parseBoxes, withAccountFields, type BoxList} from './read-boxes.ts';

/** All boxes, and the account of one: `GET stb` has the identifiers of all accounts, so that the list of accounts need not be read. */
export const boxAmongAll: AmongAll<BoxComparison> = {
	async list({stalker}: Pick<ResourceContext, 'stalker'>, signal) {
		try {
			const {results, warning} = await stalker.list('stb', {signal});
			const boxes = parseBoxes(results, null);
			if (boxes.invalid.length > 0) return null;
			return {
				...boxes,
				...{warnings: warning === undefined ? [] : [warning], isReadByMac: false},
				accounts: identifiedAccounts(results.map(identifiersOfBox)),
			};
		} catch (error) {
			if (isOutOfMemory(error)) return null;
			throw error;
		}
	},
	async complete(
		{stalker: box},
		{stalker: list, billing, short},
		{stalker}: Pick<ResourceContext, 'stalker'>,
		signal,
	) {
		const {mac, login, ls} = box!;
		const account = list.accounts!.items.find(
			one => one.stb_mac === mac && one.login === login && one.account_number === ls,
		);
		const current = account && (await readWhole(account, stalker, signal));
		if (!current) return null;
		const now: BoxList = {
			...list,
			items: list.items.map(one => (one === box ? withAccountFields(one, current) : one)),
			accounts: replaceIn(list.accounts!, {replaced: new Map([[account, current]]), added: []}),
		};
		return {stalker: now, billing, short, rows: compareBoxes(now, billing, short !== null)};
	},
};
