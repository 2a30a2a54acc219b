import {expect, test} from 'vitest';
import {ru} from '../../source/i18n/ru/index.ts';

test.each([
	[1, 'Выбрано: 1 строка.', '1 канал'],
	[2, 'Выбрано: 2 строки.', '2 канала'],
	[5, 'Выбрано: 5 строк.', '5 каналов'],
	[11, 'Выбрано: 11 строк.', '11 каналов'],
	[21, 'Выбрано: 21 строка.', '21 канал'],
	[112, 'Выбрано: 112 строк.', '112 каналов'],
])('%i is counted as Russian counts', (n, marked, channels) => {
	expect(ru.messages['marked-all']({n})).toBe(marked);
	expect(ru.messages['channels-undone']({n})).toContain(`${channels}.`);
});

test('a tariff plan has its fees, and a difference names both systems', () => {
	const fees = {month: '120.00', day: '0.00', once: '5.50'};
	expect(ru.messages['plan-add-new']({login: 'ivan', plan: 'Базовий', fees, number: 7})).toBe(
		'Добавить «ivan» в биллинг: новый абонент с денежным счётом и услуга ТВ 7, тарифный план «Базовий» (120.00 в месяц, 5.50 разово).',
	);
	expect(ru.formatDifference({code: 'B3', field: 'status', theirs: 'on', ours: 'expired'})).toBe(
		'включено, а в биллинге срок истёк (status: Stalker включено, биллинг истекло)',
	);
});
