import type {Database} from './database.ts';

/** How many rows of a list were out of sync in an hour, `YYYY-MM-DDTHH` in UTC. */
type HourCount = {readonly list: string; readonly hour: string; readonly unsynced: number};

/** The counts of `check`, which all operators share. `provider`: the portal's row of `iptv_services`. */
export type CountStore = {
	/** Adds the counts of one check; they replace counts of the same lists and hour. Deletes counts older than 60 days. */
	add(provider: number, counts: ReadonlyArray<Pick<HourCount, 'list' | 'unsynced'>>, at: Date): Promise<void>;
	/** The counts of the last 60 days, by list, oldest first. */
	read(provider: number): Promise<readonly HourCount[]>;
};

/** Counts older than this are deleted. */
const maxAgeMs = 60 * 24 * 3_600_000;

const hourOf = (at: Date): string => at.toISOString().slice(0, 'YYYY-MM-DDTHH'.length);

/** Creates the store of counts in `stalker_counts`. If two checks write at the same moment, the database refuses one of them. */
export const createCountStore = ({query}: Pick<Database, 'query'>): CountStore => ({
	async add(provider, counts, at) {
		if (counts.length === 0) return;
		const hour = hourOf(at);
		const lists = counts.map(({list}) => list);
		await query(
			`delete from stalker_counts where service_id = ? and (hour < ? or (hour = ? and list in ?))`,
			[provider, hourOf(new Date(at.getTime() - maxAgeMs)), hour, lists],
		);
		const rows = counts.map(({list, unsynced}) => [provider, list, hour, unsynced]);
		await query(
			`insert into stalker_counts (service_id, list, hour, unsynced) values ${rows.map(() => '?').join(', ')}`,
			rows,
		);
	},
	read: async provider =>
		query<HourCount>(
			'select list, hour, unsynced from stalker_counts where service_id = ? order by list, hour',
			[provider],
		),
});
