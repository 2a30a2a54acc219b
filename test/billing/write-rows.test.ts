import {expect, test} from 'vitest';
import {Bill} from '../../source/billing/entities/customers.ts';
import {createShape} from '../../source/billing/shape.ts';
import {insertNumbered} from '../../source/billing/write-rows.ts';
import {onEachBilling} from './engines.ts';

onEachBilling(fixture => {
	test('the numbers of inserted rows are theirs, whatever is inserted at the same time', async () => {
		const {database, query} = fixture();
		const numbers = await database.transaction(async inside => {
			const context = {query: inside, dialect: database.dialect, shape: createShape(null)};
			const before = inside('select 1');
			const [own] = await Promise.all([
				insertNumbered(context, Bill, 'id', [{uid: 1}, {uid: 2}]),
				// Is given while the INSERT runs.
				before.then(async () => insertNumbered(context, Bill, 'id', [{uid: 3}])),
			]);
			return own;
		});
		const rows = await query<{id: number}>('select id from bills where uid in (1, 2) order by uid');
		expect(numbers).toEqual(rows.map(({id}) => id));
	});
});
