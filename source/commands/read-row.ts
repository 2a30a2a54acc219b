import type {AnyResource} from '../sync/resource.ts';
import type {Comparison} from '../sync/row.ts';
import type {Invocation} from './command.ts';
import {readComparison} from './list-command.ts';

/** Reads what is needed for the row with this ID: that row alone where its resource can, else the whole list. */
export async function readRow(id: string, tab: AnyResource, invocation: Invocation): Promise<Comparison> {
	const row = await tab.readRow?.(id, await invocation.context(), invocation.signal);
	return row && tab.find(id, row.rows).length === 1 ? row : readComparison(tab, invocation);
}
