import type {Dialect} from './dialects/dialect.ts';
import type {Query} from './query.ts';

/** The further boxes of a provider's services on an ABillS (`iptv_users_screens`): TV id, customer and the MACs as they are written. Without those that have no MAC. */
export const readFurtherBoxes = async (
	{query, dialect: {toInteger}}: {readonly query: Query; readonly dialect: Dialect},
	providerId: number,
): Promise<ReadonlyArray<{readonly id: number; readonly uid: number; readonly cid: string}>> =>
	query(
		`select ${toInteger('s.service_id')} as id, ${toInteger('m.uid')} as uid, s.cid
		from iptv_users_screens s join iptv_main m on m.id = s.service_id where m.service_id = ? and s.cid <> ''`,
		[providerId],
	);
