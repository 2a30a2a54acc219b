import type {ItvChannel, TariffPlan, ServicePackage} from '../state.ts';
import type {Random} from './random.ts';

/** The tariff plans of the demo: with a number as external id, with a name, with none, and two with the same. */
export function demoPlans(): TariffPlan[] {
	const base = [1, 10, 11].map(id => ({id, optional: false}));
	const all = [2, 10, 11].map(id => ({id, optional: false}));
	const extra = (...ids: readonly number[]) => ids.map(id => ({id, optional: true}));
	const plan = (
		id: number,
		external_id: string,
		name: string,
		packages: TariffPlan['packages'],
	): TariffPlan => ({
		id,
		external_id,
		name,
		user_default: id === 1,
		packages,
	});
	return [
		plan(1, '101', 'Стартовий', [...base, ...extra(3, 4, 6, 12)]),
		plan(2, '102', 'Базовий', [...base, ...extra(3, 5, 6, 8, 12)]),
		plan(3, '103', 'Базовий + HD', [...base, ...extra(4, 5, 8, 12)]),
		plan(4, '104', 'Сімейний', [...base, ...extra(3, 4, 6, 12)]),
		plan(5, '105', 'Преміум', [...all, ...extra(3, 4, 5, 6, 8, 12)]),
		plan(6, '106', 'Спорт «Все включено»', [...base, ...extra(4, 8, 12)]),
		plan(7, 'PROMO-1', 'Промо <3 місяці>', [...base, ...extra(3, 5, 12)]),
		plan(8, 'VIP_2016', 'VIP', [...all, ...extra(6, 8, 12)]),
		plan(9, '', 'Тест без external_id', base),
		plan(10, '110', 'Соціальний', base),
		plan(11, '110', 'Соціальний (пільговий)', base),
		plan(12, '112', 'Співробітники', []),
	];
}

/** The packages that the plans are made of. */
export function demoPackages(): ServicePackage[] {
	return [
		createPackage(1, 'tv-base', 'Базовий пакет', {description: 'Основні канали'}),
		createPackage(2, 'tv-all', 'Усі канали', {all_services: '1'}),
		createPackage(3, 'tv-hd', 'HD', {description: 'Канали HD', price: '49.90'}),
		createPackage(4, 'tv-sport', 'Спорт', {price: '79.00'}),
		createPackage(5, 'tv-kids', 'Дитячий', {price: '29.00'}),
		createPackage(6, 'tv-adult', '18+', {price: '99.99'}),
		createPackage(8, 'vod-1', 'Кінозал', {type: 'video', all_services: '1', price: '59.00'}),
		createPackage(10, 'radio', 'Радіо', {type: 'radio', all_services: '1'}),
		createPackage(11, 'mod-1', 'Модулі', {type: 'module', services: ['vclub', 'karaoke', 'cityinfo']}),
		createPackage(12, 'opt-1', 'Без реклами', {type: 'option', price: '15.00', services: ['disable_ad']}),
	];
}

const createPackage = (
	id: number,
	external_id: string,
	name: string,
	more: Partial<ServicePackage> = {},
): ServicePackage => ({
	id,
	external_id,
	name,
	description: null,
	type: 'tv',
	all_services: '0',
	service_type: 'periodic',
	rent_duration: '0',
	price: '0.00',
	services: [],
	...more,
});

/** Sixty channels: equal names in HD, a number used twice, and one that is 0. */
export function demoChannels(random: Random): ItvChannel[] {
	return channelNames
		.flatMap(name => [name, `${name} HD`])
		.map((name, index) => ({
			id: index + 1,
			name: index === 41 ? channelNames[0]! : name,
			number: index === 57 ? '0' : String(index === 58 ? 57 : index + 1),
			base_ch: index < 20 ? '1' : '0',
			hd: name.endsWith(' HD') ? '1' : '0',
			enable_monitoring: random.chance(30) ? '1' : '0',
			monitoring_url: random.chance(40) ? `http://10.0.0.${index + 1}:8080/ch${index + 1}.m3u8` : '',
			monitoring_status: '0',
		}));
}

const channelNames = [
	'Перший',
	'Новини 24',
	'Культура',
	'Кіно+',
	'Спорт 1',
	'Спорт 2',
	'Дитячий світ',
	'Природа',
	'Історія',
	'Подорожі',
	'Кухня',
	"Здоров'я",
	'Музика',
	'Ретро FM TV',
	'Наука',
	'Серіал',
	'Гумор',
	'Мисливство & риболовля',
	'Авто',
	'Їжа',
	'Мода',
	'Дім',
	'Бізнес',
	'Погода',
	'Київ',
	'Львів',
	'Одеса',
	'Харків',
	'Звезда',
	'Ночной канал',
];
