import type {Message} from '../../i18n/message.ts';
import {message} from '../../i18n/translator.ts';
import type {Change} from '../../sync/changes/change.ts';
import type {RecordContext} from './record.ts';

const report = 'iptv_monthly_active_users_report';

/** The columns that an update of a record writes, by its field. */
const columnsOf: Readonly<Record<string, (field: string) => readonly string[]>> = {
	service: field =>
		field === 'disable' || field === 'tp_id'
			? [`iptv_main.${field}`, `${report}.expire`]
			: [`iptv_main.${field}`],
	customer: field => [field],
	tariff: field => [`tarif_plans.${field}`],
};

/** Why the database's user may not write an update; `null`: he may. */
export function rightConflict(
	{record, operation, after}: Change,
	{shape}: Pick<RecordContext, 'shape'>,
): Message | null {
	if (operation !== 'update' || after === null) return null;
	const denied = Object.keys(after)
		.flatMap(field => columnsOf[record]?.(field) ?? [])
		.find(place => {
			const [table = '', column = ''] = place.split('.');
			return !shape.mayUpdate(table, column);
		});
	if (denied === undefined) return null;
	const [table = '', column = ''] = denied.split('.');
	return message('abills-no-right', {right: `update (${column}) on ${table}`});
}
