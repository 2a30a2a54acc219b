import {expect, test} from 'vitest';
import type {Difference} from '../../source/sync/difference.ts';
import {StalkerTimeout} from '../../source/stalker/errors.ts';
import {message, englishTranslator} from '../../source/i18n/translator.ts';
import {errorMessage} from '../../source/i18n/message.ts';

const {t, formatDifference} = englishTranslator;
const createDifference = (
	code: Difference['code'],
	field: string,
	theirs: string | null,
	ours: string | null,
): Difference => ({
	code,
	field,
	theirs,
	ours,
});

test.each([
	[
		createDifference('C1', 'tariff_plan', '101', '103'),
		'tariff plan differs (tariff_plan: Stalker 101, billing 103)',
	],
	[
		createDifference('C1', 'tariff_plan', '101', null),
		'tariff plan differs (tariff_plan: Stalker 101, billing —)',
	],
	[
		createDifference('A5', 'account_number', '', '7'),
		'account number is not the TV id (account_number: Stalker —, billing 7)',
	],
	[createDifference('C2', 'tariff_plan', 'gold', null), 'tariff plan not in billing (tariff_plan: gold)'],
	[createDifference('B1', 'status', 'on', 'off'), 'on in Stalker, off in billing'],
	[
		createDifference('B3', 'status', 'on', 'expired'),
		'on, but expired in billing (status: Stalker on, billing expired)',
	],
	[
		createDifference('E1', 'full_name', 'Іваненко Олег Петрович', 'Іваненко-Петренко Олег'),
		'name or phone differs (full_name: Іваненко Олег Петрович | Іваненко-Петренко Олег)',
	],
])('a difference names both systems, and puts long values side by side: $1', (it, words) => {
	expect(formatDifference(it)).toBe(words);
});

test('a refused addition lists the differences and what + can change', () => {
	expect(t(message('differs', {drifts: [createDifference('C1', 'tariff_plan', '101', '103')]}))).toBe(
		'It is in billing, but differs: tariff plan differs (tariff_plan: Stalker 101, billing 103). + only adds a missing account number; f (accounts fix) fixes the rest.',
	);
});

test('a refusal has a command only where one is given', () => {
	expect(t(message('tariff-unknown', {tariff: '105'}))).toBe(
		'Billing has no tariff plan “105”. Import it first.',
	);
	expect(t(message('list-short', {got: 1, baseline: 9}))).toBe(
		'The portal listed only 1 row, where 9 were expected. Nothing is written on such an answer.',
	);
	expect(t(message('list-short', {got: 2, baseline: 9, command: 'that'}))).toContain('If it is right: that');
});

test('a tariff plan has its fees, where it has any', () => {
	const fees = {month: '120.00', day: '0.00', once: '5.50'};
	const it = {login: 'ivan', plan: 'Базовий', fees, number: null};
	expect(t(message('plan-add-new', it))).toContain('on “Базовий” (120.00 a month, 5.50 once).');
	expect(t(message('plan-add-new', {...it, fees: null}))).toContain('on “Базовий”.');
	expect(t(message('plan-add-known', {...it, plan: null, customer: 'ivan'}))).toContain(
		'without a tariff plan to',
	);
});

test('the message of an error is translated within a sentence; the error’s own text is English', () => {
	const asked = {
		portal: 'http://tv.example',
		method: 'DELETE',
		path: 'accounts/1',
		url: 'http://tv.example/api/v1/accounts/1',
	} as const;
	const error = new StalkerTimeout(asked, 30);
	const reported = t(message('not-deleted', {login: 'ivan', message: errorMessage(error)}));
	expect(reported).toBe(`“ivan” is still in Stalker: ${error.message}`);
	expect(error.message).toBe(
		'http://tv.example did not answer DELETE accounts/1 within 30 s. Whether it was carried out is not known.',
	);
	expect(t(errorMessage(new Error('Boom.')))).toBe('Boom.');
});
