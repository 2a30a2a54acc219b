import {expect, test} from 'vitest';
import {en} from '../../source/words/en/index.ts';
import {ru} from '../../source/words/ru/index.ts';

/** A value for any parameter of any sentence: a number where one counts, else a text, a list or a record of such. */
const sampleOf = (n: number): unknown =>
	new Proxy(() => n, {
		get(target, name) {
			if (name === Symbol.toPrimitive || name === 'toString' || name === 'valueOf') return () => n;
			if (name === Symbol.iterator) return [][Symbol.iterator];
			if (name === 'map' || name === 'slice') return () => [];
			if (name === 'join') return () => 'login';
			if (name === 'endsWith' || name === 'startsWith') return () => false;
			return name in target && name !== 'name' && name !== 'length' ? undefined : sampleOf(n);
		},
	});

/** What has no words of its own, and what chooses among sentences by a value. */
const wordless = new Set(['failed', 'warned', 'turned', 'choices-changed']);
const tellAll = (sayings: object, n: number): Record<string, string> =>
	Object.fromEntries(
		Object.entries(sayings).map(([code, say]) => {
			try {
				return [code, (say as (values: unknown) => string)(sampleOf(n))];
			} catch (error) {
				return [code, `THROWN ${String(error)}`];
			}
		}),
	);

test('each sentence is there, and in Russian', () => {
	expect(Object.keys(ru.sayings).toSorted()).toEqual(Object.keys(en.sayings).toSorted());
	const told = Object.entries(tellAll(ru.sayings, 5)).filter(([code]) => !wordless.has(code));
	expect(told.filter(([, text]) => !/[а-яё]/i.test(text) || /THROWN|undefined|[“”]/.test(text))).toEqual([]);
});

test.each([
	[1, 'Отмечено: 1 строка.', '1 канал'],
	[2, 'Отмечено: 2 строки.', '2 канала'],
	[5, 'Отмечено: 5 строк.', '5 каналов'],
	[11, 'Отмечено: 11 строк.', '11 каналов'],
	[21, 'Отмечено: 21 строка.', '21 канал'],
	[112, 'Отмечено: 112 строк.', '112 каналов'],
])('%i is counted as Russian counts', (n, marked, channels) => {
	expect(ru.sayings['marked-all']({n})).toBe(marked);
	expect(ru.sayings['channels-undone']({n})).toContain(`${channels}.`);
});

test('a plan is named with what it costs, and a drift with both sides', () => {
	const fees = {month: '120.00', day: '0.00', once: '5.50'};
	expect(ru.sayings['plan-add-new']({login: 'ivan', plan: 'Базовий', fees, number: 7})).toBe(
		'Добавить «ivan» в биллинг: новый абонент с денежным счётом и услуга ТВ 7, тарифный план «Базовий» (120.00 в месяц, 5.50 разово).',
	);
	expect(ru.tellDrift({code: 'B3', field: 'status', theirs: 'on', ours: 'expired'})).toBe(
		'включено, а в биллинге удалено или истекло (status: Stalker включено, биллинг истекло)',
	);
});
