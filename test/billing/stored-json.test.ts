import fc from 'fast-check';
import {expect, test} from 'vitest';
import {scaledRuns} from '../support/thoroughness.ts';
import {fromStoredResults, toStoredResults, type StoredResult} from '../../source/billing/stored-json.ts';
import type {Change, ChangeResult, Fields} from '../../source/sync/changes/change.ts';

const created = (record: Change['record'], after: Fields): Change => ({
	...{system: 'billing', record, operation: 'create', key: {}, before: null},
	after,
});

/** As the database keeps it. */
const storedText = (changes: readonly Change[], results: ReadonlyArray<ChangeResult | null>): string =>
	JSON.stringify(toStoredResults({changes}, results));

const readBack = (changes: readonly Change[], text: string) =>
	fromStoredResults({changes}, JSON.parse(text) as ReadonlyArray<StoredResult | null>);

const wholeCustomer = {
	...{domain_id: 0, gid: 0, company_id: 0, disable: 0, credit: '0.00', credit_date: null, reduction: '0.00'},
	...{reduction_date: null, activate: null, expire: null, deleted: 0, 'users_pi.email': ''},
	...{'users_pi.address_street': '', 'users_pi.address_build': '', 'users_pi.address_flat': ''},
	...{
		'users_pi.contract_id': '',
		'users_pi.comments': '',
		'bills.company_id': 0,
		'bills.deposit': '0.000000',
	},
};

test('a new record is stored without what is known, and is whole when it is read', () => {
	const changes = [created('customer', {id: 'ivan'}), created('service', {id: {allot: null}, cid: ''})];
	const service = {
		...{id: 7, uid: 5, service_id: 1, tp_id: 0, disable: 0, cid: '', activate: null, expire: null},
		...{subscribe_id: '', filter_id: '', email: '', vod: 0},
	};
	const results: ChangeResult[] = [
		{is: 'applied', current: {...wholeCustomer, uid: 5, id: 'ivan', gid: 3}},
		{is: 'applied', current: service},
	];
	const text = storedText(changes, results);
	expect(JSON.parse(text)).toEqual([
		{is: 'applied', current: null, created: {uid: 5, gid: 3}, common: 'customer-1'},
		{is: 'applied', current: null, created: {id: 7, uid: 5, service_id: 1}, common: 'service-1'},
	]);
	expect(readBack(changes, text)).toEqual(results);
});

test('of a record that was there before, only what has changed is stored a second time', () => {
	const previous = {...wholeCustomer, uid: 5, id: 'ivan', 'users_pi.fio': 'Ivan', 'person.name': 'Ivan'};
	const update: Change = {
		...{system: 'billing', record: 'customer', operation: 'update', key: {uid: 5}},
		...{before: {'person.name': 'Ivan'}, after: {'users_pi.fio': 'Petro'}},
	};
	const results: ChangeResult[] = [
		{is: 'applied', current: {...previous, 'users_pi.fio': 'Petro', 'person.name': 'Petro'}, previous},
	];
	const text = storedText([update], results);
	const changed = {'users_pi.fio': 'Petro', 'person.name': 'Petro'};
	expect(JSON.parse(text)).toEqual([{is: 'applied', current: null, previous, changed}]);
	expect(readBack([update], text)).toEqual(results);
});

test('a record that has lost a field is stored whole', () => {
	const update: Change = {...created('customer', {}), operation: 'update'};
	const results: ChangeResult[] = [{is: 'applied', current: {uid: 5}, previous: {uid: 5, gid: 0}}];
	expect(JSON.parse(storedText([update], results))).toEqual(results);
});

test('the common fields of a released name never change', () => {
	const changes = (['customer', 'service', 'channel'] as const).map(record => created(record, {}));
	const stored = changes.map(({record}) => ({
		...{is: 'applied', current: null, created: {}},
		common: `${record}-1`,
	}));
	expect(readBack(changes, JSON.stringify(stored)).map(result => result!.current)).toEqual([
		wholeCustomer,
		{
			...{tp_id: 0, disable: 0, activate: null, expire: null, subscribe_id: '', filter_id: '', email: ''},
			vod: 0,
		},
		{comments: '', filter_id: '', disable: 0, stream: '', state: 0, genre_id: 0},
	]);
});

test('without a common field, or with a name of another version, there is no part of a record', () => {
	const changes = [created('channel', {name: 'One'})];
	const {genre_id: _, ...old} = {comments: '', filter_id: '', disable: 0, stream: '', state: 0, genre_id: 0};
	const results: ChangeResult[] = [{is: 'applied', current: {...old, id: 1, name: 'One'}}];
	expect(JSON.parse(storedText(changes, results))).toEqual(results);
	const newer = JSON.stringify([{is: 'applied', current: null, created: {id: 1}, common: 'channel-2'}]);
	expect(readBack(changes, newer)).toEqual([{is: 'applied', current: null}]);
});

test('any result is read as it was stored', () => {
	const value = fc.constantFrom<Fields[string]>(
		0,
		1,
		'',
		'0.00',
		'0.000000',
		null,
		'x',
		[],
		{ref: 'a.b'},
		{allot: null},
	);
	const name = fc.constantFrom(...Object.keys(wholeCustomer), 'uid', 'id', 'choices');
	const fields = fc.dictionary(name, value, {noNullPrototype: true});
	const whole = fields.map(some => ({...wholeCustomer, ...some}));
	const result = fc.record<ChangeResult>(
		{
			is: fc.constantFrom('applied', 'unchanged', 'skipped'),
			current: fc.oneof(whole, fields, fc.constant(null)),
			previous: fields,
		},
		{requiredKeys: ['is', 'current']},
	);
	fc.assert(
		fc.property(fc.array(fc.tuple(fields, fc.option(result))), pairs => {
			const changes = pairs.map(([after]) => created('customer', after));
			const results = pairs.map(([, one]) => one);
			expect(readBack(changes, storedText(changes, results))).toEqual(results);
		}),
		{numRuns: scaledRuns(100)},
	);
});
